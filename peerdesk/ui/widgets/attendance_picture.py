"""Who came when, drawn: a mark for each session, the latest at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from peerdesk.domain.sessions import Presence
from peerdesk.ui.theme import current

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QPaintEvent

MARK = 14
STEP = 24
"""Pixels: how wide a mark is, and from one to the next."""
PART = {Presence.LATE: 270, Presence.LEFT_EARLY: 90}
"""Where the filled half of a mark begins, in degrees: late has the right half, early the left."""
_HALF = 180
_FULL = 16
"""Qt counts sixteenths of a degree."""


@dataclass(frozen=True, slots=True)
class AttendanceMark:
    """One session: its day, what became of it, and the whole of it in words."""

    day: date
    presence: Presence
    words: str


class AttendancePicture(QWidget):
    """A line of marks with the months below. Shapes tell them apart, not colours alone."""

    def __init__(self) -> None:
        super().__init__()
        self._marks: tuple[AttendanceMark, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_marks(self, marks: Sequence[AttendanceMark]) -> None:
        """Show these, the oldest first; as many of the latest as there is room for."""
        self._marks = tuple(marks)
        self.setVisible(bool(marks))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(STEP * 12, MARK + self.fontMetrics().height() + 12)

    def minimumSizeHint(self) -> QSize:
        return QSize(STEP * 4, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        month = 0
        free_from = 0.0
        for place, mark in self._placed():
            self._draw(painter, place, mark.presence)
            name = f"{mark.day:%b}"
            left = place.x() - MARK / 2
            if mark.day.month != month and left >= free_from:
                painter.setPen(QColor(current()["muted"]))
                painter.drawText(QPointF(left, self.height() - 4), name)
                free_from = left + self.fontMetrics().horizontalAdvance(name) + 6
                month = mark.day.month
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Beside the pointer: what a mark stands for."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            near = [
                mark
                for place, mark in self._placed()
                if abs(place.x() - event.pos().x()) <= STEP / 2
            ]
            QToolTip.showText(event.globalPos(), near[0].words if near else "", self)
            return True
        return super().event(event)

    def _placed(self) -> list[tuple[QPointF, AttendanceMark]]:
        fitting = max(1, self.width() // STEP)
        shown = self._marks[-fitting:]
        return [
            (QPointF(STEP * number + MARK / 2 + 2, MARK / 2 + 2), mark)
            for number, mark in enumerate(shown)
        ]

    def _draw(self, painter: QPainter, place: QPointF, presence: Presence) -> None:
        colours = current()
        around = QRectF(place.x() - MARK / 2, place.y() - MARK / 2, MARK, MARK)
        accent = QColor(colours["accent"])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if presence is Presence.ABSENT:
            painter.setPen(QPen(QColor(colours["muted"]), 2))
            painter.drawLine(QPointF(place.x() - 4, place.y()), QPointF(place.x() + 4, place.y()))
            return
        painter.setPen(QPen(QColor(colours["muted"]) if not presence.came else accent, 2))
        if presence is Presence.PRESENT:
            painter.setBrush(accent)
        painter.drawEllipse(around)
        if presence in PART:
            painter.setBrush(accent)
            painter.drawPie(around, PART[presence] * _FULL, _HALF * _FULL)
