"""The backups that the vault knows of: when, where, how large, how far proven, which go next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from peerdesk.domain.backups import BackupOrigin
from peerdesk.ui.clock import SystemClock
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import Card, flowing
from peerdesk.ui.wording import day_in_words

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QPushButton

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.backups import KnownBackup
    from peerdesk.ui.pages.vault.backups.survey import Survey

MOST_ROWS_IN_SIGHT = 8
MEGABYTE = 10**6


class KnownBackupsCard(Card):
    """Newest first. `actions` are buttons below the list, for the backup that is chosen in it."""

    chosen = Signal(object)
    """Carries the `KnownBackup` that the list stands on, or None."""

    def __init__(self, desk: Desk, actions: tuple[QPushButton, ...] = ()) -> None:
        super().__init__("")
        self._desk = desk
        self._shown: list[KnownBackup] = []
        self.body.addWidget(plain(self.tr("Known backups"), style="sectionTitle"))
        self.body.addWidget(
            muted(
                self.tr(
                    "Kept in the vault's folder and in the second place: all of the last 2 days, "
                    "then one of each of 12 days, 10 weeks and 9 months. Files that you named "
                    "yourself are never removed. Each opens with the passphrases of its day, "
                    "unless you gave it one of its own."
                )
            )
        )
        self._table = self._made_table()
        self._table.itemSelectionChanged.connect(self._on_selected)
        self._none = muted(self.tr("There is none yet."))
        self.body.addWidget(self._none)
        self.body.addWidget(self._table)
        if actions:
            self.body.addWidget(flowing(*actions))

    def _made_table(self) -> QTableWidget:
        headings = ("Made", "Where", "Size", "Verified", "Tried out", "")
        table = QTableWidget(0, len(headings))
        table.setHorizontalHeaderLabels([self.tr(heading) for heading in headings])
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        name_control(table, self.tr("Known backups"))
        return table

    def refresh(self, survey: Survey | None = None) -> None:
        """Show what is known; `survey` adds what was just found out about the files."""
        standing_on = self.backup
        self._shown = self._desk.backups.all()
        self._table.blockSignals(True)  # noqa: FBT003 - Qt's own
        self._table.setRowCount(len(self._shown))
        now = SystemClock().now()
        for line, backup in enumerate(self._shown):
            for column, text in enumerate(self._cells(backup, survey, now)):
                item = QTableWidgetItem(text)
                item.setToolTip(str(backup.path) if column == 1 else "")
                self._table.setItem(line, column, item)
        self._table.clearSelection()
        if standing_on is not None:
            self._stand_on(standing_on.id)
        self._table.blockSignals(False)  # noqa: FBT003 - Qt's own
        self._table.setVisible(bool(self._shown))
        self._none.setVisible(not self._shown)
        self._fit_height()

    @property
    def backup(self) -> KnownBackup | None:
        """The backup that the list stands on."""
        lines = self._table.selectionModel().selectedRows()
        return self._shown[lines[0].row()] if lines else None

    def _stand_on(self, backup_id: int) -> None:
        for line, backup in enumerate(self._shown):
            if backup.id == backup_id:
                self._table.selectRow(line)

    def _on_selected(self) -> None:
        self.chosen.emit(self.backup)

    def _cells(self, backup: KnownBackup, survey: Survey | None, now: datetime) -> tuple[str, ...]:
        made = backup.made_at.astimezone()
        day = day_in_words(made.date(), now.date())
        return (
            f"{day[:1].upper()}{day[1:]}, {made:%H:%M}",
            self._where(backup),
            self.tr("{megabytes} MB").format(megabytes=f"{backup.size / MEGABYTE:.1f}"),
            self._day(backup.verified_at, now),
            self._day(backup.drilled_at, now),
            self._remark(backup, survey),
        )

    def _where(self, backup: KnownBackup) -> str:
        if backup.origin is BackupOrigin.SECOND_PLACE:
            return self.tr("Second place")
        if backup.origin is BackupOrigin.CHOSEN:
            return str(backup.path)
        why: dict[BackupOrigin, str] = {
            BackupOrigin.BY_HAND: self.tr("by hand"),
            BackupOrigin.DAILY: self.tr("of the day"),
            BackupOrigin.BEFORE_MIGRATION: self.tr("before a new version"),
            BackupOrigin.BEFORE_REENCRYPTION: self.tr("before encrypting anew"),
            BackupOrigin.BEFORE_ERASURE: self.tr("before erasing"),
            BackupOrigin.BEFORE_RESTORE: self.tr("before restoring"),
        }
        return self.tr("Vault's folder, {why}").format(why=why[backup.origin])

    def _day(self, moment: datetime | None, now: datetime) -> str:
        if moment is None:
            return self.tr("not yet")
        return day_in_words(moment.astimezone().date(), now.date())

    def _remark(self, backup: KnownBackup, survey: Survey | None) -> str:
        own = self.tr("Passphrase of its own") if backup.own_passphrase else ""
        if survey is None:
            return own
        if backup.path in survey.going:
            return self.tr("Will be removed at the next backup")
        return own if backup.path in survey.there else self.tr("Not within reach now")

    def _fit_height(self) -> None:
        """All rows up to a few; below that the table scrolls by itself."""
        rows = min(len(self._shown), MOST_ROWS_IN_SIGHT)
        height = self._table.horizontalHeader().sizeHint().height()
        height += sum(self._table.rowHeight(line) for line in range(rows))
        self._table.setFixedHeight(height + 2 * self._table.frameWidth() + 10)
