"""The file that people came from: its bytes, and taking them off the disk afterwards.

A list of who comes to a group, in the clear, is what PeerDesk is there to avoid. Its bytes are
written over before it is removed. What a file system keeps elsewhere (spare blocks of a solid-state
disk, snapshots, copies, the program it came from) is out of reach, and the screen says so.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat
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
        with os.fdopen(_opened(path, os.O_RDONLY), "rb") as file:
            return SourceFile(path, file.read(LARGEST_FILE + 1))
    except OSError as error:
        raise UserError(DeskTrouble.SOURCE_UNREADABLE) from error


def remove_source(source: SourceFile) -> None:
    """Write over the bytes of the file that was read, and remove it.

    It is opened once, looked at and written over by that, so that no other file can take its place
    in between. UserError SOURCE_NOT_PLAIN for a link or a file with a second name, SOURCE_CHANGED
    where it is not what was read any more; nothing is touched then. OSError.
    """
    path = source.path
    if path.is_symlink() or not path.is_file():
        raise UserError(DeskTrouble.SOURCE_NOT_PLAIN)
    try:
        descriptor = _opened(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise UserError(DeskTrouble.SOURCE_NOT_PLAIN) from error
        raise
    with io.FileIO(descriptor, "r+b") as file:
        found = os.fstat(file.fileno())
        if found.st_nlink != 1:
            raise UserError(DeskTrouble.SOURCE_NOT_PLAIN)
        if hashlib.file_digest(file, "sha256").digest() != source.digest:
            raise UserError(DeskTrouble.SOURCE_CHANGED)
        _write_over(file, len(source.data))
    _unlink(path, found)


def _opened(path: Path, flags: int) -> int:
    """The descriptor of a plain file. UserError SOURCE_NOT_PLAIN, OSError.

    A pipe that nobody writes to would be waited for without end otherwise.
    """
    for name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    if path.is_dir():
        raise UserError(DeskTrouble.SOURCE_NOT_PLAIN)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UserError(DeskTrouble.SOURCE_NOT_PLAIN)
    return descriptor


def _write_over(file: io.FileIO, length: int) -> None:
    """Zeros on the medium, then nothing: a file that is only cut leaves its blocks as they were."""
    file.seek(0)
    left = length
    while left:
        left -= file.write(bytes(min(left, _AT_ONCE)))
    os.fsync(file.fileno())
    file.truncate(0)
    os.fsync(file.fileno())


def _unlink(path: Path, found: os.stat_result) -> None:
    """Take the name away, unless it leads to another file by now, which stays."""
    now = path.stat(follow_symlinks=False)
    if os.path.samestat(now, found):
        path.unlink()
        flush_folder(path.parent)
