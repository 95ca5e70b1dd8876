"""The people of a file, as they would be taken, one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from peerdesk.domain.importing import (
    Decision,
    ImportField,
    Proposal,
    Standing,
    may_be_decided,
)
from peerdesk.ui.terms import full_day

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SHOWN = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})


class PeopleTable(QAbstractTableModel):
    """What would come of each row: what is done with it, and the fields that are taken."""

    def __init__(self) -> None:
        super().__init__()
        self._fields: tuple[ImportField, ...] = (ImportField.CHOSEN_NAME,)
        self.proposals: list[Proposal] = []
        self._decided: dict[tuple[int, str], Decision] = {}
        """What somebody decided, by the line and the name in it."""

    def show(self, proposals: Sequence[Proposal], fields: Sequence[ImportField]) -> None:
        """Show other rows; what was decided for a line of the same name stays decided."""
        self.beginResetModel()
        self._fields = tuple(fields)
        self.proposals = list(map(self._as_decided, proposals) if self._decided else proposals)
        self.endResetModel()

    def decide(self, rows: Sequence[int], decision: Decision) -> None:
        """Do something else with these rows, as far as that is possible with each."""
        possible = {standing for standing in Standing if decision in may_be_decided(standing)}
        for row in rows:
            each = self.proposals[row]
            if each.standing in possible and each.decision is not decision:
                self.proposals[row] = each.decided(decision)
                self._decided[each.line, each.chosen_name] = decision
        if rows:
            last = self.index(max(rows), self.columnCount() - 1)
            self.dataChanged.emit(self.index(min(rows), 0), last)

    def _as_decided(self, proposal: Proposal) -> Proposal:
        decided = self._decided.get((proposal.line, proposal.chosen_name))
        if decided is None or decided not in proposal.may_be_decided:
            return proposal
        return proposal.decided(decided)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.proposals)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._fields) + 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # Qt's own signature
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        headings = {
            ImportField.CHOSEN_NAME: self.tr("Chosen name"),
            ImportField.OTHER_NAME: self.tr("Other name"),
            ImportField.PRONOUNS: self.tr("Pronouns"),
            ImportField.JOINED_ON: self.tr("Joined on"),
            ImportField.PHONE: self.tr("Phone"),
            ImportField.EMAIL: self.tr("E-mail"),
        }
        named = [headings[field] for field in self._fields]
        return [self.tr("Line"), self.tr("What is done"), *named][section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # as above
        if not index.isValid() or role not in _SHOWN:
            return None
        proposal = self.proposals[index.row()]
        if index.column() == 0:
            return str(proposal.line)
        if index.column() == 1:
            return self.told(proposal)
        return _cell(proposal, self._fields[index.column() - 2])

    def told(self, proposal: Proposal) -> str:
        """What is done with a row, and why."""
        if proposal.decision is Decision.FILL_IN:
            return self.tr("Fills in what is missing")
        if proposal.decision is Decision.ADD:
            if proposal.standing is Standing.NEW:
                return self.tr("Added")
            return self.tr("Added as another person")
        return {
            Standing.NEW: self.tr("Left out"),
            Standing.ON_THE_ROSTER: self.tr("Left out: on the roster already"),
            Standing.TWICE_IN_THE_FILE: self.tr("Left out: twice in the file"),
            Standing.WITHOUT_A_NAME: self.tr("Left out: no name"),
            Standing.TOO_LONG: self.tr("Left out: too long"),
        }[proposal.standing]


def _cell(proposal: Proposal, field: ImportField) -> str:
    if field is ImportField.JOINED_ON:
        return full_day(proposal.joined_on) if proposal.joined_on else proposal.no_such_day
    return {
        ImportField.CHOSEN_NAME: proposal.chosen_name,
        ImportField.OTHER_NAME: proposal.other_name,
        ImportField.PRONOUNS: proposal.pronouns,
        ImportField.PHONE: proposal.phone,
        ImportField.EMAIL: proposal.email,
    }[field]
