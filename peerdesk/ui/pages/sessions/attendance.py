"""Who is here: one row a person, one click or one key each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.today import newcomers
from peerdesk.ui.naming import called
from peerdesk.ui.pages.sessions.arrivals import Arrivals
from peerdesk.ui.pages.sessions.attendee import Attendee, AttendeeRow
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.pages.sessions.words import presence_button
from peerdesk.ui.widgets.banner import announce
from peerdesk.ui.widgets.columns import yielding
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import column, scrolling
from peerdesk.ui.widgets.rows import KeyedRows, RecordRow

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from peerdesk.domain.members import Member
    from peerdesk.domain.sessions import Presence, Session
    from peerdesk.ui.pages.sessions.page import SessionsPage


UNDER_TABS = 12
"""Pixels that the words of a tab stand above its lower edge."""
LEAST_LINES = 2
"""Lines of text that the list keeps where room is scarce."""


class AttendancePane(Part):
    """The list, and under it whoever comes without having been on it, always in sight."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self._order: list[RecordRow[Attendee]] = []
        self.count = plain("")
        """How many are here; whoever shows the pane has a place for it beside the tabs."""
        self.count.setWordWrap(False)
        self.count.setContentsMargins(8, 0, 8, UNDER_TABS)
        self.nobody = plain(
            self.tr("Nobody is in this group yet. Add whoever comes by the name they choose.")
        )
        self.rows: KeyedRows[Attendee] = KeyedRows(self._make_row, spacing=0)
        self.rows.all_there.connect(self._lead_tab_on)
        self.arrivals = Arrivals(page)
        self._keys = muted(
            self.tr("Keys: arrows to move, P present, L late, E left early, A apologies.")
        )
        for told in (self.nobody, self._keys):
            told.hide()  # until it is known who is there
        content = column(self.nobody, self.rows, self._keys, spacing=8)
        content.setContentsMargins(0, 8, 8, 0)
        layout = content.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addStretch(1)
        self._area = scrolling(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(yielding(self._area, LEAST_LINES), 1)
        outer.addWidget(self.arrivals)
        self.arrivals.typing.connect(self._make_room)

    def show_session(self, session: Session, *, fresh: bool) -> None:
        attendees = self._attendees(session)
        self.rows.show_records([(each.member.id, each) for each in attendees])
        self._keys.setVisible(bool(attendees))
        self._tell(
            sum(bool(each.presence and each.presence.came) for each in attendees), len(attendees)
        )
        self.nobody.setVisible(not attendees)
        self.arrivals.show_session(session, fresh=fresh)
        if fresh:
            self._area.verticalScrollBar().setValue(0)
        self._keep_one_tab_stop()

    def show_count(self, session: Session) -> None:
        """How many are here, also while the list itself is not looked at."""
        marks = self.desk.sessions.attendance(session.id)
        members = self.desk.members.of_group(session.group_id)
        everybody = marks.keys() | {member.id for member, _ in members}
        self._tell(sum(mark.came for mark in marks.values()), len(everybody))

    def _tell(self, came: int, everybody: int) -> None:
        text = self.tr("{n} of {all} are here").format(n=came, all=everybody)
        self.count.setText(text if everybody else "")

    def _lead_tab_on(self) -> None:
        """From the people to whoever comes without having been on the list."""
        rows = self.rows.made
        if rows != self._order:
            self._order = rows
            self.arrivals.follow_by_tab(rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Who may be meant is offered in the room that the list leaves, and scrolls."""
        super().resizeEvent(event)
        self.arrivals.picker.room = self.height() - self.arrivals.minimumSizeHint().height()

    def _make_room(self, is_typing: bool) -> None:  # noqa: FBT001 - a signal's argument
        """While a name is typed, those whom it may mean are listed in place of everybody."""
        self._area.setVisible(not is_typing)

    def begin(self) -> None:
        """Put the keyboard on the first person."""
        rows = self._ordered()
        _give_the_keyboard_to(rows[0] if rows else self.arrivals.name)

    def mark(self, member: Member, presence: Presence | None) -> bool:
        """Note it, and say it to a screen reader; whether it was noted."""
        mark = partial(self.desk.sessions.mark, self.page.session_id, member.id, presence)
        if not self.page.attempt(mark):
            return False
        said = presence_button(presence) if presence else self.tr("not marked")
        announce(self, f"{called(member)}: {said}")
        return True

    def go_on(self, row: AttendeeRow, by: int) -> None:
        """Move the keyboard to the next or the previous person."""
        rows = self._ordered()
        place = rows.index(row) + by
        if 0 <= place < len(rows):
            _give_the_keyboard_to(rows[place])
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
        return [row for row in self.rows.made if isinstance(row, AttendeeRow)]

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


def _give_the_keyboard_to(control: QWidget) -> None:
    control.show()  # a row that was just made is shown later otherwise, and can't have the focus
    control.setFocus()
