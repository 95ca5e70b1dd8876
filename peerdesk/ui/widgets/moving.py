"""A list in an order that is changed by hand: by dragging, or with Alt and the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from peerdesk.ui.widgets.dragging import DraggingList, place_between

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class MovingList(DraggingList):
    """Its keys are the places of its lines, from 0 on. Whoever listens shows the new order."""

    move_wanted = Signal(int, int)
    """Carries the place of a line, and the place it is to have."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.allow_dragging(allowed=True)
        self.dropped.connect(self._on_dropped)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place, by = self.current_key, STEPS.get(Qt.Key(event.key()), 0)
        if isinstance(place, int) and by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if 0 <= place + by < len(self.entries):
                self._move(place, place + by)
        else:
            super().keyPressEvent(event)

    def _on_dropped(self, source: str, target: str, below: bool) -> None:  # noqa: FBT001 - a signal's
        place, to = int(source), place_between(int(source), int(target), below=below)
        if place != to:
            self._move(place, to)

    def _move(self, place: int, to: int) -> None:
        self.choose(to)
        self.move_wanted.emit(place, to)
