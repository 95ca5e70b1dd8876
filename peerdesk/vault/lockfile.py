"""What keeps two PeerDesks from one vault; the window's implementation lies in `ui`."""

from typing import Protocol


class FolderLock(Protocol):
    """A lock on one vault's folder, held from before its files are read until after the seal."""

    def acquire(self) -> None:
        """Take the lock, recovering a stale one.

        Raises `UserError(ALREADY_OPEN, pid=…, host=…)` or `UserError(READ_ONLY)`.
        """

    def release(self) -> None:
        """Give the lock back; does nothing where it is not held."""
