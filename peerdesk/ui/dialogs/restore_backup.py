"""Restoring a backup while a vault is open: looked into, compared, and only then decided."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QWidget

from peerdesk.backup.fresh import back_up_afresh
from peerdesk.backup.in_place import RestoredSet, beside_the_vault
from peerdesk.backup.opened import opened_database
from peerdesk.backup.restore import restore
from peerdesk.desk.restoring import Settling, compared, legacy_of
from peerdesk.domain.backups import BackupOrigin
from peerdesk.domain.locking import LockTrigger
from peerdesk.domain.restoring import Comparison, Standing
from peerdesk.errors import PeerDeskError
from peerdesk.ui.dialogs.backup_dialog import BackupDialog
from peerdesk.ui.dialogs.restore_choice import RestoreChoice
from peerdesk.ui.entry.place import require_place
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.replacing import Replacement
from peerdesk.ui.widgets.backup_contents import BackupContents
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import column, row, scrolling
from peerdesk.ui.widgets.step_line import StepLine

if TYPE_CHECKING:
    from pathlib import Path

    from peerdesk.backup.reports import BackupSummary
    from peerdesk.domain.backups import KnownBackup
    from peerdesk.ui.jobs import Job, Task
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.vault.files import VaultFolder

T = TypeVar("T")
USUAL_SIZE = QSize(640, 420)
LOOKED_SIZE = QSize(720, 740)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What is in the backup, and how it stands to the open vault."""

    summary: BackupSummary
    comparison: Comparison


class _Making:
    """A replacement on its way. It outlives the dialog, which may be closed meanwhile."""

    def __init__(self) -> None:
        self.wanted = True

    def arrive(self, dialog: RestoreBackupDialog, replacement: Replacement) -> None:
        """Hand it over, or take it apart where nobody waits for it any more."""
        if self.wanted:
            dialog.leave_for(replacement)
        else:
            replacement.successor.give_up()


class RestoreBackupDialog(BackupDialog):
    """`restored` carries the `VaultFolder` of a new vault; a replacement is wished for instead."""

    restored = Signal(object)

    def __init__(self, context: PageContext, backup: Path, parent: QWidget) -> None:
        super().__init__(context, backup, parent)
        self.setWindowTitle(self.tr("Restore a backup"))
        self._secret = ""
        self._making = _Making()
        self._is_own = False
        """Whether the backup is one of the vault that is open."""
        self.choice: RestoreChoice | None = None
        self._ask_first(
            self.look,
            plain(self.tr("Look inside first"), style="sectionTitle"),
            plain(backup.name),
            muted(
                self.tr(
                    "PeerDesk checks the backup and shows what is in it, compared with your "
                    "vault. Nothing is changed until you decide."
                )
            ),
        )
        self._step = StepLine()
        self.look_button = button(self.tr("&Look inside"), self.look, weight="primary")
        self.restore_button = button(self.tr("&Restore"), self.restore, weight="primary")
        self.restore_button.hide()
        buttons = row(None, self.close_button, self.look_button, self.restore_button)
        self._show_busy(busy=False)
        self._lay_out(USUAL_SIZE, self._step, buttons)

    def look(self) -> None:
        """Prove the backup, open a copy of it and compare that with the vault."""
        secret = self.passphrase.taken(self.banner)
        if not secret:
            return
        path, vault = self._backup, self._context.desk.vault

        def work(task: Task) -> _Looked:
            with (
                opened_database(
                    path, secret, progress=task.progress, cancelled=task.cancelled
                ) as opened,
                closing(vault.reader()) as reader,
            ):
                return _Looked(opened.summary, compared(opened.connection, reader))

        self._secret = secret
        self._follow(self._context.jobs.run(work).then(self._on_looked))

    def restore(self) -> None:
        """Do what was chosen."""
        if self.choice is None:
            return
        if self.choice.in_place:
            self._back_up_first()
        else:
            self._restore_as_new(self.choice.folder)

    def leave_for(self, replacement: Replacement) -> None:
        """The new vault is ready: PeerDesk closes the present one and starts anew."""
        self.accept()
        self._context.wishes.replace.emit(replacement)

    def _restore_as_new(self, folder: VaultFolder) -> None:
        try:
            require_place(folder)
        except PeerDeskError as error:
            self.banner.warn(words_on(Occasion.NEW_VAULT, error))
            return
        path, secret = self._backup, self._secret
        # Another vault has erasures and a count of its own.
        legacy = legacy_of(self._context.desk, takes_its_place=False) if self._is_own else None
        settling = Settling(legacy)

        def work(task: Task) -> VaultFolder:
            restore(
                path,
                folder,
                secret,
                settle=settling,
                progress=task.progress,
                cancelled=task.cancelled,
            )
            return folder

        self._follow(self._context.jobs.run(work).then(self._on_restored))

    def _back_up_first(self) -> None:
        vault = self._context.desk.vault

        def work(task: Task) -> KnownBackup:
            return back_up_afresh(
                vault,
                BackupOrigin.BEFORE_RESTORE,
                progress=task.progress,
                cancelled=task.cancelled,
            )

        self._follow(self._context.jobs.run(work).then(self._make_replacement))

    def _make_replacement(self, kept: KnownBackup) -> None:
        desk = self._context.desk
        try:
            desk.backups.remember(kept)
        except PeerDeskError as error:
            self._on_failed(error)
            return
        if not self._making.wanted:
            return
        path, secret, vault = self._backup, self._secret, desk.vault
        settling = Settling(legacy_of(desk, takes_its_place=True))

        def work(task: Task) -> Replacement:
            with ExitStack() as making:
                making.enter_context(
                    beside_the_vault(
                        path,
                        vault.folder,
                        secret,
                        of_vault=vault.vault_id,
                        settle=settling,
                        progress=task.progress,
                        cancelled=task.cancelled,
                    )
                )
                restored = RestoredSet(vault.folder, making.pop_all())
                return Replacement(restored, LockTrigger.REPLACED, Occasion.REPLACING)

        making = self._making

        def arrived(replacement: Replacement) -> None:
            making.arrive(self, replacement)

        self._follow(self._context.jobs.run(work).then(arrived))

    def _follow(self, job: Job[T]) -> None:
        self._show_busy(busy=True)
        self._task = job.otherwise(self._on_failed).reporting(self._on_stage).task

    def _on_looked(self, looked: _Looked) -> None:
        if not self._making.wanted:
            return
        self._show_busy(busy=False)
        inside = BackupContents(looked.summary, looked.comparison.there, looked.comparison)
        self._is_own = looked.comparison.standing is not Standing.ANOTHER_VAULT
        is_sample = self._context.desk.vault.is_sample
        self.choice = RestoreChoice(may_replace=self._is_own and not is_sample)
        self._stack.addWidget(scrolling(column(inside, self.choice, spacing=12)))
        self._stack.setCurrentIndex(1)
        self.look_button.hide()
        self.restore_button.show()
        fit_on_screen(self, LOOKED_SIZE)
        self.choice.setFocus()

    def _on_restored(self, folder: VaultFolder) -> None:
        if not self._making.wanted:
            return
        self.restored.emit(folder)
        self.accept()

    def _on_failed(self, error: PeerDeskError) -> None:
        if not self._making.wanted:
            return
        self._show_busy(busy=False)
        self.banner.warn(words_on(Occasion.RESTORING, error))
        if self.choice is None:
            self.passphrase.setFocus()

    def _on_stage(self, stage: str) -> None:
        if self._making.wanted:
            self._step.tell(stage)

    def _show_busy(self, *, busy: bool) -> None:
        if busy:
            self.banner.clear()
        self._step.show_busy(busy=busy)
        for control in (self._stack, self.look_button, self.restore_button):
            control.setEnabled(not busy)

    def _let_go(self) -> None:
        self._secret = ""
        if self._task is not None and self.result() != QDialog.DialogCode.Accepted:
            self._making.wanted = False
            self._task.cancel()
