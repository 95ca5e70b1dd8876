"""Erasing several records: what goes, the passphrase, a backup, the erasure, and its proof."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from peerdesk.desk.erased_backups import may_hold_erased, set_aside_with_erased
from peerdesk.documents.erasure_receipt import BulkErasureReceipt
from peerdesk.domain.backups import BackupOrigin, KnownBackup
from peerdesk.errors import PeerDeskError, WrongPassphraseError
from peerdesk.ui.backing_up import into_own_place
from peerdesk.ui.dialogs.erase_records.progress import WorkLine
from peerdesk.ui.dialogs.erase_records.working import (
    Gone,
    backup_into,
    erasing_of,
    preview_of,
    proof_of,
)
from peerdesk.ui.dialogs.erasure_receipt import ReceiptButtons
from peerdesk.ui.latest import Latest
from peerdesk.ui.messages.erasing import (
    backup_in_words,
    chosen_in_words,
    goes_in_words,
    left_out_in_words,
    outcome_in_words,
    stays_in_words,
)
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.messages.set_aside import may_hold_erased_in_words
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import Form, plain
from peerdesk.ui.widgets.layout import column as below_one_another
from peerdesk.ui.widgets.layout import flowing, row, scrolling
from peerdesk.ui.widgets.passphrase import PassphraseField
from peerdesk.vault.troubles import VaultTrouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.backup.places import PlacedBackup
    from peerdesk.domain.bulk_erasure import BulkErased, BulkPreview, RecordKey
    from peerdesk.domain.erasure import ErasureProof
    from peerdesk.ui.jobs import Job, Task
    from peerdesk.ui.pages.page import PageContext

T = TypeVar("T")
USUAL_SIZE = QSize(600, 520)


class _Step(Enum):
    """What is under way, which decides what stopping means."""

    COUNTING = auto()
    ASKING = auto()
    WORKING = auto()
    """The passphrase, the backup or the erasure: stopped, nothing is gone."""
    PROVING = auto()
    OVER = auto()


class EraseRecordsDialog(Dialog):
    """One decision about several records. `erased` comes once they are gone."""

    erased = Signal()

    def __init__(self, context: PageContext, keys: tuple[RecordKey, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Erase for good"))
        self._context, self._keys = context, keys
        self._step = _Step.COUNTING
        self._task: Task | None = None
        self._backup: KnownBackup | None = None
        self._erased: BulkErased | None = None
        self._counting: Latest[BulkPreview] = Latest(context.jobs)
        self.banner = Banner()
        self.heading = plain(self.tr("Erase for good?"), style="sectionTitle")
        self.explanation = plain(self.tr("Counting what would go…"))
        self.passphrase = PassphraseField()
        self.passphrase.entered.connect(self.begin)
        self._form = Form()
        self._form.add(self.tr("Your &passphrase, because this can't be undone"), self.passphrase)
        self.work = WorkLine(self._stop)
        self.receipt = ReceiptButtons(context, self.banner)
        self._make_buttons()
        self._lay_out()
        self._show(_Step.COUNTING)
        self.finished.connect(self._let_go)
        context.jobs.ending.connect(self._let_go)
        work = preview_of(context.desk.vault, keys)
        self._counting.run(work, self._on_counted, self._on_failed)

    def begin(self) -> None:
        """Check the passphrase; then a backup, then the erasure, then its proof."""
        secret = self.passphrase.take()
        if not secret.strip():
            self.banner.notice(self.tr("Type your passphrase first. Nothing was erased."))
            self.passphrase.setFocus()
            return
        vault = self._context.desk.vault

        def work(_task: Task) -> bool:
            return vault.ways.accepts(secret)

        self._run(work, self.tr("Checking the passphrase…"), self._on_checked)

    def back_up_elsewhere(self) -> None:
        """Put the backup from before into a folder that somebody chooses."""
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where the backup goes"))
        if chosen:
            self._run_backup(backup_into(self._context.desk.vault, Path(chosen)), self._on_chosen)

    def go_on_without(self) -> None:
        """Erase although no backup could be made: somebody saw why, and wants it so."""
        self._erase()

    def look_at_backups(self) -> None:
        """Show the backups that still hold what was erased."""
        from peerdesk.ui.dialogs.erased_in_backups import (  # noqa: PLC0415 - rare
            ErasedInBackupsDialog,
        )

        ErasedInBackupsDialog(self._context, self).open()

    def _make_buttons(self) -> None:
        self.erase_button = button(self.tr("&Erase for good"), self.begin, icon_name="trash-2")
        self.elsewhere_button = button(
            self.tr("Back up to &another place…"), self.back_up_elsewhere
        )
        self.without_button = button(
            self.tr("Erase &without a backup"), self.go_on_without, weight="quiet"
        )
        self.backups_button = button(self.tr("Look at these &backups…"), self.look_at_backups)
        self.close_button = button(self.tr("&Keep them"), self.reject, weight="primary")
        self._way_out = flowing(self.elsewhere_button, self.without_button)

    def _lay_out(self) -> None:
        content = below_one_another(
            self.heading,
            self.banner,
            self._way_out,
            self.explanation,
            self.receipt,
            self._form,
            spacing=12,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(scrolling(below_one_another(content, QWidget())))
        layout.addWidget(self.work)
        layout.addWidget(row(self.backups_button, None, self.erase_button, self.close_button))
        fit_on_screen(self, USUAL_SIZE)

    def _on_counted(self, preview: BulkPreview) -> None:
        if preview.records:
            asked = self.tr("Erase {what} for good?").format(what=chosen_in_words(preview))
            self.heading.setText(asked)
        told: tuple[str, ...] = (
            left_out_in_words(preview),
            goes_in_words(preview),
            stays_in_words(preview),
            self.tr("A backup is made and verified first. If it fails, nothing is erased."),
        )
        if not preview.records:
            told = (left_out_in_words(preview), self.tr("Nothing else is chosen."))
        self.explanation.setText("\n\n".join(filter(None, told)))
        self._show(_Step.ASKING)
        self.erase_button.setEnabled(preview.records > 0)
        self.passphrase.setFocus()

    def _on_checked(self, accepted: bool) -> None:  # noqa: FBT001 - the job's answer
        if not accepted:
            self._on_failed(
                WrongPassphraseError(VaultTrouble.WRONG_PASSPHRASE, slots=1, recovery=0, old_keys=0)
            )
            return
        work = into_own_place(self._context.desk.vault, BackupOrigin.BEFORE_ERASURE)
        job = self._run(work, self.tr("Backing up first…"), self._on_placed)
        job.otherwise(self._on_no_backup).reporting(self.work.tell)

    def _run_backup(
        self, work: Callable[[Task], KnownBackup], then: Callable[[KnownBackup], None]
    ) -> None:
        job = self._run(work, self.tr("Backing up first…"), then)
        job.otherwise(self._on_no_backup).reporting(self.work.tell)

    def _on_placed(self, placed: PlacedBackup) -> None:
        self._backup = placed.made.known
        self._noted(
            partial(self._context.desk.backups.keep_placed, self._backup, placed.tidied.removed)
        )

    def _on_chosen(self, known: KnownBackup) -> None:
        self._backup = known
        self._noted(partial(self._context.desk.backups.remember, known))

    def _noted(self, keep: Callable[[], object]) -> None:
        """Erase once the vault knows of the backup: a disk that can't take that takes no more."""
        try:
            keep()
        except PeerDeskError as error:
            self._on_failed(error)
            return
        self._erase()

    def _erase(self) -> None:
        self._context.wishes.keep_typed.emit()
        work = erasing_of(self._context.desk.vault, self._keys)
        job = self._run(work, self.tr("Erasing…"), self._on_gone)
        job.sharing(self.work.share)

    def _on_gone(self, gone: Gone) -> None:
        self._erased = gone.erased
        for change in gone.changes:
            self._context.desk.tell(change)
        self.erased.emit()
        self.heading.setText(self.tr("Erased"))
        self.explanation.setText(
            self.tr("All of it is gone. The whole file is searched now for what may be left.")
        )
        work = proof_of(self._context.desk.vault, gone.erased)
        job = self._run(work, self.tr("Reading every page…"), self._on_proven, _Step.PROVING)
        job.otherwise(self._on_not_proven).sharing(self.work.share)

    def _on_proven(self, proof: ErasureProof) -> None:
        erased = self._erased
        if erased is None:
            return
        if not proof.holds:
            self.heading.setText(self.tr("Erased, with traces left"))
        self.receipt.offer(
            BulkErasureReceipt(
                vault_name=self._context.desk.vault.name,
                number=erased.number,
                erased_at=erased.erased_at.astimezone(),
                erased=erased.preview,
                proof=proof,
            )
        )
        self._end_with(outcome_in_words(erased.preview, proof))

    def _on_not_proven(self, error: PeerDeskError) -> None:
        """The erasure is done and saved; only the search did not come to its end."""
        self._end_with(
            self.tr(
                "The records are gone. The search of the whole file was not finished, so nothing "
                "is proven."
            )
        )
        self.banner.explain(error)

    def _end_with(self, words: str) -> None:
        desk = self._context.desk
        older, aside = may_hold_erased(desk), set_aside_with_erased(desk)
        told = (words, backup_in_words(len(older), self._backup), may_hold_erased_in_words(aside))
        self.explanation.setText("\n\n".join(filter(None, told)))
        self.backups_button.setVisible(bool(older or aside))
        self._show(_Step.OVER)
        self.close_button.setText(self.tr("&Close"))
        self.close_button.setAccessibleName(self.tr("Close"))
        self.receipt.take_enter(otherwise=self.close_button)

    def _on_no_backup(self, error: PeerDeskError) -> None:
        self._show(_Step.ASKING)
        told = self.tr("No backup was made, so nothing was erased.")
        self.banner.warn(f"{told} {words_on(Occasion.BACKUP, error)}")
        self._way_out.show()
        self.elsewhere_button.setFocus()

    def _on_failed(self, error: PeerDeskError) -> None:
        self._show(_Step.ASKING)
        self.banner.explain(error)
        self.passphrase.setFocus()

    def _run(
        self,
        work: Callable[[Task], T],
        said: str,
        then: Callable[[T], None],
        step: _Step = _Step.WORKING,
    ) -> Job[T]:
        self.banner.clear()
        self._show(step)
        self.work.begin(said, to_stop=self._stop_in_words(step))
        job = self._context.jobs.run(work).then(then).otherwise(self._on_failed)
        self._task = job.task
        return job

    def _stop_in_words(self, step: _Step) -> str:
        return self.tr("Stop searching") if step is _Step.PROVING else self.tr("Stop")

    def _show(self, step: _Step) -> None:
        self._step = step
        asking = step is _Step.ASKING
        self._form.setVisible(asking)
        self._way_out.hide()
        self.erase_button.setVisible(step in {_Step.ASKING, _Step.WORKING, _Step.COUNTING})
        self.erase_button.setEnabled(asking)
        self.close_button.setEnabled(step not in {_Step.WORKING, _Step.PROVING})
        self.work.setVisible(step in {_Step.WORKING, _Step.PROVING})
        if step is not _Step.OVER:
            self.backups_button.hide()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _let_go(self) -> None:
        self._counting.drop()
        self._stop()

    def reject(self) -> None:
        """Escape stops what runs; the window closes once nothing does."""
        if self._step in {_Step.WORKING, _Step.PROVING}:
            self._stop()
        else:
            super().reject()
