"""Who is in a group, with what role."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from peerdesk.domain.members import Member, Membership, Role
from peerdesk.ui.naming import called
from peerdesk.ui.pages.records_page import Section
from peerdesk.ui.terms import role_words, second_line
from peerdesk.ui.widgets.bound_form import choices
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.flow import HeadLayout
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import column
from peerdesk.ui.widgets.person_picker import MOST_OFFERED, NEW_PERSON, PersonPicker, Picked
from peerdesk.ui.widgets.rows import KeyedRows, OneLine, RecordRow, give_way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerdesk.domain.directory import Listed
    from peerdesk.ui.pages.groups.page import GroupsPage

InGroup = tuple[Member, Membership]


class MemberRow(RecordRow[InGroup]):
    """One person: name, what tells them apart, role, and the way out."""

    def __init__(self, section: MembersSection) -> None:
        super().__init__()
        self._section = section
        self._record: InGroup | None = None
        self._filling = False
        self._name = OneLine()
        self._second = give_way(muted(""))
        self.role = choices(*((role.value, role_words(role)) for role in Role))
        self.role.currentIndexChanged.connect(self._on_role)
        self.person = button(
            "", self._show_person, icon_name="user-round", weight="quiet", tip=self.tr("Show")
        )
        self.out = button(self.tr("Take out"), self._take_out, weight="quiet")
        line = HeadLayout(self)
        line.addWidget(column(self._name, self._second, spacing=0))
        for control in (self.role, self.person, self.out):
            line.addWidget(control)

    def fill(self, record: InGroup) -> None:
        member, membership = record
        self._record = record
        self._name.setText(called(member))
        second = second_line(member)
        self._second.setText(second)
        self._second.setVisible(bool(second))
        self._filling = True
        self.role.setCurrentIndex(self.role.findData(membership.role.value))
        self._filling = False
        name = called(member)
        self.role.setAccessibleName(self.tr("Role of {name}").format(name=name))
        self.person.setAccessibleName(self.tr("Show {name} on People").format(name=name))
        self.out.setAccessibleName(self.tr("Take {name} out of this group").format(name=name))

    def _on_role(self, _index: int) -> None:
        if self._record is not None and not self._filling:
            self._section.change_role(self._record[1], Role(self.role.currentData()))

    def _take_out(self) -> None:
        if self._record is not None:
            self._section.take_out(*self._record)

    def _show_person(self) -> None:
        if self._record is not None:
            self._section.page.context.wishes.go.emit("people", self._record[0].id)


class MembersSection(Section):
    """The circle of people."""

    def __init__(self, page: GroupsPage) -> None:
        super().__init__(page)
        self._page = page
        self.picker = PersonPicker(self._find)
        self.picker.picked.connect(self._add)
        self._state = muted("")
        self.rows: KeyedRows[InGroup] = KeyedRows(self._make_row)
        self.column.addWidget(self.picker)
        self.column.addSpacing(4)
        self.column.addWidget(self._state)
        self.column.addWidget(self.rows)
        self.column.addStretch(1)

    def show_record(self, *, fresh: bool) -> None:
        if fresh:
            self.picker.field.clear()
        group = self._page.group()
        members = self.desk.members.of_group(group.id) if group.id else []
        self.rows.show_records([(membership.id, (who, membership)) for who, membership in members])
        self._state.setText(self._state_words(len(members), group.capacity))

    def change_role(self, membership: Membership, role: Role) -> None:
        """Give somebody another role."""
        self.page.attempt(partial(self.desk.members.change_role, membership, role))

    def take_out(self, member: Member, membership: Membership) -> None:
        """End a membership today, with Undo."""
        today = self._page.clock.now().date()
        if self.page.attempt(partial(self.desk.members.leave, membership, today)):
            self.page.offer_undo(
                self.tr("{name} is no longer in this group, but still on the roster.").format(
                    name=called(member)
                ),
                partial(self.desk.members.rejoin, membership),
            )

    def _make_row(self) -> MemberRow:
        return MemberRow(self)

    def _add(self, picked: Picked) -> None:
        group = self._page.group()
        self.page.attempt(partial(self._join, picked, group.id))

    def _join(self, picked: Picked, group_id: int) -> None:
        today = self._page.clock.now().date()
        if picked.member_id == NEW_PERSON:
            self.desk.members.add_to_group(
                Member(chosen_name=picked.name, joined_on=today), group_id
            )
        else:
            self.desk.members.join(picked.member_id, group_id, since=today)

    def _find(self, typed: str) -> Sequence[Listed]:
        """Who is on the roster and not in this group."""
        inside = {member.id for member, _ in self.desk.members.of_group(self._page.group().id)}
        return self.desk.directory.closest(typed, MOST_OFFERED, leaving_out=inside)

    def _state_words(self, people: int, capacity: int | None) -> str:
        if not people:
            return self.tr("Nobody is in this group yet. Type the first name above.")
        if capacity is None:
            return self.tr("In this group: {people}").format(people=people)
        return self.tr("In this group: {people}, with room for {capacity}").format(
            people=people, capacity=capacity
        )
