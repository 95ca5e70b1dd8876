"""Exporting an encrypted backup, proven by reading it back; checking one that exists."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from peerdesk.backup.make import export
from peerdesk.backup.opener import put_opener_beside
from peerdesk.backup.proof import inspect, verify
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.desk.taking import take_back
from peerdesk.domain.log import LogKind
from peerdesk.errors import PeerDeskError, UserError
from peerdesk.ui.clock import SystemClock
from peerdesk.ui.dialogs.ask_passphrase import ask_passphrase
from peerdesk.ui.dialogs.back_up_to_file import (
    SUFFIX,
    BackUpToFileDialog,
    BackupWish,
    proposed_file,
    with_suffix,
)
from peerdesk.ui.dialogs.take_records import TakeRecordsDialog
from peerdesk.ui.messages import step_in_words
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.messages.opens_with import WORDS
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import Card, row
from peerdesk.ui.wording import backup_in_words, counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from peerdesk.backup.reports import BackupReport, BackupSummary
    from peerdesk.domain.taking import TakeReport
    from peerdesk.ui.jobs import Job, Task
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner

T = TypeVar("T")


class BackupCard(Card):
    """One button makes one file; it says "verified" only after the proof."""

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__("")
        self.body.addWidget(plain(self.tr("Backup"), style="sectionTitle"))
        self._context = context
        self._banner = banner
        self._task: Task | None = None
        self._occasion = Occasion.BACKUP
        self._state = plain("")
        self.body.addWidget(self._state)
        self.body.addWidget(
            muted(
                self.tr(
                    "A backup is one encrypted file, for a USB stick or another disk. The "
                    "passphrases and recovery words of today open it, also later when the vault "
                    "has others."
                )
            )
        )
        self._export = button(
            self.tr("&Back up now…"), self.export, icon_name="hard-drive", weight="primary"
        )
        self._elsewhere = button(
            self.tr("Back up to another &file…"), self._choose_file_and_key, icon_name="key-round"
        )
        self._check = button(
            self.tr("&Check a backup file…"), self._choose_to_check, icon_name="shield-check"
        )
        self._take = button(
            self.tr("Take single records…"), self._choose_to_take, icon_name="undo-2"
        )
        self._cancel = button(self.tr("Cance&l"), self._stop)
        self._cancel.hide()
        self.body.addWidget(row(self._export, self._elsewhere, self._cancel, None))
        self.body.addWidget(row(self._check, self._take, None))
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.hide()
        name_control(self._progress, self.tr("Progress"))
        self._stage = muted("")
        self._stage.hide()
        self.body.addWidget(self._stage)
        self.body.addWidget(self._progress)
        self.body.addWidget(
            muted(
                self.tr(
                    "To restore one: lock PeerDesk, choose “Another vault or a backup”, then "
                    "“Restore a backup”. It becomes a new vault; this one stays as it is."
                )
            )
        )

    def refresh(self) -> None:
        """Say when the last backup was made."""
        latest = self._context.desk.log.latest(LogKind.BACKED_UP)
        self._state.setText(backup_in_words(latest, SystemClock().now()))

    def export(self) -> None:
        """Ask for a file name, then make the backup while work goes on."""
        chosen, _filter = QFileDialog.getSaveFileName(
            self,
            self.tr("Back up to"),
            str(proposed_file()),
            self.tr("PeerDesk backups (*{suffix})").format(suffix=SUFFIX),
        )
        if chosen:
            self._make(BackupWish(with_suffix(chosen), own=None, with_opener=False))

    def _choose_file_and_key(self) -> None:
        dialog = BackUpToFileDialog(self._context.desk.vault.name, self)
        dialog.wished.connect(self._make)
        dialog.open()

    def _make(self, wish: BackupWish) -> None:
        vault = self._context.desk.vault

        def work(task: Task) -> BackupReport:
            return export(
                vault, wish.target, own=wish.own, progress=task.progress, cancelled=task.cancelled
            )

        show = self._on_exported_with_opener if wish.with_opener else self._on_exported
        self._run(work, Occasion.BACKUP).then(show)

    def _choose_to_check(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self, self.tr("Check a backup"), str(Path.home()), f"*{SUFFIX}"
        )
        if not chosen:
            return
        source = Path(chosen)

        def work(task: Task) -> BackupSummary:
            summary = inspect(source)
            _go_on(task)
            return summary

        # A file that is no backup is told before anybody looks for its passphrase.
        self._run(work, Occasion.CHECKING_BACKUP).then(self._on_inspected)

    def _choose_to_take(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self, self.tr("Take records out of a backup"), str(Path.home()), f"*{SUFFIX}"
        )
        if chosen:
            dialog = TakeRecordsDialog(self._context, Path(chosen), self)
            dialog.taken.connect(self._on_taken)
            dialog.open()

    def _on_taken(self, report: TakeReport) -> None:
        if not report.taken:
            self._banner.notice(self.tr("All of that is in the vault already. Nothing was taken."))
            return
        self._banner.notice(
            self.tr("Taken out of the backup: {what}.").format(
                what=counted(report.taken, self.tr("record"), self.tr("records"))
            ),
            self.tr("Undo"),
            partial(self._take_back, report),
        )

    def _take_back(self, report: TakeReport) -> None:
        try:
            take_back(self._context.desk, report.undo)
        except PeerDeskError as error:
            self._banner.explain(error)
        else:
            self._banner.good(self.tr("Taken back. The vault is as it was."))

    def _on_inspected(self, summary: BackupSummary) -> None:
        self._show_busy(busy=False)
        secret = ask_passphrase(
            self,
            self.tr("Check a backup"),
            self.tr("Passphrase of this backup"),
            WORDS[summary.opens_with],
        )
        if secret is None:
            return

        def work(task: Task) -> BackupReport:
            def progress(step: str) -> None:
                _go_on(task)
                task.progress(step)

            return verify(summary.path, secret, progress=progress)

        self._run(work, Occasion.CHECKING_BACKUP).then(self._on_checked)

    def _run(self, work: Callable[[Task], T], occasion: Occasion) -> Job[T]:
        self._banner.clear()
        self._occasion = occasion
        self._show_busy(busy=True)
        job = self._context.jobs.run(work).reporting(self._on_stage).otherwise(self._on_failed)
        self._task = job.task
        return job

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_stage(self, stage: str) -> None:
        self._stage.setText(step_in_words(stage))

    def _on_exported(self, report: BackupReport) -> None:
        self._show_busy(busy=False)
        self._context.desk.note_in_log(LogKind.BACKED_UP, "file")
        self._banner.notice(
            self.tr("Backed up and verified, {time}: {what}. The file is {file}").format(
                time=f"{SystemClock().now():%H:%M}",
                what=_in_words(report),
                file=report.summary.path.name,
            )
        )

    def _on_exported_with_opener(self, report: BackupReport) -> None:
        self._on_exported(report)

        def work(_task: Task) -> None:
            put_opener_beside(report.summary.path)

        self._context.jobs.run(work).otherwise(self._banner.explain)

    def _on_checked(self, report: BackupReport) -> None:
        self._show_busy(busy=False)
        made = report.summary.created.astimezone()
        self._banner.notice(
            self.tr("This backup is whole and opens. Made {day}, it holds {what}.").format(
                day=f"{made.day} {made:%B %Y, %H:%M}", what=_in_words(report)
            )
        )

    def _on_failed(self, error: PeerDeskError) -> None:
        self._show_busy(busy=False)
        self._banner.warn(words_on(self._occasion, error))

    @property
    def _pressed(self) -> QPushButton:
        """The button that the work under way came from."""
        return self._export if self._occasion is Occasion.BACKUP else self._check

    def _show_busy(self, *, busy: bool) -> None:
        """Show what runs. The keyboard goes to Cancel and back, unless it is somewhere else."""
        shown_while_busy: tuple[QWidget, ...] = (self._cancel, self._progress, self._stage)
        usual = (self._export, self._elsewhere, self._check, self._take)
        focused = self.window().focusWidget()
        if busy:
            self._stage.clear()
        # What comes is shown first: a control that goes would pass the keyboard on to any other.
        for control in shown_while_busy if busy else usual:
            control.setEnabled(True)
            control.show()
        if busy and focused in usual:
            self._cancel.setFocus()
        elif not busy and focused is self._cancel:
            self._pressed.setFocus()
        for control in usual if busy else shown_while_busy:
            control.setEnabled(False)
        for control in shown_while_busy:
            control.setVisible(busy)
        if not busy:
            self._task = None


def _go_on(task: Task) -> None:
    """UserError CANCELLED if that was asked for."""
    if task.cancelled():
        raise UserError(BackupTrouble.CANCELLED)


def _in_words(report: BackupReport) -> str:
    counts = report.counts
    return ", ".join(
        (
            counted(counts["groups"], "group", "groups"),
            counted(counts["members"], "person", "people"),
            counted(counts["sessions"], "session", "sessions"),
        )
    )
