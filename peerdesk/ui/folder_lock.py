"""The lock file that keeps a second PeerDesk out of an open vault."""

from pathlib import Path

from PySide6.QtCore import QLockFile

from peerdesk.errors import UserError
from peerdesk.vault.troubles import VaultTrouble


class QtFolderLock:
    """A `FolderLock` by Qt: it sees through a lock that a crashed process left behind."""

    def __init__(self, path: Path) -> None:
        self._lock = QLockFile(str(path))
        self._lock.setStaleLockTime(0)

    def acquire(self) -> None:
        """Take the lock. UserError ALREADY_OPEN (pid, host) or READ_ONLY."""
        if self._lock.tryLock(0):
            return
        if self._lock.error() is QLockFile.LockError.LockFailedError:
            raise UserError(VaultTrouble.ALREADY_OPEN, **self._holder())
        raise UserError(VaultTrouble.READ_ONLY)

    def _holder(self) -> dict[str, str | int]:
        """Who has the lock, as data of the message; 0 and "" where that can't be read."""
        pid, host, _application = self._lock.getLockInfo()[-3:]
        return {"pid": int(pid), "host": str(host)}

    def release(self) -> None:
        """Give the lock back; harmless when it was not taken."""
        self._lock.unlock()
