"""Who is expected: how many, who is new, who has not agreed yet, and what people need."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout

from peerdesk.desk.today import newcomers
from peerdesk.ui.contact_words import need_words
from peerdesk.ui.naming import called
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, clear_layout, row
from peerdesk.ui.widgets.rows import give_way
from peerdesk.ui.widgets.tick_line import TickLine
from peerdesk.ui.wording import counted, names_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerdesk.domain.access import AccessNeed
    from peerdesk.domain.members import Member
    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage

MOST_NAMES = 8


class ExpectedCard(Part):
    """The people of the group. What they need can be ticked off while the room is set up."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self._group_id = 0
        self.boxes: dict[int, QCheckBox] = {}
        """By member: what of the needs is ready."""
        self._listed: tuple[tuple[int, int, str], ...] = ()
        self.count = plain("")
        self.new = give_way(plain(""))
        self.not_agreed = give_way(plain(""))
        self._needs_heading = muted(self.tr("To have ready"))
        self._needs = QVBoxLayout()
        self._needs.setSpacing(4)
        self.go_button = button(self.tr("The group's people"), self._go, icon_name="users")
        card = Card(self.tr("Who is expected"))
        for label in (self.count, self.new, self.not_agreed, self._needs_heading):
            card.body.addWidget(label)
        card.body.addLayout(self._needs)
        card.body.addWidget(row(self.go_button, None))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def show_session(self, session: Session, *, fresh: bool) -> None:  # noqa: ARG002 - a Part's
        members = [member for member, _ in self.desk.members.of_group(session.group_id)]
        self._group_id = session.group_id
        if members:
            number = counted(len(members), self.tr("person"), self.tr("people"))
            self.count.setText(self.tr("{number} in the group").format(number=number))
        else:
            self.count.setText(
                self.tr("Nobody is in the group yet. Whoever comes can be added then.")
            )
        self._name(
            self.new,
            self.tr("First time here"),
            newcomers(self.desk, session.group_id, session.starts_at),
        )
        self._name(
            self.not_agreed,
            self.tr("Have not agreed yet"),
            self.desk.agreements.not_yet(session.group_id),
        )
        self._show_needs(session, members)

    def _name(self, label: QLabel, words: str, members: Sequence[Member]) -> None:
        names = names_in_words(members, MOST_NAMES)
        label.setText(self.tr("{label}: {names}").format(label=words, names=names))
        label.setVisible(bool(members))

    def _show_needs(self, session: Session, members: list[Member]) -> None:
        needs = self.desk.access.of_group(session.group_id)
        wanted = tuple(
            (session.id, member.id, f"{_all_of(needs[member.id])} ({called(member)})")
            for member in members
            if member.id in needs
        )
        self._needs_heading.setVisible(bool(wanted))
        if wanted != self._listed:
            self._list_needs(wanted)
        ready = self.desk.tonight.needs_ready(session.id)
        for member_id, box in self.boxes.items():
            box.blockSignals(True)  # noqa: FBT003 - Qt's signature
            box.setChecked(member_id in ready)
            box.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _list_needs(self, wanted: tuple[tuple[int, int, str], ...]) -> None:
        self._listed = wanted
        clear_layout(self._needs)
        self.boxes.clear()
        for session_id, member_id, words in wanted:
            line = TickLine(words, self.tr("Ready: {what}").format(what=words))
            line.setMinimumWidth(1)  # a long name must not push the card beyond the page
            line.box.toggled.connect(partial(self._on_ticked, session_id, member_id))
            self.boxes[member_id] = line.box
            self._needs.addWidget(line)

    def _on_ticked(self, session_id: int, member_id: int, ready: bool) -> None:  # noqa: FBT001 - Qt's
        tick = partial(self.desk.tonight.tick_needs, session_id, member_id, ready=ready)
        self.page.attempt(tick)
        self.show_session(self.page.session(), fresh=False)

    def _go(self) -> None:
        self.page.context.wishes.go.emit("groups", self._group_id)


def _all_of(needs: tuple[AccessNeed, ...]) -> str:
    return "; ".join(need_words(need) for need in needs)
