"""What the watches of all systems have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from peerdesk.domain.locking import LockTrigger


class SessionWatch(QObject):
    """`must_lock` carries the `LockTrigger`. `heard` are those that this system tells of."""

    must_lock = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._heard: set[LockTrigger] = set()

    @property
    def heard(self) -> frozenset[LockTrigger]:
        """The triggers that are at work here, as measured when the vault was opened."""
        return frozenset(self._heard)
