"""Trying a backup out: its passphrase, then the steps as they are done, then how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.backup.drill import DrillReport, drill
from peerdesk.desk import drills
from peerdesk.errors import PeerDeskError
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.widgets.backup_passphrase import BackupPassphraseForm
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import at_top, column, row, scrolling
from peerdesk.ui.widgets.step_line import StepLine

if TYPE_CHECKING:
    from pathlib import Path

    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext


class DrillDialog(Dialog):
    """`drilled` carries the `DrillReport`, once the vault has noted it."""

    drilled = Signal(object)

    def __init__(self, context: PageContext, backup: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Try a backup out"))
        self._context = context
        self._backup = backup
        self._task: Task | None = None
        self._is_wanted = True
        self.banner = Banner()
        self.passphrase = BackupPassphraseForm(backup, context.jobs)
        self.passphrase.entered.connect(self.begin)
        self._step = StepLine()
        self.begin_button = button(self.tr("&Try it out"), self.begin, weight="primary")
        self.close_button = button(self.tr("&Cancel"), self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.banner)
        content = column(
            plain(backup.name, style="sectionTitle"),
            muted(
                self.tr(
                    "The backup is restored into a private place, opened, checked to its last "
                    "record, and that copy is thrown away. The backup and your vault stay as they "
                    "are."
                )
            ),
            self.passphrase,
            spacing=12,
        )
        layout.addWidget(scrolling(at_top(content)), 1)
        layout.addWidget(self._step)
        layout.addWidget(row(None, self.close_button, self.begin_button))
        self._show_busy(busy=False)
        self.resize(600, 400)
        fit_on_screen(self)
        self.finished.connect(self._let_go)
        context.jobs.ending.connect(self._let_go)
        self.passphrase.setFocus()

    def begin(self) -> None:
        """Restore and check, in the background."""
        secret = self.passphrase.taken(self.banner)
        if not secret:
            return
        self.banner.clear()
        self._show_busy(busy=True)
        path = self._backup

        def work(task: Task) -> DrillReport:
            return drill(path, secret, progress=task.progress, cancelled=task.cancelled)

        job = self._context.jobs.run(work).then(self._on_drilled).otherwise(self._on_failed)
        self._task = job.reporting(self._on_stage).task

    def _on_drilled(self, report: DrillReport) -> None:
        desk = self._context.desk
        try:
            # Noted also where the dialog was closed a moment before: it was done all the same.
            if report.summary.vault_id == desk.vault.vault_id:
                drills.drilled(desk, self._backup)
        except PeerDeskError as error:
            self._on_failed(error)
            return
        if self._is_wanted:
            self.drilled.emit(report)
            self.accept()

    def _on_failed(self, error: PeerDeskError) -> None:
        if self._is_wanted:
            self._show_busy(busy=False)
            self.banner.warn(words_on(Occasion.DRILL, error))
            self.passphrase.setFocus()

    def _on_stage(self, stage: str) -> None:
        if self._is_wanted:
            self._step.tell(stage)

    def _show_busy(self, *, busy: bool) -> None:
        self._step.show_busy(busy=busy)
        self.passphrase.setEnabled(not busy)
        self.begin_button.setEnabled(not busy)

    def _let_go(self) -> None:
        self._is_wanted = False
        if self._task is not None:
            self._task.cancel()
