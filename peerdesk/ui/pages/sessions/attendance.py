"""Who is here: one row a person, one click or one key each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from peerdesk.desk.today import newcomers
from peerdesk.domain.sessions import Presence
from peerdesk.ui.pages.groups.rows import KeyedRows, RecordRow
from peerdesk.ui.pages.groups.words import BETWEEN
from peerdesk.ui.pages.sessions.arrivals import Arrivals
from peerdesk.ui.pages.sessions.columns import Adaptive, yielding
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.pages.sessions.words import presence_button
from peerdesk.ui.theme import current
from peerdesk.ui.widgets.banner import announce
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import column, scrolling

if TYPE_CHECKING:
    from peerdesk.domain.members import Member
    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage

KEYS = {
    Qt.Key.Key_P: Presence.PRESENT,
    Qt.Key.Key_L: Presence.LATE,
    Qt.Key.Key_E: Presence.LEFT_EARLY,
    Qt.Key.Key_A: Presence.APOLOGIES,
}
LEAST_WIDTH = 34
"""Widths of an m that a row needs for a name and its four buttons side by side."""

BESIDE_TEXT = 32
"""Pixels of padding and border beside a button's text."""


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
        self._name = plain("")
        self._hints = muted("")
        self._buttons: dict[Presence, QPushButton] = {}
        for presence in KEYS.values():
            made = button(presence_button(presence), partial(self.toggle, presence))
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setMinimumWidth(_width_in_bold(made))
            self._buttons[presence] = made
        marks = QWidget()
        line = QHBoxLayout(marks)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for made in self._buttons.values():
            line.addWidget(made)
        line.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8, 4, 8, 4)
        names = column(self._name, self._hints, spacing=0)
        outer.addWidget(Adaptive(names, marks, shares=(1, 0), least=LEAST_WIDTH, spacing=8))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def fill(self, record: Attendee) -> None:
        self._shown = record
        hints = (
            self.tr("first time here") if record.is_new else "",
            self.tr("has not agreed yet") if record.has_not_agreed else "",
            record.member.pronouns,
        )
        self._name.setText(record.member.chosen_name)
        self._hints.setText(BETWEEN.join(hint for hint in hints if hint))
        self._hints.setVisible(bool(self._hints.text()))
        for presence, made in self._buttons.items():
            made.setChecked(record.presence is presence)
            made.setAccessibleName(f"{record.member.chosen_name}: {presence_button(presence)}")
        marked = presence_button(record.presence) if record.presence else self.tr("not marked")
        self.setAccessibleName(f"{record.member.chosen_name}, {marked}")
        self.setAccessibleDescription(self._hints.text())

    def mark_button(self, presence: Presence) -> QPushButton:
        """The button of one presence."""
        return self._buttons[presence]

    def toggle(self, presence: Presence) -> None:
        """Mark the person so, or take that mark back."""
        if self._shown is None:
            return
        wanted = None if self._shown.presence is presence else presence
        self._pane.mark(self._shown.member, wanted)

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


def _width_in_bold(made: QPushButton) -> int:
    """What the button needs when it is checked, since its text is bold then."""
    font = made.font()
    font.setBold(True)
    return QFontMetrics(font).horizontalAdvance(made.text()) + BESIDE_TEXT


class AttendancePane(Part):
    """The list, guests, and whoever comes without having been on it."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self._order: tuple[int, ...] = ()
        self.count = plain("")
        self.rows: KeyedRows[Attendee] = KeyedRows(self._make_row, spacing=2)
        self.arrivals = Arrivals(page)
        self._keys = muted(
            self.tr("Keys: arrows to move, P present, L late, E left early, A apologies.")
        )
        content = column(self.count, self.rows, self._keys, self.arrivals, spacing=8)
        content.setContentsMargins(0, 8, 8, 0)
        layout = content.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addStretch(1)
        self._area = scrolling(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(yielding(self._area, 8))

    def show_session(self, session: Session, *, fresh: bool) -> None:
        attendees = self._attendees(session)
        self._order = tuple(each.member.id for each in attendees)
        self.rows.show_records([(each.member.id, each) for each in attendees])
        self._keys.setVisible(bool(attendees))
        came = sum(1 for each in attendees if each.presence and each.presence.came)
        if attendees:
            text = self.tr("{n} of {all} are here").format(n=came, all=len(attendees))
        else:
            text = self.tr(
                "Nobody is in this group yet. Add whoever comes by the name they choose."
            )
        self.count.setText(text)
        self.arrivals.show_session(session, fresh=fresh)
        if fresh:
            self._area.verticalScrollBar().setValue(0)
        self._keep_one_tab_stop()

    def finish(self) -> None:
        self.arrivals.finish()

    def begin(self) -> None:
        """Put the keyboard on the first person."""
        rows = self._ordered()
        first = rows[0] if rows else self.arrivals.name
        first.show()  # a row that was just made is shown later otherwise, and can't have the focus
        first.setFocus()

    def mark(self, member: Member, presence: Presence | None) -> None:
        """Note it, and say it to a screen reader."""
        mark = partial(self.desk.sessions.mark, self.page.session_id, member.id, presence)
        if self.page.attempt(mark):
            said = presence_button(presence) if presence else self.tr("not marked")
            announce(self, f"{member.chosen_name}: {said}")

    def go_on(self, row: AttendeeRow, by: int) -> None:
        """Move the keyboard to the next or the previous person."""
        rows = self._ordered()
        place = rows.index(row) + by
        if 0 <= place < len(rows):
            rows[place].setFocus()
            self._area.ensureWidgetVisible(rows[place])

    def became_current(self, row: AttendeeRow) -> None:
        """Tab comes back to the person it left from."""
        for each in self._ordered():
            each.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if each is row else Qt.FocusPolicy.ClickFocus
            )

    def _keep_one_tab_stop(self) -> None:
        rows = self._ordered()
        if rows and all(row.focusPolicy() is not Qt.FocusPolicy.StrongFocus for row in rows):
            rows[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _ordered(self) -> list[AttendeeRow]:
        found = [self.rows.row(key) for key in self._order]
        return [row for row in found if isinstance(row, AttendeeRow)]

    def _make_row(self) -> AttendeeRow:
        return AttendeeRow(self)

    def _attendees(self, session: Session) -> list[Attendee]:
        """Who is in the group, and who was marked before leaving it."""
        marks = self.desk.sessions.attendance(session.id)
        members = [member for member, _ in self.desk.members.of_group(session.group_id)]
        known = {member.id for member in members}
        members += [self.desk.members.get(each) for each in marks if each not in known]
        new = {each.id for each in newcomers(self.desk, session.group_id, session.starts_at)}
        waiting = {each.id for each in self.desk.agreements.not_yet(session.group_id)}
        return [
            Attendee(each, marks.get(each.id), each.id in new, each.id in waiting)
            for each in members
        ]
