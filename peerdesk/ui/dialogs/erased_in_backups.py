"""Backups from before somebody was erased: a fresh one is made, then the ticked ones go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout

from peerdesk.backup.fresh import back_up_afresh
from peerdesk.backup.removal import Removal, is_within_reach, remove
from peerdesk.desk.erased_backups import last_erasure, may_hold_erased, set_aside_with_erased
from peerdesk.domain.backups import BackupOrigin
from peerdesk.errors import PeerDeskError
from peerdesk.ui.comparing import moment_in_words
from peerdesk.ui.latest import Latest
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.messages.set_aside import where_and_how_in_words
from peerdesk.ui.unlisted_backups import unlisted_within_reach
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import column, row, scrolling
from peerdesk.ui.widgets.step_line import StepLine
from peerdesk.ui.wording import counted

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from peerdesk.domain.backups import KnownBackup
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext

_BACKUP = Qt.ItemDataRole.UserRole


class ErasedInBackupsDialog(Dialog):
    """Nothing is removed before a newer backup was made and proven."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Backups from before an erasure"))
        self._context = context
        self._task: Task | None = None
        self._is_wanted = True
        self.banner = Banner()
        self._explanation = plain(
            self.tr(
                "These backups were made before something was erased, so they may still hold it. "
                "PeerDesk makes a fresh backup first, proves it, and then removes the ticked ones."
            )
        )
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        name_control(self.list, self.tr("Backups from before"))
        self._note = muted(
            self.tr(
                "What lies elsewhere has to be put in first, or destroyed by hand. If one is "
                "restored while this vault is open, PeerDesk erases the same again."
            )
        )
        self._aside = plain("")
        self._aside.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._step = StepLine()
        self.remove_button = button(
            self.tr("Back up &afresh, then remove"), self.remove, icon_name="trash-2"
        )
        self.close_button = button(self.tr("&Keep them"), self.reject, weight="primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        told = (self._explanation, self.banner, self.list, self._note, self._aside)
        layout.addWidget(scrolling(column(*told, spacing=12)))
        layout.addWidget(self._step)
        layout.addWidget(row(None, self.remove_button, self.close_button))
        self._fill()
        self._unlisted: Latest[list[KnownBackup]] = Latest(context.jobs)
        self._unlisted.run(unlisted_within_reach(context.desk), self._take_in, self.banner.explain)
        self._show_busy(busy=False)
        self.resize(640, 460)
        fit_on_screen(self)
        self.finished.connect(self._let_go)
        context.jobs.ending.connect(self._let_go)

    def remove(self) -> None:
        """Make and prove a fresh backup; what is ticked goes only after that."""
        chosen = self._ticked()
        if not chosen:
            self.banner.notice(self.tr("Nothing is ticked. Nothing was removed."))
            return
        vault, after = self._context.desk.vault, last_erasure(self._context.desk)

        def work(task: Task) -> KnownBackup:
            return back_up_afresh(
                vault,
                BackupOrigin.BY_HAND,
                after=after,
                progress=task.progress,
                cancelled=task.cancelled,
            )

        self._show_busy(busy=True)
        job = self._context.jobs.run(work).then(partial(self._remove_older, chosen))
        self._task = job.otherwise(self._on_failed).reporting(self._on_stage).task

    def _remove_older(self, chosen: list[KnownBackup], fresh: KnownBackup) -> None:
        desk = self._context.desk
        try:
            desk.backups.remember(fresh)
        except PeerDeskError as error:
            self._on_failed(error)
            return
        if not self._is_wanted:
            return
        vault_id = desk.vault.vault_id

        def work(_task: Task) -> Removal:
            return remove(vault_id, chosen)

        self._context.jobs.run(work).then(self._on_removed).otherwise(self._on_failed)

    def _on_removed(self, removal: Removal) -> None:
        try:
            self._context.desk.backups.forget(removal.removed)
        except PeerDeskError as error:
            self._on_failed(error)
            return
        if not self._is_wanted:
            return
        self._show_busy(busy=False)
        self._fill()
        self.close_button.setText(self.tr("&Close"))
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.setFocus()
        told = self.tr("A fresh backup was made and verified. Removed: {removed}.").format(
            removed=counted(len(removal.removed), self.tr("backup"), self.tr("backups"))
        )
        root = self._context.desk.vault.folder.root
        if any(not path.is_relative_to(root) for path in removal.removed):
            told += " " + self.tr(
                "The fresh one is on this computer only: make one for the stick as well."
            )
        if removal.stayed:
            told += " " + self.tr(
                "Left alone, because they are not surely backups of this vault or could not be "
                "removed: {stayed}. Look after them by hand."
            ).format(stayed=len(removal.stayed))
        self.banner.notice(told)

    def _take_in(self, found: list[KnownBackup]) -> None:
        """Show those as well that the vault never wrote down."""
        if not found:
            return
        try:
            self._context.desk.backups.take_in(found)
        except PeerDeskError as error:
            self.banner.explain(error)
        else:
            self._fill()

    def _fill(self) -> None:
        self.list.clear()
        for backup in may_hold_erased(self._context.desk):
            self.list.addItem(self._item(backup))
        is_any = self.list.count() > 0
        self._explanation.setVisible(is_any)
        for control in (self.list, self._note):
            control.setVisible(is_any)
        self.remove_button.setVisible(is_any)
        aside = set_aside_with_erased(self._context.desk)
        self._aside.setText(where_and_how_in_words(aside))
        self._aside.setVisible(bool(aside))

    def _item(self, backup: KnownBackup) -> QListWidgetItem:
        is_here = is_within_reach(backup)
        place = (
            self.tr("in {folder}").format(folder=backup.path.parent)
            if is_here
            else self.tr("not within reach now; it was in {folder}").format(
                folder=backup.path.parent
            )
        )
        item = QListWidgetItem(f"{moment_in_words(backup.made_at)}\n{place}")
        item.setData(_BACKUP, backup)
        if is_here:
            item.setCheckState(Qt.CheckState.Checked)
        else:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        return item

    def _ticked(self) -> list[KnownBackup]:
        items = (self.list.item(index) for index in range(self.list.count()))
        return [item.data(_BACKUP) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _on_failed(self, error: PeerDeskError) -> None:
        if self._is_wanted:
            self._show_busy(busy=False)
            self.banner.warn(words_on(Occasion.BACKUP, error))

    def _on_stage(self, stage: str) -> None:
        if self._is_wanted:
            self._step.tell(stage)

    def _show_busy(self, *, busy: bool) -> None:
        if busy:
            self.banner.clear()
        self._step.show_busy(busy=busy)
        for control in (self.list, self.remove_button):
            control.setEnabled(not busy)

    def _let_go(self) -> None:
        self._is_wanted = False
        self._unlisted.drop()
        if self._task is not None:
            self._task.cancel()
