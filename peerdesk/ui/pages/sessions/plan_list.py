"""The plan of a running session in its order: dragged, moved by keys, left out and taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal

from peerdesk.ui.terms import agenda_title, minutes_words
from peerdesk.ui.widgets.moving import MovingList
from peerdesk.ui.widgets.records import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from peerdesk.domain.sessions import PlannedItem


class PlanList(MovingList):
    """A click or Enter goes to a part. What is only pointed at with the arrow keys stays where it
    is, so that nobody changes the session by looking at its plan."""

    wanted = Signal(int)
    """Go to the part at this place."""
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
        self.clicked.connect(self._on_clicked)
        self.activated.connect(self._on_clicked)

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
        if isinstance(place, int) and event.key() == Qt.Key.Key_Delete:
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
