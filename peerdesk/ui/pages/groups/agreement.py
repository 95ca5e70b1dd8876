"""The ground rules that a group took as its own, and who agreed to them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from peerdesk.domain.members import Member
from peerdesk.ui.pages.records_page import Section
from peerdesk.ui.terms import full_day, second_line
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, column, row
from peerdesk.ui.widgets.rows import KeyedRows, OneLine, RecordRow, give_way

if TYPE_CHECKING:
    from peerdesk.desk.agreements import AgreementInForce
    from peerdesk.ui.pages.groups.page import GroupsPage


class NotYetRow(RecordRow[Member]):
    """Somebody who has not agreed yet, and the one click to note that they did."""

    def __init__(self, section: AgreementSection) -> None:
        super().__init__()
        self._section = section
        self._member: Member | None = None
        self._name = OneLine()
        self._second = give_way(muted(""))
        self.agreed = button(self.tr("Agreed, spoken"), self._note, icon_name="check")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(column(self._name, self._second, spacing=0), 1)
        line.addWidget(self.agreed)

    def fill(self, record: Member) -> None:
        self._member = record
        self._name.setText(record.chosen_name)
        second = second_line(record)
        self._second.setText(second)
        self._second.setVisible(bool(second))
        self.agreed.setAccessibleName(
            self.tr("Note that {name} agreed, spoken").format(name=record.chosen_name)
        )

    def _note(self) -> None:
        if self._member is not None:
            self._section.note_agreed(self._member)


class AgreementSection(Section):
    """Which words are in force, since when, and how far the circle has agreed."""

    def __init__(self, page: GroupsPage) -> None:
        super().__init__(page)
        self._page = page
        self._in_force: AgreementInForce | None = None
        self._card = Card(self.tr("In force"))
        self._title = give_way(plain(""))
        self._since = muted("")
        self._how_many = plain("")
        self.rules_button = button(self.tr("Open ground rules"), self._go_to_rules)
        for line in (self._title, self._since, self._how_many, row(self.rules_button, None)):
            self._card.body.addWidget(line)
        self._not_yet_title = plain(self.tr("Not yet agreed"), style="sectionTitle")
        self._not_yet_help = muted(
            self.tr("Ask each person on their own; nobody has to agree in front of the others.")
        )
        self.not_yet: KeyedRows[Member] = KeyedRows(self._make_row)
        self.column.addWidget(self._card)
        self.column.addSpacing(8)
        for part in (self._not_yet_title, self._not_yet_help, self.not_yet):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def show_record(self, *, fresh: bool) -> None:  # noqa: ARG002 - nothing is typed here
        group_id = self._page.shown_id
        self._in_force = self.desk.agreements.in_force(group_id) if group_id else None
        waiting = self.desk.agreements.not_yet(group_id) if group_id else []
        self._say(self._in_force, len(waiting))
        self.not_yet.show_records([(member.id, member) for member in waiting])
        for part in (self._not_yet_title, self._not_yet_help):
            part.setVisible(bool(waiting))

    def note_agreed(self, member: Member) -> None:
        """Note that somebody agreed, spoken, with Undo."""
        if self._in_force is None:
            return
        agreement_id = self._in_force.agreement.id
        agreements = self.desk.agreements
        if self.page.attempt(partial(agreements.acknowledge, agreement_id, (member.id,))):
            self.page.offer_undo(
                self.tr("Noted that {name} agreed.").format(name=member.chosen_name),
                partial(agreements.strike_out, agreement_id, member.id),
            )

    def _say(self, found: AgreementInForce | None, waiting: int) -> None:
        self._since.setVisible(found is not None)
        self._how_many.setVisible(found is not None)
        if found is None:
            self._title.setText(
                self.tr(
                    "This group has not taken any ground rules as its own yet. Choose a script on "
                    "Ground rules, read it together, and take it as this group's agreement."
                )
            )
            self.rules_button.setText(self.tr("Choose ground rules"))
            return
        people = len(self.desk.members.of_group(found.agreement.group_id))
        self._title.setText(
            self.tr("{title}, version {number}").format(
                title=found.script.title, number=found.version.number
            )
        )
        self._since.setText(
            self.tr("Since {day}").format(day=full_day(found.agreement.in_force_from))
        )
        self._how_many.setText(self._agreed_words(people, people - waiting))
        self.rules_button.setText(self.tr("Open ground rules"))

    def _agreed_words(self, people: int, agreed: int) -> str:
        if not people:
            return self.tr("Nobody is in this group yet.")
        if people == agreed:
            return self.tr("Everyone agreed: {people} of {people}.").format(people=people)
        return self.tr("{agreed} of {people} agreed.").format(agreed=agreed, people=people)

    def _make_row(self) -> NotYetRow:
        return NotYetRow(self)

    def _go_to_rules(self) -> None:
        script_id = self._in_force.script.id if self._in_force else None
        self.page.context.wishes.go.emit("ground_rules", script_id)
