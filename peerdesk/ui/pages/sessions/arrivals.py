"""People at the door who were not on the list: by chosen name, or as a guest without one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from peerdesk.domain.members import Member
from peerdesk.domain.names import folded
from peerdesk.domain.sessions import Presence, Session
from peerdesk.ui.icons import icon
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from peerdesk.ui.pages.sessions.page import SessionsPage


class Arrivals(Part):
    """One field for a name, and a count of guests."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Somebody else came: chosen name"))
        self.name.returnPressed.connect(self.add)
        name_control(self.name, self.tr("Chosen name of somebody who is not on the list"))
        self.add_button = button(self.tr("Add"), self.add, icon_name="user-plus")
        self.add_button.setAccessibleName(self.tr("Add to the group as present"))
        self.fewer = button("", self._fewer, tip=self.tr("One guest less"))
        self.fewer.setIcon(icon("minus"))
        self.more = button("", self._more, tip=self.tr("One guest more"))
        self.more.setIcon(icon("plus"))
        for made in (self.fewer, self.more):
            made.setFixedWidth(40)
        self.guests = plain("")
        self.guests.setWordWrap(False)
        guests = row(self.guests, self.fewer, self.more)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.setSpacing(6)
        newcomer = row(self.name, self.add_button)
        outer.addWidget(Adaptive(newcomer, guests, shares=(1, 0), least=34))
        outer.addWidget(
            muted(self.tr("A name joins the group. Guests are only counted, without any name."))
        )

    def show_session(self, session: Session, *, fresh: bool) -> None:
        self.guests.setText(self.tr("Guests: {n}").format(n=session.guests))
        self.fewer.setEnabled(session.guests > 0)
        if fresh:
            self.name.clear()

    def add(self) -> None:
        """Put a person into the group and mark them present; nobody is linked by name alone."""
        typed = self.name.text()
        if not typed.strip():
            self.name.setFocus()
            return
        session = self.page.session()
        same = [
            member
            for member, _ in self.desk.members.of_group(session.group_id)
            if folded(member.chosen_name) == folded(typed)
        ]
        come = (
            partial(self._mark, session, same[0]) if same else partial(self._join, session, typed)
        )
        if not self.page.attempt(come):
            return
        self.name.clear()
        if same:
            text = self.tr("{name} was on the list already and is marked present.")
            self.page.banner.good(text.format(name=same[0].chosen_name))

    def _join(self, session: Session, typed: str) -> None:
        today = self.page.clock.now().date()
        namesakes = [
            member
            for member in self.desk.members.all()
            if folded(member.chosen_name) == folded(typed)
        ]
        member = self.desk.members.add_to_group(
            Member(chosen_name=typed, joined_on=today), session.group_id
        )
        self._mark(session, member)
        if namesakes:
            text = self.tr(
                "{name} was added as a new person. Another {name} is on the roster; if it is the "
                "same person, add that one to the group in Groups and remove this one."
            )
            self.page.banner.notice(text.format(name=member.chosen_name))

    def _mark(self, session: Session, member: Member) -> None:
        self.desk.sessions.mark(session.id, member.id, Presence.PRESENT)

    def _more(self) -> None:
        self._change_guests(1)

    def _fewer(self) -> None:
        self._change_guests(-1)

    def _change_guests(self, by: int) -> None:
        session = self.page.session()
        self.page.attempt(partial(self.desk.sessions.set_guests, session.id, session.guests + by))
