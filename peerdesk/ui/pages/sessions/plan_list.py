"""The plan of a running session in its order: dragged, moved by keys, left out and taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal

from peerdesk.ui.terms import agenda_title, minutes_words
from peerdesk.ui.widgets.dragging import DraggingList, place_between
from peerdesk.ui.widgets.records import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from peerdesk.domain.sessions import PlannedItem


class PlanList(DraggingList):
    """A click or Enter goes to a part. What is only pointed at with the arrow keys stays where it
    is, so that nobody changes the session by looking at its plan."""

    wanted = Signal(int)
    """Go to the part at this place."""
    move_wanted = Signal(int, int)
    """Carries the place of a part, and the place it is to have."""
    switch_wanted = Signal(int)
    """Leave out the part at this place, or take it in again."""

    def __init__(self) -> None:
        super().__init__("")
        self.setAccessibleName(self.tr("Plan"))
        self.setAccessibleDescription(
            self.tr(
                "Enter goes to a part, Alt with Up or Down moves it, Delete leaves it out or "
                "takes it in again."
            )
        )
        self.allow_dragging(allowed=True)
        self.clicked.connect(self._on_clicked)
        self.activated.connect(self._on_clicked)
        self.dropped.connect(self._on_dropped)

    def show_plan(self, items: Sequence[PlannedItem], current: int | None) -> None:
        """List the parts with their minutes; the current one says so."""
        entries = tuple(
            Entry(place, agenda_title(item), mark=self._mark(item, is_now=place == current))
            for place, item in enumerate(items)
        )
        if entries != self.entries:
            self.show_entries(entries)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The current part stays in sight, also where there is little room."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.current_key
        if not isinstance(place, int):
            super().keyPressEvent(event)
            return
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if 0 <= place + by < len(self.entries):
                self.choose(place + by)
                self.move_wanted.emit(place, place + by)
        elif event.key() == Qt.Key.Key_Delete:
            self.switch_wanted.emit(place)
        else:
            super().keyPressEvent(event)

    def _mark(self, item: PlannedItem, *, is_now: bool) -> str:
        if item.skipped:
            return self.tr("left out")
        minutes = minutes_words(item.minutes)
        return self.tr("now, {minutes}").format(minutes=minutes) if is_now else minutes

    def _on_clicked(self, index: QModelIndex) -> None:
        self.wanted.emit(index.row())

    def _on_dropped(self, source: str, target: str, below: bool) -> None:  # noqa: FBT001 - a signal's
        place, to = int(source), place_between(int(source), int(target), below=below)
        if place != to:
            self.choose(to)
            self.move_wanted.emit(place, to)
