"""The lock file that keeps a second PeerDesk out of an open vault."""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NoReturn

from PySide6.QtCore import QLockFile, QSysInfo

from peerdesk.errors import UserError
from peerdesk.vault.files import VaultFolder, write_new
from peerdesk.vault.troubles import VaultTrouble, told_of_system

UNREADABLE_MILLISECONDS: Final = 300
"""How long a lock may say nothing of its owner: one that is being taken is empty for a moment."""
MOST_HOST_CHARACTERS: Final = 64
LOCK_BYTES: Final = 256
"""At least what Qt writes into a lock: process, program, host, machine and boot."""
MOST_LOCK_BYTES: Final = 64 * 1024
"""Far more than that. Qt reads all of a lock, so a planted one could hang the unlock."""

_HELD: Final[set[Path]] = set()
"""The locks that this process has now."""


@contextmanager
def held(folder: VaultFolder) -> Iterator[None]:
    """Keep every other PeerDesk out of a vault that is not open. Raises as `FolderLock.acquire`."""
    lock = QtFolderLock(folder.lock_file)
    lock.acquire()
    try:
        yield
    finally:
        lock.release()


class QtFolderLock:
    """A `FolderLock` by Qt: it sees through a lock that a crashed process left behind."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = QLockFile(str(path))
        self._lock.setStaleLockTime(0)

    def acquire(self) -> None:
        """Take the lock. Raises as `FolderLock.acquire` says."""
        self._require_plain()
        if self._lock.tryLock(0) or (self._failed() and self._taken_over()):
            _HELD.add(self._path.absolute())
            return
        if self._failed():
            self._refuse()
        self._explain()

    def release(self) -> None:
        """Give the lock back; harmless when it was not taken."""
        if self._lock.isLocked():
            _HELD.discard(self._path.absolute())
        self._lock.unlock()

    def _failed(self) -> bool:
        """Whether somebody has the lock, rather than that the medium refused it."""
        return self._lock.error() is QLockFile.LockError.LockFailedError

    def _taken_over(self) -> bool:
        """Take a lock that a power cut left empty or garbled.

        Qt removes it only if it gets the system's own lock on the file, which an owner that still
        runs would hold.
        """
        owner = self._owner()
        if owner is not None:
            return self._is_ours_from_before(*owner) and self._taken_by_force()
        if self._lock.tryLock(UNREADABLE_MILLISECONDS):
            return True
        return self._failed() and self._owner() is None and self._taken_by_force()

    def _taken_by_force(self) -> bool:
        return self._lock.removeStaleLockFile() and self._lock.tryLock(0)

    def _is_ours_from_before(self, process: int, host: str) -> bool:
        """Whether this very process left it on a stick that was pulled: a lock keeps its number."""
        here = process == os.getpid() and host in {"", QSysInfo.machineHostName()}
        return here and self._path.absolute() not in _HELD

    def _owner(self) -> tuple[int, str] | None:
        """The process and the computer that have the lock; None where that can't be read."""
        process, host, _program = self._lock.getLockInfo()[-3:]
        if int(process) <= 0:
            return None
        # The text comes from a file that anybody may have written, and may reach a terminal.
        printable = "".join(character for character in str(host) if character.isprintable())
        return int(process), printable[:MOST_HOST_CHARACTERS]

    def _refuse(self) -> NoReturn:
        process, host = self._owner() or (0, "")
        if host and host != QSysInfo.machineHostName():
            raise UserError(VaultTrouble.OPEN_ELSEWHERE, host=host, file=self._path.name)
        raise UserError(VaultTrouble.ALREADY_OPEN, pid=process, host=host)

    def _explain(self) -> NoReturn:
        """Raise why the medium refused: Qt says the same for a full disk as for a protected one."""
        probe = self._path.with_name(f".peerdesk-probe-{secrets.token_hex(4)}")
        try:
            write_new(probe, bytes(LOCK_BYTES))
        except OSError as error:
            raise told_of_system(error) from error
        finally:
            self._remove(probe)
        raise UserError(VaultTrouble.READ_ONLY)

    def _remove(self, probe: Path) -> None:
        try:
            probe.unlink(missing_ok=True)
        except OSError as error:
            raise told_of_system(error) from error

    def _require_plain(self) -> None:
        """A pipe or a huge file would hang Qt, a link would lock another place."""
        try:
            found = os.lstat(self._path)
        except FileNotFoundError:
            return
        except OSError as error:
            raise told_of_system(error) from error
        if not stat.S_ISREG(found.st_mode) or found.st_size > MOST_LOCK_BYTES:
            raise UserError(VaultTrouble.UNSAFE_FOLDER, file=self._path.name)
