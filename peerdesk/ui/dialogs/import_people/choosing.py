"""The rows of the file, and what is decided for the chosen ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from peerdesk.domain.importing import (
    Decision,
    ImportField,
    Proposal,
    Standing,
    may_be_decided,
)
from peerdesk.errors import PeerDeskError
from peerdesk.ui.dialogs.import_people.people_table import PeopleTable
from peerdesk.ui.naming import called
from peerdesk.ui.terms import BETWEEN, full_day, second_line
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, name_control
from peerdesk.ui.widgets.layout import Card, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerdesk.desk.desk import Desk

ROW_HEIGHT = 34
LOOKED_AT = 60
"""Rows whose texts decide how wide a column is."""


class RowsToChoose(QWidget):
    """`decided` says that something else is done with a row."""

    decided = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.people = PeopleTable()
        self.table = QTableView()
        self.table.setModel(self.people)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        # Else a heading asks every row whether all below it is chosen, after each choice.
        headings = self.table.horizontalHeader()
        headings.setSelectionModel(QItemSelectionModel(self.people, headings))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(
            max(ROW_HEIGHT, self.table.fontMetrics().height() + 12)
        )
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        name_control(self.table, self.tr("People in the file"))
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._card())

    def show_people(self, proposals: Sequence[Proposal], fields: Sequence[ImportField]) -> None:
        """Show what would come of each row; the first that wants a decision is chosen."""
        self.people.show(proposals, fields)
        header = self.table.horizontalHeader()
        header.setResizeContentsPrecision(LOOKED_AT)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        asked = (
            number
            for number, each in enumerate(self.people.proposals)
            if each.standing in {Standing.ON_THE_ROSTER, Standing.TWICE_IN_THE_FILE}
        )
        self._choose(next(asked, 0))

    def decide(self, decision: Decision) -> None:
        """Do this with every chosen row for which it is possible."""
        self.people.decide(self._chosen(), decision)
        self._show_chosen()
        self.decided.emit()

    def add(self) -> None:
        """Add who is in the chosen rows."""
        self.decide(Decision.ADD)

    def leave_out(self) -> None:
        """Leave the chosen rows out."""
        self.decide(Decision.LEAVE_OUT)

    def fill_in(self) -> None:
        """Give whoever is on the roster what the record lacks."""
        self.decide(Decision.FILL_IN)

    def _card(self) -> QWidget:
        self.card = Card()
        self.in_the_file = muted("")
        self.on_the_roster = muted("")
        self.add_button = button(self.tr("&Add"), self.add, icon_name="user-plus")
        self.leave_button = button(self.tr("&Leave out"), self.leave_out, icon_name="x")
        self.fill_button = button(
            self.tr("Fill in what is &missing"), self.fill_in, icon_name="pencil"
        )
        self._buttons = {
            Decision.ADD: self.add_button,
            Decision.LEAVE_OUT: self.leave_button,
            Decision.FILL_IN: self.fill_button,
        }
        for each in self._buttons.values():
            each.setAutoDefault(False)
        self.card.body.addWidget(self.in_the_file)
        self.card.body.addWidget(self.on_the_roster)
        self.card.body.addWidget(row(self.add_button, self.leave_button, self.fill_button, None))
        return self.card

    def _choose(self, number: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(
            self.people.index(number, 0), flags.ClearAndSelect | flags.Rows
        )
        self._show_chosen()

    def _chosen(self) -> list[int]:
        # Whole rows are chosen, so the ranges say it all; of each row Qt would make an index.
        ranges = self.table.selectionModel().selection().toList()
        return sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)})

    def _on_selected(self, *_arguments: object) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        """What the file says beside what the roster says, and what may be done about it."""
        chosen = [self.people.proposals[number] for number in self._chosen()]
        standings = {each.standing for each in chosen}
        possible = {decision for each in standings for decision in may_be_decided(each)}
        decided = {each.decision for each in chosen}
        for decision, control in self._buttons.items():
            control.setEnabled(decision in possible and bool(decided - {decision}))
        self.fill_button.setVisible(Decision.FILL_IN in possible)
        alone = chosen[0] if len(chosen) == 1 else None
        self.in_the_file.setText(self._of_the_file(alone, len(chosen)))
        self.on_the_roster.setText(self._of_the_roster(alone))
        self.on_the_roster.setVisible(bool(self.on_the_roster.text()))

    def _of_the_file(self, proposal: Proposal | None, chosen: int) -> str:
        if proposal is None:
            return self.tr("{number} lines are chosen.").format(number=chosen)
        joined = full_day(proposal.joined_on) if proposal.joined_on else ""
        names = (proposal.chosen_name, proposal.pronouns, proposal.other_name)
        parts = (*names, joined, proposal.phone, proposal.email)
        said = BETWEEN.join(part for part in parts if part) or self.tr("no name")
        told = self.tr("In the file: {said}").format(said=said)
        if proposal.no_such_day:
            told += BETWEEN + self.tr("“{text}” is no day, so none is taken").format(
                text=proposal.no_such_day
            )
        return told

    def _of_the_roster(self, proposal: Proposal | None) -> str:
        if proposal is None or not proposal.member_id:
            return ""
        try:
            member = self._desk.members.get(proposal.member_id)
        except PeerDeskError:
            return self.tr("Whoever had this name was removed meanwhile.")
        person = self._desk.directory.person(member.id)
        groups = person.groups if person else ()
        joined = full_day(member.joined_on) if member.joined_on else ""
        left = self.tr("left") if member.left_on else ""
        reached = [contact.value for contact in self._desk.contacts.of_member(member.id)]
        parts = (called(member), second_line(member, groups), joined, *reached, left)
        return self.tr("On the roster: {said}").format(
            said=BETWEEN.join(part for part in parts if part)
        )
