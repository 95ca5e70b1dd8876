"""The groups of one person, what they agreed to there, and how often they came."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from peerdesk.ui.pages.people.attendance import AttendanceCard
from peerdesk.ui.pages.people.belonging import Belonging, BelongingRow
from peerdesk.ui.pages.records_page import Section
from peerdesk.ui.terms import full_day, role_words
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import narrow
from peerdesk.ui.widgets.form import muted, name_control
from peerdesk.ui.widgets.layout import flowing
from peerdesk.ui.widgets.rows import KeyedRows

if TYPE_CHECKING:
    from peerdesk.domain.members import GroupAsked, Membership, Role
    from peerdesk.ui.pages.people.page import PeoplePage


class GroupsSection(Section):
    """Joining, leaving, agreeing, and a short look back."""

    def __init__(self, page: PeoplePage) -> None:
        super().__init__(page)
        self._page = page
        self.rows: KeyedRows[Belonging] = KeyedRows(self._make_row)
        self._none = muted(self.tr("In no group now."))
        self.choice = narrow(QComboBox(), 20)
        name_control(self.choice, self.tr("A group to join"))
        self.join_button = button(self.tr("Join"), self._join, icon_name="plus")
        self._joining = flowing(self.choice, self.join_button)
        self._earlier = muted("")
        self.column.addWidget(self.rows)
        for part in (self._none, self._joining, self._earlier):
            self.column.addWidget(part)
        self.column.addSpacing(8)
        self.attendance = AttendanceCard(self.desk)
        self.column.addWidget(self.attendance)
        self.column.addStretch(1)

    def show_record(self, *, fresh: bool) -> None:  # noqa: ARG002 - nothing is typed here
        member = self._page.member()
        memberships = self.desk.members.memberships(member.id) if member.id else []
        current = [each for each in memberships if each.until is None]
        self.rows.show_records([(each.id, self._belonging(each)) for each in current])
        self._none.setVisible(not current)
        self._offer_groups({each.group_id for each in current})
        self._say_earlier([each for each in memberships if each.until is not None])
        seen = self.desk.sessions.attendance_of(member.id) if member.id else []
        self.attendance.show_sessions(seen)

    def change_role(self, membership: Membership, role: Role) -> None:
        """Give the person another role in a group."""
        self._page.attempt(partial(self.desk.members.change_role, membership, role))

    def set_group_asked(self, membership: Membership, asked: GroupAsked) -> None:
        """Note what the group said to an observer."""
        self._page.attempt(partial(self.desk.members.set_group_asked, membership, asked))

    def leave(self, belonging: Belonging) -> None:
        """End a membership today, with Undo."""
        today = self._page.clock.now().date()
        membership = belonging.membership
        if self._page.attempt(partial(self.desk.members.leave, membership, today)):
            self._page.offer_undo(
                self.tr("No longer in {group}.").format(group=belonging.group.name),
                partial(self.desk.members.rejoin, membership),
            )

    def note_agreed(self, belonging: Belonging) -> None:
        """Note that the person agreed, spoken, with Undo."""
        if belonging.in_force is None:
            return
        agreement_id = belonging.in_force.agreement.id
        member_id = belonging.membership.member_id
        agreements = self.desk.agreements
        if self._page.attempt(partial(agreements.acknowledge, agreement_id, (member_id,))):
            self._page.offer_undo(
                self.tr("Noted as agreed."), partial(agreements.strike_out, agreement_id, member_id)
            )

    def withdraw(self, belonging: Belonging) -> None:
        """Take the person's acceptance back, as easily as it was given, with Undo."""
        given = belonging.acknowledgement
        if given is None:
            return
        agreements = self.desk.agreements
        if self._page.attempt(partial(agreements.withdraw, given.agreement_id, given.member_id)):
            self._page.offer_undo(
                self.tr("The agreement is withdrawn. That it was given stays on record."),
                partial(agreements.bring_back, given),
            )

    def _belonging(self, membership: Membership) -> Belonging:
        in_force = self.desk.agreements.in_force(membership.group_id)
        given = None
        if in_force is not None:
            standing = self.desk.agreements.acknowledgements(in_force.agreement.id)
            mine = [each for each in standing if each.member_id == membership.member_id]
            given = mine[0] if mine else None
        group = self.desk.groups.get(membership.group_id)
        return Belonging(group, membership, in_force, given)

    def _offer_groups(self, joined: set[int]) -> None:
        others = [group for group in self.desk.groups.all() if group.id not in joined]
        chosen = self.choice.currentData()
        self.choice.clear()
        for group in others:
            self.choice.addItem(group.name, group.id)
        self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)))
        self._joining.setVisible(bool(others))

    def _say_earlier(self, ended: list[Membership]) -> None:
        parts = [
            self.tr("{group}, {role}, until {day}").format(
                group=self.desk.groups.get(each.group_id).name,
                role=role_words(each.role).lower(),
                day=full_day(each.until),
            )
            for each in ended
            if each.until is not None
        ]
        self._earlier.setVisible(bool(parts))
        self._earlier.setText(self.tr("Earlier: {groups}").format(groups="; ".join(parts)))

    def _make_row(self) -> BelongingRow:
        return BelongingRow(self)

    def _join(self) -> None:
        member = self._page.member()
        group_id = self.choice.currentData()
        if isinstance(group_id, int):
            today = self._page.clock.now().date()
            join = partial(self.desk.members.join, member.id, group_id, since=today)
            self._page.attempt(join)
