"""Room that is kept in the vault's folder, for what a full disk would refuse when PeerDesk locks.

`vault.reserve` is 1 MiB of random bytes that mean nothing, 0600. Nobody is there to make room when
a computer falls asleep or a lock comes by itself, so the file is removed then, and what was typed
is saved in its place. It belongs to no backup, no seal and no exchange of files: whoever finds it
gone has lost nothing, and whoever alters it has altered nothing.
"""

import os
import shutil
import stat
from pathlib import Path
from typing import Final

from peerdesk.vault.files import FILE_MODE, flush_folder

BYTES: Final = 1024 * 1024
"""A long note, the pages of the search index that change with it, the journal of both, the line in
the log and the seal take a quarter of it in a vault of twenty years."""
ROOM_NEEDED: Final = 8 * BYTES
"""It is made only where so much is free: the last room on a disk is for what people write."""


class Reserve:
    """The file, whether it is there or not. Nothing here ever raises: without it a lock still
    locks, and says what it lost."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def is_kept(self) -> bool:
        """Whether all of it is there."""
        return self._size() == BYTES

    def make(self) -> bool:
        """Keep the room, where there is plenty; whether it is kept now."""
        size = self._size()
        if size == BYTES:
            return True
        if size is None and os.path.lexists(self._path):
            return False  # a link or a device under its name: nothing of ours
        try:
            if shutil.disk_usage(self._path.parent).free < ROOM_NEEDED:
                return False
            self._path.unlink(missing_ok=True)  # half of one, of a process that was killed
            self._write()
        except OSError:
            self.give_up()
            return False
        return True

    def give_up(self) -> bool:
        """Remove it, so that something else can be saved; whether there was any."""
        if self._size() is None:
            return False
        try:
            self._path.unlink()
            # Some systems give the room back only once that has reached the medium.
            flush_folder(self._path.parent)
        except OSError:
            return False
        return True

    def _size(self) -> int | None:
        """The size of the plain file that it must be; None where there is none."""
        try:
            found = self._path.lstat()
        except OSError:
            return None
        return found.st_size if stat.S_ISREG(found.st_mode) else None

    def _write(self) -> None:
        """Random bytes: a file system that squeezes or leaves out zeros would keep no room."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(self._path, flags, FILE_MODE), "wb") as file:
            file.write(os.urandom(BYTES))
