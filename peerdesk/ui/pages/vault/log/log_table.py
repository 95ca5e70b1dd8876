"""The log as a table: what was done, by which key, and what left the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from peerdesk.desk.changes import Kind
from peerdesk.domain.locking import LockTrigger
from peerdesk.domain.log import LogEntry, LogKind
from peerdesk.ui.widgets.form import muted, name_control

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from peerdesk.desk.desk import Desk


class LogTable(QWidget):
    """Newest first; never a name, never a word of a note."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.addWidget(
            muted(self.tr("What was done with this vault, without a name or a word of a note."))
        )
        self._table = QTableWidget(0, 4)
        self._table.setHorizontalHeaderLabels(
            [self.tr("When"), self.tr("What"), self.tr("How often"), self.tr("Opened by")]
        )
        self._table.verticalHeader().hide()
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setShowGrid(False)
        header = self._table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        name_control(self._table, self.tr("Log"))
        layout.addWidget(self._table)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show the newest lines."""
        entries = self._desk.log.entries()
        self._table.setRowCount(len(entries))
        for line, entry in enumerate(entries):
            when = entry.created_at.astimezone()
            cells = (
                f"{when.day} {when:%b %Y, %H:%M}",
                self._in_words(entry),
                str(entry.count) if entry.count > 1 else "",
                entry.opened_by,
            )
            for column, text in enumerate(cells):
                self._table.setItem(line, column, QTableWidgetItem(text))

    def _in_words(self, entry: LogEntry) -> str:
        if entry.kind is LogKind.CHANGED:
            return self.tr("Changed: {what}").format(what=self._subject(entry.subject))
        if entry.kind is LogKind.LOCKED and entry.subject:
            return self.tr("Locked: {why}").format(why=self._trigger(entry.subject))
        return {
            LogKind.CREATED: self.tr("Vault made"),
            LogKind.UNLOCKED: self.tr("Unlocked"),
            LogKind.UNLOCK_FAILED: self.tr("Wrong passphrase tried before an unlock"),
            LogKind.LOCKED: self.tr("Locked"),
            LogKind.PRINTED: self.tr("Printed a handout"),
            LogKind.SAVED_PDF: self.tr("Saved a handout as a PDF file"),
            LogKind.SHARED_SCRIPT: self.tr("Saved a script as a file"),
            LogKind.BACKED_UP: self.tr("Backed up and verified"),
            LogKind.RESTORED: self.tr("Restored from a backup"),
            LogKind.TAKEN_FROM_BACKUP: self.tr("Took single records out of a backup"),
            LogKind.ERASED: self.tr("Erased for good"),
            LogKind.IMPORTED: self.tr("Imported people from a list"),
            LogKind.KEYS_CHANGED: self.tr("Passphrase changed"),
            LogKind.KEY_ADDED: self.tr("Passphrase added"),
            LogKind.KEY_REMOVED: self.tr("Passphrase removed"),
            LogKind.RECOVERY_RENEWED: self.tr("New recovery words made"),
            LogKind.RECOVERY_REHEARSED: self.tr("Recovery words rehearsed"),
            LogKind.CHECKED: self.tr("Checked and found whole"),
        }[entry.kind]

    def _trigger(self, subject: str) -> str:
        named: dict[str, str] = {
            LockTrigger.KEY: self.tr("by hand"),
            LockTrigger.IDLE: self.tr("nobody touched anything"),
            LockTrigger.CURTAIN: self.tr("the curtain stayed down"),
            LockTrigger.SLEEP: self.tr("the computer went to sleep"),
            LockTrigger.SCREEN: self.tr("the screen was locked"),
            LockTrigger.SESSION: self.tr("another user took over"),
            LockTrigger.LID: self.tr("the lid was closed"),
            LockTrigger.QUIT: self.tr("PeerDesk was closed"),
        }
        return named.get(subject, subject)

    def _subject(self, subject: str) -> str:
        named: dict[str, str] = {
            Kind.GROUP: self.tr("groups"),
            Kind.MEMBER: self.tr("people"),
            Kind.MEMBERSHIP: self.tr("who is in a group"),
            Kind.SCRIPT: self.tr("ground rules"),
            Kind.AGREEMENT: self.tr("agreements"),
            Kind.SESSION: self.tr("sessions"),
            Kind.ATTENDANCE: self.tr("attendance"),
            Kind.FOLLOW_UP: self.tr("follow-ups"),
            Kind.GROUP_NOTE: self.tr("session notes"),
            Kind.MEMBER_NOTE: self.tr("notes about people"),
        }
        return named.get(subject, subject)
