"""Lines of the log as a table: what was done, by which key, and what left the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from peerdesk.ui.messages.log import entry_in_words, moment_in_words, opener_in_words
from peerdesk.ui.widgets.form import name_control

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerdesk.domain.log import LogEntry

WHAT = 1
"""The column with the words, which takes the room that is left."""
LINES_MEASURED = 60
"""Lines that decide how wide the other columns are: their words are about as long in all."""


class LogTable(QTableWidget):
    """Newest first; never a name of a member, never a word of a note."""

    def __init__(self) -> None:
        super().__init__(0, 4)
        self.setHorizontalHeaderLabels(
            [self.tr("When"), self.tr("What"), self.tr("How often"), self.tr("Opened by")]
        )
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
        self.setRowCount(len(entries))
        for line, entry in enumerate(entries):
            cells = (
                moment_in_words(entry),
                entry_in_words(entry),
                str(entry.count) if entry.count > 1 else "",
                opener_in_words(entry.opened_by),
            )
            for column, text in enumerate(cells):
                self.setItem(line, column, QTableWidgetItem(text))
        for column in range(self.columnCount()):
            if column != WHAT:
                self.resizeColumnToContents(column)
