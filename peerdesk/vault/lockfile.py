"""What keeps two PeerDesks from one vault; the window's implementation lies in `ui`."""

from typing import Protocol


class FolderLock(Protocol):
    """A lock on one vault's folder, held from before its files are read until after the seal."""

    def acquire(self) -> None:
        """Take the lock, recovering a stale one.

        Raises `UserError(ALREADY_OPEN, pid=…, host=…)`, `UserError(OPEN_ELSEWHERE, host=…, file=…)`
        where only the person can know whether that computer still has the vault open,
        `UserError(UNSAFE_FOLDER)` where no plain file has the lock's name, and what the medium
        refuses.
        """

    def release(self) -> None:
        """Give the lock back; does nothing where it is not held."""


class NeedsNoLock:
    """For a folder whose name nobody else knows, or whose lock is held already."""

    def acquire(self) -> None:
        """Always granted."""

    def release(self) -> None:
        """Nothing is held."""
