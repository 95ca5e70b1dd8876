"""The window in which the vault's inner key is changed, in three parts."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from peerdesk.backup.records import export_to
from peerdesk.desk.settling import settle_new_key
from peerdesk.domain.locking import LockTrigger
from peerdesk.domain.recovery_words import generate
from peerdesk.errors import PeerDeskError, UserError
from peerdesk.ui.dialogs.new_key.first_part import FirstPart
from peerdesk.ui.dialogs.recovery_words import print_logged_sheet
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.replacing import Replacement
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import at_top, column, row, scrolling
from peerdesk.ui.widgets.recovery_sheet_card import RecoverySheetCard
from peerdesk.ui.widgets.step_line import StepLine
from peerdesk.ui.widgets.typed_back import TypedBack
from peerdesk.vault.reencryption import (
    Course,
    NewKeyWish,
    ReadySet,
    encrypt_anew,
    require_passphrases,
)
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.words import word_list

if TYPE_CHECKING:
    from peerdesk.backup.records import BackupWithRecord
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext

FIRST, SHEET, WORK = range(3)


class NewKeyDialog(Dialog):
    """Ends with a lock: the vault that was made is opened with a passphrase, as every vault is."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Change the vault's inner key"))
        self._context = context
        self._vault = context.desk.vault
        self._task: Task | None = None
        self.words = generate(word_list(), secrets.randbelow)
        self.banner = Banner()
        self.first = FirstPart(self._vault)
        self.first.entered.connect(self.go_on)
        self._parts = QStackedWidget()
        for part in (at_top(self.first), at_top(self._sheet_part()), at_top(self._work_part())):
            self._parts.addWidget(scrolling(part))
        self._build_buttons()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.banner)
        layout.addWidget(self._parts, 1)
        layout.addWidget(row(None, self.leave_button, self.back_button, self.next_button))
        self._show(FIRST)
        self.resize(680, 640)
        fit_on_screen(self)

    def go_on(self) -> None:
        """The next part, once this one is filled in."""
        if not self.next_button.isEnabled():
            return
        self.banner.clear()
        if self._parts.currentIndex() == FIRST:
            if self.first.is_usable(self.banner):
                self._try_passphrases()
        elif self.typed_back.is_right(self.banner):
            self._begin()

    def reject(self) -> None:
        """While it works, Escape and the button ask the work to stop; it is not left behind."""
        if self._task is None:
            self.first.forget()
            super().reject()
        else:
            self._task.cancel()
            self.leave_button.setEnabled(False)

    def _sheet_part(self) -> QWidget:
        self.typed_back = TypedBack(self.words.words)
        self.typed_back.entered.connect(self.go_on)
        self.print_button = button(self.tr("P&rint the sheet…"), self._print, icon_name="printer")
        self._left_out = plain("")
        return column(
            plain(self.tr("New recovery words"), style="sectionTitle"),
            plain(
                self.tr(
                    "Print or write these down now; they are not shown again. The old words stop "
                    "working when the inner key has changed, and not before."
                )
            ),
            RecoverySheetCard(self.words.words),
            row(self.print_button, None),
            self.typed_back,
            self._left_out,
            spacing=12,
        )

    def _work_part(self) -> QWidget:
        self.step = StepLine()
        return column(
            plain(self.tr("Changing the inner key"), style="sectionTitle"),
            self.step,
            muted(
                self.tr(
                    "If the computer stops now, the vault is either as it was or has its new key, "
                    "never something between. When it is done, PeerDesk locks and asks for your "
                    "passphrase."
                )
            ),
            spacing=12,
        )

    def _build_buttons(self) -> None:
        self.leave_button = button(self.tr("&Cancel"), self.reject)
        self.back_button = button(self.tr("&Back"), self._go_back)
        self.next_button = button(self.tr("Ne&xt"), self.go_on, weight="primary")

    def _show(self, part: int) -> None:
        self._parts.setCurrentIndex(part)
        self.step.show_busy(busy=part == WORK)
        self.back_button.setVisible(part == SHEET)
        self.next_button.setVisible(part != WORK)
        self.next_button.setEnabled(True)
        self.leave_button.setEnabled(True)
        words = self.tr("Ne&xt") if part == FIRST else self.tr("Change the &inner key")
        self.next_button.setText(words)
        self.next_button.setAccessibleName(words.replace("&", ""))
        starts: dict[int, QWidget] = {
            FIRST: self.first,
            SHEET: self.print_button,
            WORK: self.leave_button,
        }
        starts[part].setFocus()

    def _go_back(self) -> None:
        self.banner.clear()
        self._show(FIRST)

    def _try_passphrases(self) -> None:
        """A slip is told now, and not after the words were printed."""
        self.next_button.setEnabled(False)
        vault, typed = self._vault, self.first.typed

        def work(_task: Task) -> None:
            require_passphrases(vault, typed)

        job = self._context.jobs.run(work).then(self._on_passphrases_right)
        self._task = job.otherwise(self._on_refused).task

    def _on_passphrases_right(self, _nothing: object) -> None:
        if self._was_stopped():
            self.reject()
        else:
            self._show_sheet()

    def _was_stopped(self) -> bool:
        """Whether the work that has just ended had been asked to stop; none is under way now."""
        task, self._task = self._task, None
        return task is not None and task.cancelled()

    def _show_sheet(self) -> None:
        left_out = ", ".join(self.first.left_out)
        self._left_out.setVisible(bool(left_out))
        self._left_out.setText(
            self.tr("To be added again afterwards, as no passphrase was typed: {names}.").format(
                names=left_out
            )
        )
        self._show(SHEET)

    def _begin(self) -> None:
        """What waits to be saved goes into the vault first, so that the copy has it."""
        self._context.wishes.keep_typed.emit()
        self._show(WORK)
        vault, target = self._vault, self.first.target

        def work(task: Task) -> BackupWithRecord:
            return export_to(vault, target, progress=task.progress, cancelled=task.cancelled)

        job = self._context.jobs.run(work).then(self._on_backed_up).reporting(self.step.tell)
        self._task = job.otherwise(self._on_not_backed_up).task

    def _on_backed_up(self, made: BackupWithRecord) -> None:
        try:
            self._context.desk.backups.remember(made.known)
        except PeerDeskError as error:
            self._on_failed(error)
            return
        if self._was_stopped():
            self._on_failed(UserError(VaultTrouble.STOPPED))
            return
        vault = self._vault
        wish = NewKeyWish(self.first.typed, self.words)

        def work(task: Task) -> ReadySet:
            return encrypt_anew(vault, wish, settle_new_key, Course(task.progress, task.cancelled))

        job = self._context.jobs.run(work).then(self._on_ready).reporting(self.step.tell)
        self._task = job.otherwise(self._on_failed).task

    def _on_ready(self, ready: ReadySet) -> None:
        try:
            if self._was_stopped():
                raise UserError(VaultTrouble.STOPPED)
            ready.require_current(self._vault)
        except PeerDeskError as error:
            ready.give_up()
            self._on_failed(error)
            return
        self.first.forget()
        self._context.wishes.replace.emit(Replacement(ready, LockTrigger.NEW_KEY, Occasion.NEW_KEY))

    def _on_refused(self, error: PeerDeskError) -> None:
        if self._was_stopped():
            self.reject()
            return
        self._show(FIRST)
        self.banner.explain(error)

    def _on_not_backed_up(self, error: PeerDeskError) -> None:
        self._task = None
        self._show(FIRST)
        self.banner.warn(words_on(Occasion.BACKUP, error))

    def _on_failed(self, error: PeerDeskError) -> None:
        self._task = None
        self._show(FIRST)
        self.banner.explain(error)

    def _print(self) -> None:
        print_logged_sheet(self._context, self.words.words, self)
