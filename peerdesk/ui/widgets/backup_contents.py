"""What is inside a backup, before anybody decides: when, how much, which groups, what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from peerdesk.ui.comparing import (
    KINDS,
    counts_in_words,
    groups_in_words,
    last_session_in_words,
    moment_in_words,
    standing_in_words,
)
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import Card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerdesk.backup.reports import BackupSummary
    from peerdesk.domain.restoring import Comparison, VaultContents


class BackupContents(Card):
    """The inside of one backup; beside the open vault where there is one to compare with."""

    def __init__(
        self, summary: BackupSummary, inside: VaultContents, comparison: Comparison | None = None
    ) -> None:
        super().__init__()
        made = self.tr("“{name}”, backed up on {moment}").format(
            name=inside.name, moment=moment_in_words(summary.created)
        )
        self.body.addWidget(plain(made, style="sectionTitle"))
        if comparison is None:
            self.body.addWidget(plain(counts_in_words(inside)))
        else:
            self.body.addWidget(plain(standing_in_words(comparison)))
            self.body.addWidget(_table(self, comparison))
        told = f"{groups_in_words(inside)} {last_session_in_words(inside)}"
        self.body.addWidget(muted(told))


def _table(card: BackupContents, comparison: Comparison) -> QTableWidget:
    headings = (
        card.tr("What"),
        card.tr("In the backup"),
        card.tr("In your vault"),
        card.tr("Would be missing"),
    )
    columns: tuple[Sequence[int], ...] = (
        tuple(comparison.there.counts.values()),
        tuple(comparison.here.counts.values()),
        tuple(each.missing for each in comparison.differences),
    )
    table = QTableWidget(len(KINDS), len(headings))
    table.setHorizontalHeaderLabels(headings)
    for line, kind in enumerate(comparison.there.counts):
        table.setItem(line, 0, QTableWidgetItem(KINDS[kind]))
        for column, numbers in enumerate(columns, start=1):
            number = QTableWidgetItem(f"{numbers[line]:,}")
            number.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(line, column, number)
    _show_whole(table)
    name_control(table, card.tr("How much is in it"))
    return table


def _show_whole(table: QTableWidget) -> None:
    """Without scroll bars: it has few lines, and all of them decide."""
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    first = table.horizontalHeaderItem(0)
    if first is not None:
        first.setTextAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    table.verticalHeader().setMinimumSectionSize(1)
    table.resizeRowsToContents()
    rows = sum(table.rowHeight(row) for row in range(table.rowCount()))
    table.setFixedHeight(rows + header.sizeHint().height() + 16)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
