"""People at the door who were not on the list: from the roster, new, or guests without a name."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.changes import Kind
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.sessions import Presence, Session
from peerdesk.ui.naming import called
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.widgets.buttons import button, only_picture
from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.form import plain
from peerdesk.ui.widgets.layout import at_bottom, row
from peerdesk.ui.widgets.person_picker import (
    MOST_OFFERED,
    NEW_PERSON,
    PersonPicker,
    Picked,
    PickerWords,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerdesk.domain.directory import Listed
    from peerdesk.domain.members import Membership
    from peerdesk.ui.pages.sessions.page import SessionsPage

LEAST_WIDTH = 34
"""Widths of an m from which on a name has room beside the guests."""


class Arrivals(Part):
    """One field for a name, and a count of guests."""

    typing = Signal(bool)
    """Whether a name is being typed, and so people to choose from are listed."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        words = PickerWords(
            self.tr("Somebody else came: their name"),
            self.tr("A name joins the group. Guests are only counted, without any name."),
            self.tr("“{name}” is new and joins the group"),
        )
        self.picker = PersonPicker(self._find, words, opens_upwards=True, bare=True)
        self.picker.picked.connect(self._come)
        self.name = self.picker.field
        self.name.textChanged.connect(self._on_typed)
        self.add_button = button(self.tr("Add"), self.add, icon_name="user-plus")
        self.add_button.setAccessibleName(self.tr("Add to the group as present"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.setSpacing(6)
        outer.addStretch(1)
        beside = at_bottom(row(self.add_button, *self._guests(), None))
        outer.addWidget(Adaptive(self.picker, beside, shares=(1, 0), spacing=8, least=LEAST_WIDTH))

    def show_session(self, session: Session, *, fresh: bool) -> None:
        self.guests.setText(self.tr("Guests: {n}").format(n=session.guests))
        self.fewer.setEnabled(session.guests > 0)
        if fresh:
            self.name.clear()

    def follow_by_tab(self, rows: Sequence[QWidget]) -> None:
        """Come after the people: rows that are made later would stand last for the Tab key."""
        controls = (self.name, self.picker.offered, self.add_button, self.fewer, self.more)
        for first, second in pairwise((*rows, *controls)):
            self.setTabOrder(first, second)

    def add(self) -> None:
        """Take whoever is offered first for what was typed."""
        if self.name.text().strip():
            self.picker.take()
        else:
            self.name.setFocus()

    def _guests(self) -> tuple[QWidget, ...]:
        self.fewer = button("", self._fewer, tip=self.tr("One guest less"))
        only_picture(self.fewer, "minus")
        self.more = button("", self._more, tip=self.tr("One guest more"))
        only_picture(self.more, "plus")
        self.guests = plain("")
        self.guests.setWordWrap(False)
        return self.guests, self.fewer, self.more

    def _find(self, typed: str) -> Sequence[Listed]:
        """Everybody on the roster, those of the group included: they may be far down the list."""
        return self.desk.directory.closest(typed, MOST_OFFERED)

    def _come(self, picked: Picked) -> None:
        if not self._came(picked):
            self.name.setText(picked.name)

    def _came(self, picked: Picked) -> bool:
        """Whether it was kept; a name that was refused is not to be typed again."""
        session = self.page.session()
        if picked.member_id == NEW_PERSON:
            return self.page.attempt(partial(self._join_as_new, session, picked.name))
        inside = {member.id for member, _ in self.desk.members.of_group(session.group_id)}
        member = self.desk.members.get(picked.member_id)
        if member.id in inside:
            return self._mark_again(session, member)
        return self.page.attempt(partial(self._join, session, member))

    def _mark_again(self, session: Session, member: Member) -> bool:
        before = self.desk.sessions.attendance(session.id).get(member.id)
        if not self.page.attempt(partial(self._mark, session, member)):
            return False
        self.page.offer_undo(
            self.tr("{name} was on the list already and is marked present.").format(
                name=called(member)
            ),
            partial(self.desk.sessions.mark, session.id, member.id, before),
        )
        return True

    def _join(self, session: Session, member: Member) -> None:
        today = self.page.clock.now().date()
        with self.desk.change(LogKind.CHANGED, Kind.MEMBERSHIP):
            membership = self.desk.members.join(member.id, session.group_id, since=today)
            self._mark(session, member)
        self.page.offer_undo(
            self.tr("{name} is in the group now and marked present.").format(name=called(member)),
            partial(self._send_away, session, membership),
        )

    def _send_away(self, session: Session, membership: Membership) -> None:
        today = self.page.clock.now().date()
        with self.desk.change(LogKind.CHANGED, Kind.MEMBERSHIP):
            self.desk.sessions.mark(session.id, membership.member_id, None)
            self.desk.members.leave(membership, today)

    def _join_as_new(self, session: Session, typed: str) -> None:
        namesakes = self.desk.directory.namesakes(typed)
        today = self.page.clock.now().date()
        with self.desk.change(LogKind.CHANGED, Kind.MEMBER):
            member = self.desk.members.add_to_group(
                Member(chosen_name=typed, joined_on=today), session.group_id
            )
            self._mark(session, member)
        text = (
            self.tr("{name} was added as a new person; another {name} is on the roster as well.")
            if namesakes
            else self.tr("{name} is new, is in the group now and marked present.")
        )
        self.page.offer_undo(
            text.format(name=called(member)), partial(self._take_back, session, member)
        )

    def _take_back(self, session: Session, member: Member) -> None:
        """Nobody new came after all; whoever something was noted about since only leaves again."""
        if not self.desk.members.take_back(member.id):
            (membership,) = (
                each
                for each in self.desk.members.memberships(member.id)
                if each.group_id == session.group_id and each.until is None
            )
            self._send_away(session, membership)

    def _mark(self, session: Session, member: Member) -> None:
        self.desk.sessions.mark(session.id, member.id, Presence.PRESENT)

    def _on_typed(self, text: str) -> None:
        self.typing.emit(bool(text.strip()))

    def _more(self) -> None:
        self._change_guests(1)

    def _fewer(self) -> None:
        self._change_guests(-1)

    def _change_guests(self, by: int) -> None:
        session = self.page.session()
        self.page.attempt(partial(self.desk.sessions.set_guests, session.id, session.guests + by))
