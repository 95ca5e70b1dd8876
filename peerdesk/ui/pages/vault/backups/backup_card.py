"""How the vault stands, and what can be done: back up, and check a file."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer

from peerdesk.backup.opener import put_opener_beside
from peerdesk.backup.proof import inspect, verify
from peerdesk.backup.records import export_to
from peerdesk.backup.rekeyed import own_keys
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.errors import PeerDeskError, UserError
from peerdesk.ui.backing_up import into_every_place, note_placed
from peerdesk.ui.clock import SystemClock
from peerdesk.ui.dialogs.ask_passphrase import ask_passphrase
from peerdesk.ui.dialogs.back_up_to_file import BackUpToFileDialog, BackupWish
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.messages.opens_with import WORDS
from peerdesk.ui.pages.vault.backups.told import contents_in_words, made_in_words
from peerdesk.ui.widgets.backup_file import chosen_backup
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, flowing
from peerdesk.ui.widgets.standing_line import StandingLine
from peerdesk.ui.widgets.step_line import StepLine
from peerdesk.ui.wording import backup_in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton, QWidget

    from peerdesk.backup.records import BackupWithRecord
    from peerdesk.backup.reports import BackupReport, BackupSummary
    from peerdesk.ui.backing_up import Everywhere
    from peerdesk.ui.jobs import Job, Task
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner

SLOW_MILLISECONDS = 15_000
"""After this a backup is said to take longer than usual; most take a second or two."""
T = TypeVar("T")


class BackupCard(Card):
    """One click backs up into every known place; it says "verified" only after the proof."""

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__("")
        self.body.addWidget(plain(self.tr("Backup"), style="sectionTitle"))
        self._context = context
        self._banner = banner
        self._task: Task | None = None
        self._occasion = Occasion.BACKUP
        self._standing = StandingLine()
        self.body.addWidget(self._standing)
        self.body.addWidget(
            muted(
                self.tr(
                    "A backup is one encrypted file. The passphrases and recovery words of today "
                    "open it, also later when the vault has others. After the first change of a "
                    "day PeerDesk makes one by itself, in the vault's own folder."
                )
            )
        )
        self._export = button(
            self.tr("&Back up now"), self.back_up_now, icon_name="hard-drive", weight="primary"
        )
        self._elsewhere = button(
            self.tr("Back up to another &file…"), self._choose_file, icon_name="save"
        )
        self._pressed = self._export
        self._check = button(
            self.tr("&Check a backup file…"), self._choose_to_check, icon_name="shield-check"
        )
        self._cancel = button(self.tr("Cance&l"), self._stop)
        self._cancel.hide()
        self.body.addWidget(flowing(self._export, self._elsewhere, self._check, self._cancel))
        self._step = StepLine()
        self.body.addWidget(self._step)
        self._patience = plain("")
        self._patience.hide()
        self.body.addWidget(self._patience)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MILLISECONDS)
        self._slow.timeout.connect(self._on_slow)

    def refresh(self) -> None:
        """Say how the vault stands."""
        now = SystemClock().now()
        standing = self._context.desk.backups.standing(now.astimezone(UTC))
        self._standing.tell(backup_in_words(standing, now), is_old=standing.is_old)

    def back_up_now(self) -> None:
        """Back up into every place that is within reach, while work goes on."""
        if self._task is None:
            work = into_every_place(self._context.desk)
            self._run(work, Occasion.BACKUP, self._export).then(self._on_placed)

    def _choose_file(self) -> None:
        """Ask for a file name, and what is to open it."""
        dialog = BackUpToFileDialog(self._context.desk.vault.name, self)
        dialog.wished.connect(self._make)
        dialog.open()

    def _make(self, wish: BackupWish) -> None:
        vault = self._context.desk.vault
        own = own_keys(vault, wish.own) if wish.own is not None else None

        def work(task: Task) -> BackupWithRecord:
            return export_to(
                vault, wish.target, own=own, progress=task.progress, cancelled=task.cancelled
            )

        show = self._on_exported_with_opener if wish.with_opener else self._on_exported
        self._run(work, Occasion.BACKUP, self._elsewhere).then(show)

    def _choose_to_check(self) -> None:
        source = chosen_backup(self, self.tr("Check a backup"))
        if source is None:
            return

        def work(task: Task) -> BackupSummary:
            summary = inspect(source)
            _go_on(task)
            return summary

        # A file that is no backup is told before anybody looks for its passphrase.
        self._run(work, Occasion.CHECKING_BACKUP, self._check).then(self._on_inspected)

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

        self._run(work, Occasion.CHECKING_BACKUP, self._check).then(self._on_checked)

    def _run(self, work: Callable[[Task], T], occasion: Occasion, pressed: QPushButton) -> Job[T]:
        self._banner.clear()
        self._occasion = occasion
        self._pressed = pressed
        self._show_busy(busy=True)
        job = self._context.jobs.run(work).reporting(self._step.tell).otherwise(self._on_failed)
        self._task = job.task
        if occasion is Occasion.BACKUP:
            self._slow.start()
        return job

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_slow(self) -> None:
        self._patience.setText(
            self.tr(
                "This takes longer than usual: the stick or disk is slow. Leave it in until it is "
                "said that it can be taken out. You can go on working meanwhile."
            )
        )
        self._patience.show()

    def _on_placed(self, made: Everywhere) -> None:
        self._show_busy(busy=False)
        backups = self._context.desk.backups
        try:
            note_placed(self._context.desk, made)
        except PeerDeskError as error:
            self._banner.explain(error)
            return
        has_second_place = backups.second_place is not None
        text = made_in_words(made, SystemClock().now(), has_second_place=has_second_place)
        tell = self._banner.warn if made.troubles else self._banner.notice
        tell(text)

    def _on_exported(self, made: BackupWithRecord) -> None:
        self._show_busy(busy=False)
        try:
            self._context.desk.backups.remember(made.known)
        except PeerDeskError as error:
            self._banner.explain(error)
            return
        text = self.tr("Backed up and verified, {time}: {what}. The file is {file}").format(
            time=f"{SystemClock().now():%H:%M}",
            what=contents_in_words(made.report),
            file=made.known.path.name,
        )
        if made.known.own_passphrase:
            text += self.tr(". Only its own passphrase opens it; keep that somewhere safe.")
        self._banner.notice(text)

    def _on_exported_with_opener(self, made: BackupWithRecord) -> None:
        self._on_exported(made)

        def work(_task: Task) -> None:
            put_opener_beside(made.known.path)

        self._context.jobs.run(work).otherwise(self._banner.explain)

    def _on_checked(self, report: BackupReport) -> None:
        self._show_busy(busy=False)
        made = report.summary.created.astimezone()
        self._banner.notice(
            self.tr("This backup is whole and opens. Made {day}, it holds {what}.").format(
                day=f"{made.day} {made:%B %Y, %H:%M}", what=contents_in_words(report)
            )
        )

    def _on_failed(self, error: PeerDeskError) -> None:
        self._show_busy(busy=False)
        self._banner.warn(words_on(self._occasion, error))

    def _show_busy(self, *, busy: bool) -> None:
        """Show what runs. The keyboard goes to Cancel and back, unless it is somewhere else."""
        usual: tuple[QWidget, ...] = (self._export, self._elsewhere, self._check)
        coming, going = ((self._cancel,), usual) if busy else (usual, (self._cancel,))
        focused = self.window().focusWidget()
        self._step.show_busy(busy=busy)
        # What comes is shown first: a control that goes would pass the keyboard on to any other.
        for control in coming:
            control.setEnabled(True)
            control.show()
        if busy and focused in usual:
            self._cancel.setFocus()
        elif not busy and focused is self._cancel:
            self._pressed.setFocus()
        for control in going:
            control.setEnabled(False)
        self._cancel.setVisible(busy)
        if not busy:
            self._task = None
            self._slow.stop()
            self._patience.hide()


def _go_on(task: Task) -> None:
    """UserError CANCELLED if that was asked for."""
    if task.cancelled():
        raise UserError(BackupTrouble.CANCELLED)
