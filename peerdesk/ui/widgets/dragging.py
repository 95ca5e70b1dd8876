"""A list whose lines are dragged to another place, with a line that shows where they would go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QDrag, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView

from peerdesk.ui.theme import current
from peerdesk.ui.widgets.records import RecordList

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QPaintEvent,
    )

DRAGGED = "application/x-peerdesk-part"
"""Its data is the key of a line, never a word of it: other programs may look at what is dragged."""


class DraggingList(RecordList):
    """Tells where a line was dropped; whoever listens moves the record and shows the list anew."""

    dropped = Signal(str, str, bool)
    """Carries the key of the line, that of the line it was dropped on, and whether below it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._gap: tuple[int, bool] | None = None
        self.allow_dragging(allowed=False)

    def allow_dragging(self, *, allowed: bool) -> None:
        """Let lines be dragged, or not."""
        modes = QAbstractItemView.DragDropMode
        self.setDragDropMode(modes.InternalMove if allowed else modes.NoDragDrop)
        self.setDropIndicatorShown(False)

    def may_drag(self, key: str) -> bool:
        """Whether the line with `key` can go to another place."""
        return bool(key)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Take the current line along."""
        key = self.current_key
        if key is None or not self.may_drag(str(key)):
            return
        data = QMimeData()
        data.setData(DRAGGED, str(key).encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        place = self.visualRect(self.currentIndex())
        drag.setPixmap(self.viewport().grab(place))
        drag.setHotSpot(QPoint(24, place.height() // 2))
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._is_ours(event):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        # Qt scrolls near the edges; what can be dropped where, it can't know.
        super().dragMoveEvent(event)
        self._show_gap(self._gap_at(event.position().toPoint()) if self._is_ours(event) else None)
        if self._gap is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_gap(None)

    def dropEvent(self, event: QDropEvent) -> None:
        gap = self._gap_at(event.position().toPoint()) if self._is_ours(event) else None
        self._show_gap(None)
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        if gap is None:
            event.ignore()
            return
        row, below = gap
        source = bytes(event.mimeData().data(DRAGGED).data()).decode("ascii", "replace")
        # Moved by whoever listens; were the drop accepted as a move, Qt would take the line out.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if any(str(entry.key) == source for entry in self.entries):
            self.dropped.emit(source, str(self.entries[row].key), below)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap is None:
            return
        row, below = self._gap
        place = self.visualRect(self.model().index(row, 0))
        height = place.bottom() + 1 if below else place.top()
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(current()["accent"]), 3))
        painter.drawLine(place.left() + 4, height, place.right() - 4, height)
        painter.end()

    def _is_ours(self, event: QDropEvent) -> bool:
        return event.source() is self and event.mimeData().hasFormat(DRAGGED)

    def _gap_at(self, point: QPoint) -> tuple[int, bool] | None:
        """The row under a point and whether it is in its lower half; past the end, the last."""
        if not self.entries:
            return None
        index: QModelIndex = self.indexAt(point)
        if not index.isValid():
            return len(self.entries) - 1, True
        return index.row(), point.y() > self.visualRect(index).center().y()

    def _show_gap(self, gap: tuple[int, bool] | None) -> None:
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()


def place_between(source: int, target: int, *, below: bool) -> int:
    """Where a line comes to stand that is dropped on another, counted without itself."""
    to = target + int(below)
    return to - int(source < to)
