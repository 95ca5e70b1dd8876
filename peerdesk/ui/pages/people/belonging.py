"""One group of a person: the role, the agreement, and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from peerdesk.domain.members import GroupAsked, Membership, Role
from peerdesk.ui.terms import asked_words, full_day, local_day, manner_words, role_words
from peerdesk.ui.widgets.bound_form import choices
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.flow import HeadLayout
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, column, with_action
from peerdesk.ui.widgets.rows import OneLine, RecordRow, give_way

if TYPE_CHECKING:
    from peerdesk.desk.agreements import AgreementInForce
    from peerdesk.domain.groups import Group
    from peerdesk.domain.scripts import Acknowledgement
    from peerdesk.ui.pages.people.groups import GroupsSection


@dataclass(frozen=True, slots=True)
class Belonging:
    """A person in a group, with the group's agreement and the person's word on it."""

    group: Group
    membership: Membership
    in_force: AgreementInForce | None
    acknowledgement: Acknowledgement | None


class BelongingRow(RecordRow[Belonging]):
    """A card about one group."""

    def __init__(self, section: GroupsSection) -> None:
        super().__init__()
        self._section = section
        self._record: Belonging | None = None
        self._filling = False
        self._name = OneLine("sectionTitle")
        self._since = muted("")
        self.role = choices(*((role.value, role_words(role)) for role in Role))
        self.role.currentIndexChanged.connect(self._on_role)
        self.asked = choices(*((each.value, asked_words(each)) for each in GroupAsked))
        self.asked.currentIndexChanged.connect(self._on_asked)
        self._observing = give_way(plain(""))
        self.out = button(self.tr("Leave"), self._take_out, weight="quiet")
        self._agreement = give_way(plain(""))
        self.agreed = button(self.tr("Agreed, spoken"), self._note_agreed, icon_name="check")
        self.withdraw = button(self.tr("Withdraw"), self._withdraw, weight="quiet")
        card = Card()
        upper, lower = HeadLayout(), QHBoxLayout()
        upper.addWidget(column(self._name, self._since, spacing=0))
        upper.addWidget(self.role)
        upper.addWidget(self.out)
        lower.addWidget(self._agreement, 1)
        lower.addWidget(self.agreed)
        lower.addWidget(self.withdraw)
        card.body.addLayout(upper)
        card.body.addLayout(lower)
        self._observer = with_action(self._observing, self.asked)
        card.body.addWidget(self._observer)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)

    def fill(self, record: Belonging) -> None:
        self._record = record
        group, membership = record.group, record.membership
        self._name.setText(group.name)
        self._since.setVisible(membership.since is not None)
        if membership.since is not None:
            self._since.setText(self.tr("Since {day}").format(day=full_day(membership.since)))
        self._filling = True
        self.role.setCurrentIndex(self.role.findData(membership.role.value))
        self.asked.setCurrentIndex(self.asked.findData(membership.group_asked.value))
        self._filling = False
        self._observer.setVisible(membership.role is Role.OBSERVER)
        self._observing.setText(self._observing_words(membership.group_asked))
        self._agreement.setText(self._agreement_words(record))
        agreed = record.acknowledgement is not None
        self.agreed.setVisible(record.in_force is not None and not agreed)
        self.withdraw.setVisible(agreed)
        self._name_controls(group.name)

    def _name_controls(self, group: str) -> None:
        for control, text in (
            (self.role, self.tr("Role in {group}")),
            (self.asked, self.tr("What {group} said to an observer")),
            (self.out, self.tr("Leave {group}")),
            (self.agreed, self.tr("Note that this person agreed in {group}, spoken")),
            (self.withdraw, self.tr("Withdraw the agreement in {group}")),
        ):
            control.setAccessibleName(text.format(group=group))

    def _agreement_words(self, record: Belonging) -> str:
        if record.in_force is None:
            return self.tr("This group has no ground rules in force yet.")
        title = record.in_force.script.title
        given = record.acknowledgement
        if given is None:
            return self.tr("Has not agreed to “{title}” yet.").format(title=title)
        return self.tr("Agreed to “{title}” on {day}, {manner}.").format(
            title=title, day=full_day(local_day(given.given_at)), manner=manner_words(given.manner)
        )

    def _observing_words(self, asked: GroupAsked) -> str:
        if asked is GroupAsked.SOMEBODY_OBJECTS:
            return self.tr("One objection is enough: they do not observe. Nobody has to say why.")
        if asked is GroupAsked.NOBODY_OBJECTS:
            return self.tr("The group agreed to an observer.")
        return self.tr("Ask the group before they observe. Anybody may say no.")

    def _on_asked(self, _index: int) -> None:
        if self._record is not None and not self._filling:
            asked = GroupAsked(self.asked.currentData())
            self._section.set_group_asked(self._record.membership, asked)

    def _on_role(self, _index: int) -> None:
        if self._record is not None and not self._filling:
            self._section.change_role(self._record.membership, Role(self.role.currentData()))

    def _take_out(self) -> None:
        if self._record is not None:
            self._section.leave(self._record)

    def _note_agreed(self) -> None:
        if self._record is not None:
            self._section.note_agreed(self._record)

    def _withdraw(self) -> None:
        if self._record is not None:
            self._section.withdraw(self._record)
