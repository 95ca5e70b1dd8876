"""Lines of the log as a table: what was done, by which key, and what left the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from peerdesk.ui.messages.log import entry_in_words, moment_in_words, opener_in_words
from peerdesk.ui.widgets.form import name_control

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerdesk.domain.log import LogEntry

Index = QModelIndex | QPersistentModelIndex
WHEN, WHAT, HOW_OFTEN, OPENED_BY = range(4)
LINES_MEASURED = 60
"""Lines that decide how wide the columns are: their words are about as long in all."""
_NOWHERE = QModelIndex()
_SAID = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})


class _Lines(QAbstractTableModel):
    """Puts into words only what is looked at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: Sequence[LogEntry] = ()

    def show(self, entries: Sequence[LogEntry]) -> None:
        """Without a reset, after which the view would be at its top and nothing chosen."""
        before, after = len(self._entries), len(entries)
        if after > before:
            self.beginInsertRows(_NOWHERE, before, after - 1)
            self._entries = entries
            self.endInsertRows()
        elif after < before:
            self.beginRemoveRows(_NOWHERE, after, before - 1)
            self._entries = entries
            self.endRemoveRows()
        else:
            self._entries = entries
        kept = min(before, after)
        if kept:
            self.dataChanged.emit(self.index(0, WHEN), self.index(kept - 1, OPENED_BY))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else OPENED_BY + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        return (self.tr("When"), self.tr("What"), self.tr("How often"), self.tr("Opened by"))[
            section
        ]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in _SAID:
            return None
        entry = self._entries[index.row()]
        if index.column() == WHEN:
            return moment_in_words(entry)
        if index.column() == WHAT:
            return entry_in_words(entry)
        if index.column() == HOW_OFTEN:
            return str(entry.count) if entry.count > 1 else ""
        return opener_in_words(entry.opened_by)


class LogTable(QTableView):
    """Newest first; never a name of a member, never a word of a note."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        # A column that fits itself would be measured anew for every single cell.
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        header.setResizeContentsPrecision(LINES_MEASURED)
        name_control(self, self.tr("Log"))

    def show_entries(self, entries: Sequence[LogEntry]) -> None:
        """Show these lines in the place of those before."""
        self._lines.show(entries)
        for column in (WHEN, HOW_OFTEN, OPENED_BY):
            self.resizeColumnToContents(column)
