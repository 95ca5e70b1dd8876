"""The ground rules that a group took as its own, and who agreed to them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from peerdesk.ui.naming import called
from peerdesk.ui.pages.ground_rules.compare_dialog import show_changes
from peerdesk.ui.pages.ground_rules.take_dialog import TakeDialog
from peerdesk.ui.pages.groups.agreed import Agreed, AgreedRow
from peerdesk.ui.pages.groups.review_card import ReviewCard
from peerdesk.ui.pages.records_page import Section
from peerdesk.ui.terms import full_day
from peerdesk.ui.widgets.agreeing import Agreeing, AgreeingRow
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, flowing
from peerdesk.ui.widgets.making import name_making
from peerdesk.ui.widgets.rows import KeyedRows, give_way

if TYPE_CHECKING:
    from peerdesk.desk.agreements import AgreementInForce
    from peerdesk.domain.members import Member
    from peerdesk.domain.scripts import Acknowledgement, GroupAgreement, Manner
    from peerdesk.ui.pages.groups.page import GroupsPage


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
        self._newer = muted("")
        self.take_button = button(self.tr("Use the newer words…"), self._take_newer)
        self.rules_button = button(self.tr("Open ground rules"), self._go_to_rules)
        self.changes_button = button(self.tr("What changed…"), self._show_changes)
        self.make_button = button(
            self.tr("Make it together…"), self._make_together, icon_name="users"
        )
        buttons = flowing(
            self.make_button, self.rules_button, self.changes_button, self.take_button
        )
        for line in (self._title, self._since, self._how_many, self._newer, buttons):
            self._card.body.addWidget(line)
        self._not_yet_title = plain(self.tr("Not yet agreed"), style="sectionTitle")
        self._not_yet_help = muted(
            self.tr("Ask each person on their own; nobody has to agree in front of the others.")
        )
        self.not_yet: KeyedRows[Agreeing] = KeyedRows(self._make_row)
        self._agreed_title = plain(self.tr("Agreed"), style="sectionTitle")
        self.agreed: KeyedRows[Agreed] = KeyedRows(self._make_agreed_row, spacing=4)
        self.review = ReviewCard(page)
        self.column.addWidget(self._card)
        self.column.addWidget(self.review)
        self.column.addSpacing(8)
        for part in (self._not_yet_title, self._not_yet_help, self.not_yet):
            self.column.addWidget(part)
        self.column.addWidget(self._agreed_title)
        self.column.addWidget(self.agreed)
        self.column.addStretch(1)

    def show_record(self, *, fresh: bool) -> None:  # noqa: ARG002 - nothing is typed here
        group_id = self._page.shown_id
        self._in_force = self.desk.agreements.in_force(group_id) if group_id else None
        waiting = self.desk.agreements.not_yet(group_id) if group_id else []
        self._say(self._in_force, len(waiting))
        self.make_button.setVisible(bool(group_id))
        if group_id:
            name_making(self.make_button, self.desk, group_id)
        before = self.desk.agreements.agreed_before(group_id) if group_id else frozenset()
        self.not_yet.show_records(
            [(member.id, Agreeing(member, member.id in before)) for member in waiting]
        )
        for part in (self._not_yet_title, self._not_yet_help):
            part.setVisible(bool(waiting))
        agreed = self._who_agreed()
        self.agreed.show_records([(each.given.id, each) for each in agreed])
        self._agreed_title.setVisible(bool(agreed))
        self.review.setVisible(bool(group_id))
        if group_id:
            self.review.show_group(group_id)

    def note_agreed(self, member: Member, manner: Manner) -> None:
        """Note that somebody agreed, with Undo."""
        if self._in_force is None:
            return
        agreement_id = self._in_force.agreement.id
        agreements = self.desk.agreements
        if self.page.attempt(partial(agreements.acknowledge, agreement_id, (member.id,), manner)):
            self.page.offer_undo(
                self.tr("Noted that {name} agreed.").format(name=called(member)),
                partial(agreements.strike_out, agreement_id, member.id),
                fits=partial(agreements.stands, agreement_id),
            )

    def withdraw(self, given: Acknowledgement) -> None:
        """Take somebody's word back, as easily as it was given, with Undo."""
        agreements = self.desk.agreements
        if self.page.attempt(partial(agreements.withdraw, given.agreement_id, given.member_id)):
            self.page.offer_undo(
                self.tr("The agreement is withdrawn. That it was given stays on record."),
                partial(agreements.bring_back, given),
                fits=partial(agreements.stands, given.agreement_id),
            )

    def _who_agreed(self) -> list[Agreed]:
        """Those of the group now, by chosen name."""
        if self._in_force is None:
            return []
        agreement = self._in_force.agreement
        given = {
            each.member_id: each for each in self.desk.agreements.acknowledgements(agreement.id)
        }
        members = self.desk.members.of_group(agreement.group_id)
        return [Agreed(member, given[member.id]) for member, _ in members if member.id in given]

    def _say(self, found: AgreementInForce | None, waiting: int) -> None:
        self._since.setVisible(found is not None)
        self._how_many.setVisible(found is not None)
        self.changes_button.setVisible(
            found is not None and self.desk.agreements.before(found.agreement.group_id) is not None
        )
        newest = self.desk.scripts.latest(found.script.id) if found is not None else None
        is_older = found is not None and newest is not None and newest.id != found.version.id
        self._newer.setVisible(is_older)
        self.take_button.setVisible(is_older)
        if is_older and newest is not None:
            self._newer.setText(
                self.tr(
                    "Version {number} was written since then. This group keeps the words that it "
                    "agreed to until it takes the newer ones."
                ).format(number=newest.number)
            )
        if found is None:
            self._title.setText(
                self.tr(
                    "This group has no ground rules of its own yet. Make them together at the "
                    "first meeting, topic by topic; or choose a script on Ground rules, read it "
                    "together, and take it as this group's agreement."
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

    def _make_row(self) -> AgreeingRow:
        made = AgreeingRow()
        made.agreed.connect(self.note_agreed)
        return made

    def _make_agreed_row(self) -> AgreedRow:
        made = AgreedRow()
        made.withdrawn.connect(self.withdraw)
        return made

    def _show_changes(self) -> None:
        """What those who agreed before have to know of the words in force."""
        if self._in_force is not None:
            show_changes(self._page, self._in_force)

    def _take_newer(self) -> None:
        """Let the group take the newest version of its words, from a day on, with Undo."""
        if self._in_force is None:
            return
        script = self._in_force.script
        newest = self.desk.scripts.latest(script.id)
        today = self._page.clock.now().date()
        dialog = TakeDialog(self.desk, script, newest, today, self.window())
        dialog.choose(self._in_force.agreement.group_id)
        dialog.taken.connect(self._on_taken)
        dialog.open()

    def _on_taken(self, agreement: GroupAgreement) -> None:
        agreements = self.desk.agreements
        self.page.offer_undo(
            self.tr("This group has the newer words now. Everyone is asked again."),
            partial(agreements.take_back, agreement),
            fits=partial(agreements.stands, agreement.id),
        )

    def _make_together(self) -> None:
        self.page.context.wishes.go.emit("ground_rules", f"make:{self._page.shown_id}")

    def _go_to_rules(self) -> None:
        script_id = self._in_force.script.id if self._in_force else None
        self.page.context.wishes.go.emit("ground_rules", script_id)
