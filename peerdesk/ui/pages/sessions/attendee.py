"""One person of the attendance list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy

from peerdesk.domain.sessions import Presence
from peerdesk.ui.naming import called
from peerdesk.ui.pages.sessions.words import presence_button
from peerdesk.ui.terms import BETWEEN
from peerdesk.ui.theme import current
from peerdesk.ui.widgets.buttons import toggle
from peerdesk.ui.widgets.name_line import NameLine
from peerdesk.ui.widgets.rows import RecordRow

if TYPE_CHECKING:
    from peerdesk.domain.members import Member
    from peerdesk.ui.pages.sessions.attendance import AttendancePane

KEYS = {
    Qt.Key.Key_P: Presence.PRESENT,
    Qt.Key.Key_L: Presence.LATE,
    Qt.Key.Key_E: Presence.LEFT_EARLY,
    Qt.Key.Key_A: Presence.APOLOGIES,
}
SIDE_BY_SIDE, BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
LEAST_WIDTH = 34
"""Widths of an m that a row needs for a name and its four buttons side by side."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person of the list, with what is worth knowing at the door."""

    member: Member
    presence: Presence | None
    is_new: bool
    has_not_agreed: bool


class AttendeeRow(RecordRow[Attendee]):
    """One stop of the Tab key: arrows go on to the next person, letters mark this one."""

    def __init__(self, pane: AttendancePane) -> None:
        super().__init__()
        self._pane = pane
        self._shown: Attendee | None = None
        self._filled: tuple[Attendee, str] | None = None
        self._who = NameLine()
        self._buttons: dict[Presence, QPushButton] = {}
        for presence in KEYS.values():
            made = toggle(presence_button(presence), partial(self.toggle, presence))
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._buttons[presence] = made
        # Layouts in one another, not widgets: thirty people have each of them thirty times.
        self._line = QBoxLayout(SIDE_BY_SIDE, self)
        self._line.setContentsMargins(8, 3, 8, 3)
        self._line.setSpacing(8)
        marks = QHBoxLayout()
        marks.setSpacing(6)
        for made in self._buttons.values():
            marks.addWidget(made)
        marks.addStretch(1)
        self._marks = marks
        self._line.addWidget(self._who, 1)
        self._line.addLayout(marks)
        # Never squeezed, which would lay out all of them twice while the list grows.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons stand below the name where there is no room for both."""
        super().resizeEvent(event)
        least = LEAST_WIDTH * self.fontMetrics().horizontalAdvance("m")
        needed = max(least, self._marks.minimumSize().width() + self._line.spacing())
        wanted = SIDE_BY_SIDE if event.size().width() >= needed else BELOW
        if wanted is not self._line.direction():
            self._line.setDirection(wanted)

    def fill(self, record: Attendee) -> None:
        shown = (record, called(record.member))
        if shown == self._filled:
            return  # with every click the whole list is shown anew
        self._filled = shown
        self._shown = record
        hints = (
            self.tr("first time here") if record.is_new else "",
            self.tr("has not agreed yet") if record.has_not_agreed else "",
            record.member.pronouns,
        )
        name = called(record.member)
        self._who.show_name(name, BETWEEN.join(hint for hint in hints if hint))
        for presence, made in self._buttons.items():
            made.setAccessibleName(f"{name}: {presence_button(presence)}")
        self._show_mark(record.presence)
        marked = presence_button(record.presence) if record.presence else self.tr("not marked")
        self.setAccessibleName(f"{name}, {marked}")
        self.setAccessibleDescription(self._who.hints.text())

    def _show_mark(self, marked: Presence | None) -> None:
        for presence, made in self._buttons.items():
            made.setChecked(marked is presence)

    def mark_button(self, presence: Presence) -> QPushButton:
        """The button of one presence."""
        return self._buttons[presence]

    def toggle(self, presence: Presence) -> None:
        """Mark the person so, or take that mark back."""
        if self._shown is None:
            return
        wanted = None if self._shown.presence is presence else presence
        if not self._pane.mark(self._shown.member, wanted):
            # What was refused must not look as if it were noted.
            self._show_mark(self._shown.presence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in KEYS:
            self.toggle(KEYS[key])
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._pane.go_on(self, 1 if key is Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._pane.became_current(self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(current()["focus"]), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
            painter.end()
