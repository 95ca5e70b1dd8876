"""The file that people came from: its bytes, and taking them off the disk afterwards.

A list of who comes to a group, in the clear, is what PeerDesk is there to avoid. Its bytes are
written over before it is removed. What a file system keeps elsewhere (spare blocks of a solid-state
disk, snapshots, copies, the program it came from) is out of reach, and the screen says so.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerdesk.desk.foreign_files.bounds import LARGEST_FILE
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.errors import UserError
from peerdesk.vault.files import flush_folder

if TYPE_CHECKING:
    from pathlib import Path

_AT_ONCE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was read. `data` is one byte longer than is ever taken in where it is larger."""

    path: Path
    data: bytes

    @property
    def digest(self) -> bytes:
        """SHA-256 of what was read."""
        return hashlib.sha256(self.data).digest()


def read_source(path: Path) -> SourceFile:
    """Read a file of another program. UserError SOURCE_NOT_PLAIN, SOURCE_UNREADABLE."""
    try:
        if path.exists() and not path.is_file():
            # A pipe that nobody writes to would be waited for without end.
            raise UserError(DeskTrouble.SOURCE_NOT_PLAIN)
        with path.open("rb") as file:
            return SourceFile(path, file.read(LARGEST_FILE + 1))
    except OSError as error:
        raise UserError(DeskTrouble.SOURCE_UNREADABLE) from error


def remove_source(source: SourceFile) -> None:
    """Write over the bytes of the file that was read, and remove it.

    UserError SOURCE_NOT_PLAIN for a link or a file with a second name, SOURCE_CHANGED where it is
    not what was read any more; nothing is touched then. OSError.
    """
    path = source.path
    if path.is_symlink() or not path.is_file() or path.stat().st_nlink != 1:
        raise UserError(DeskTrouble.SOURCE_NOT_PLAIN)
    with path.open("r+b") as file:
        if hashlib.file_digest(file, "sha256").digest() != source.digest:
            raise UserError(DeskTrouble.SOURCE_CHANGED)
        file.seek(0)
        left = len(source.data)
        while left:
            left -= file.write(bytes(min(left, _AT_ONCE)))
        file.flush()
        os.fsync(file.fileno())
        file.truncate(0)
        os.fsync(file.fileno())
    path.unlink()
    flush_folder(path.parent)
