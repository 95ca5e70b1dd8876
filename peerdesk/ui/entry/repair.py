"""A damaged vault: what can still be read beside the newest backup, and the choice between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from peerdesk.ui import repairing
from peerdesk.ui.clock import SystemClock
from peerdesk.ui.entry.window import Screen
from peerdesk.ui.messages import repair, step_in_words, words
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.widgets.backup_file import chosen_backup
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import Card, row
from peerdesk.ui.wording import when_in_words
from peerdesk.vault.findings import Finding, FindingKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from peerdesk.backup.reports import BackupReport
    from peerdesk.desk.desk import Desk
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.entry.services import EntryServices
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.repairing import RepairOffer
    from peerdesk.vault.files import VaultFolder


class RepairScreen(Screen):
    """Looks first, changes nothing before somebody chooses, and keeps the damaged file."""

    opened = Signal(object)
    """Carries the Desk."""
    back = Signal(object)
    """Carries the VaultFolder whose prompt to show again."""

    def __init__(self, folder: VaultFolder, secret: str, services: EntryServices) -> None:
        super().__init__(
            self.tr("This vault is damaged"),
            self.tr(
                "Your passphrase is right, and nothing was changed. You choose what takes the "
                "vault's place. The damaged file is kept in set-aside, whatever you choose."
            ),
        )
        self._folder = folder
        self._secret = secret
        self._services = services
        self._task: Task | None = None
        self._is_leaving = False
        self._backup: Path | None = None
        self._card = Card(self.tr("What there is"))
        self._card.hide()
        self.column.addWidget(self._card)
        self._read = button(self.tr("Use what can be &read"), self._use_what_can_be_read)
        self._restore = button(self.tr("&Use the newest backup"), self._use_newest)
        self._other = button(self.tr("&Another backup file…"), self._choose_file)
        self._back = button(self.tr("Go bac&k"), self._go_back, weight="quiet")
        self.column.addWidget(row(self._read, self._restore, None))
        self.column.addWidget(row(self._back, None, self._other))
        for choice in (self._read, self._restore, self._other):
            choice.hide()

    def begin(self) -> None:
        self._back.setFocus()
        self._look()

    def _look(self) -> None:
        folder, secret = self._folder, self._secret

        def work(task: Task) -> RepairOffer:
            return repairing.look(folder, secret, task.progress, task.cancelled)

        self.banner.notice(self.tr("Looking at what can still be read…"))
        job = self._services.jobs.run(work).then(self._on_looked).otherwise(self._on_failed)
        self._task = job.reporting(self._on_stage).task

    def _on_stage(self, stage: str) -> None:
        self.banner.notice(step_in_words(stage))

    def _on_looked(self, offer: RepairOffer) -> None:
        self._task = None
        if self._is_leaving:
            self._leave()
            return
        self.banner.clear()
        backup = offer.backup
        self._backup = backup.summary.path if backup else None
        body = self._card.body
        if offer.salvage is not None:
            body.addWidget(plain(repair.damage_in_words(offer.salvage)))
        elif offer.unreadable is not None:
            body.addWidget(plain(words(offer.unreadable)))
        made = _made(backup) if backup else None
        body.addWidget(plain(repair.backup_in_words(made, offer.refused)))
        body.addWidget(self._table(repair.rows(offer.salvage, backup.counts if backup else None)))
        doubts = repair.doubts_in_words(offer.salvage) if offer.salvage else ""
        if doubts:
            body.addWidget(muted(doubts))
        self._card.show()
        self._read.setVisible(offer.salvage is not None)
        self._restore.setVisible(backup is not None)
        self._other.show()
        first = self._read if offer.salvage is not None else self._other
        first.setFocus()

    def _table(self, found: list[repair.RepairRow]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        heads = ("", self.tr("Can be read"), self.tr("Missing"), self.tr("In the backup"))
        for column, head in enumerate(heads):
            grid.addWidget(muted(head), 0, column)
        for line, each in enumerate(found, start=1):
            cells = (each.kind, each.readable, each.missing, each.in_backup)
            for column, cell in enumerate(cells):
                grid.addWidget(plain(_in_a_cell(cell)), line, column)
        name_control(holder, self.tr("What can be read, what is missing, what the backup has"))
        return holder

    def _use_what_can_be_read(self) -> None:
        folder, secret = self._folder, self._secret

        def put_in_place(_task: Task) -> str:
            return repairing.use_what_can_be_read(folder, secret).kept_as

        self._replace(put_in_place)

    def _use_newest(self) -> None:
        if self._backup is not None:
            self._use_backup(self._backup)

    def _choose_file(self) -> None:
        chosen = chosen_backup(self, self.tr("Choose a backup"), self._folder.backups)
        if chosen is not None:
            self._use_backup(chosen)

    def _use_backup(self, path: Path) -> None:
        folder, secret = self._folder, self._secret

        def put_in_place(task: Task) -> str:
            return repairing.use_backup(path, folder, secret, task.progress)

        self._replace(put_in_place)

    def _replace(self, put_in_place: Callable[[Task], str]) -> None:
        folder, secret, open_desk = self._folder, self._secret, self._services.open_desk
        self._busy(busy=True)
        self.banner.notice(self.tr("Putting it in the vault's place…"))

        def work(task: Task) -> Desk:
            kept_as = put_in_place(task)
            desk = open_desk(folder, secret, task.progress)
            desk.vault.findings += (Finding(FindingKind.REPAIRED, kept_as=kept_as),)
            return desk

        job = self._services.jobs.run(work).then(self._on_opened)
        job.otherwise(self._on_not_replaced).reporting(self._on_stage)

    def _on_opened(self, desk: Desk) -> None:
        self._secret = ""
        self.opened.emit(desk)

    def _on_not_replaced(self, error: PeerDeskError) -> None:
        self._busy(busy=False)
        self.banner.warn(words_on(Occasion.CHECKING_BACKUP, error))

    def _on_failed(self, error: PeerDeskError) -> None:
        self._task = None
        if self._is_leaving:
            self._leave()
        else:
            self.banner.explain(error)

    def _go_back(self) -> None:
        if self._task is None:
            self._leave()
            return
        # The look holds the vault's lock until it has ended.
        self._is_leaving = True
        self._task.cancel()
        self.banner.notice(self.tr("Stopping…"))

    def _leave(self) -> None:
        self._secret = ""
        self.back.emit(self._folder)

    def _busy(self, *, busy: bool) -> None:
        for control in (self._read, self._restore, self._other, self._back):
            control.setEnabled(not busy)


def _in_a_cell(value: str | int | None) -> str:
    if value is None:
        return "-"
    return value if isinstance(value, str) else f"{value:,}"


def _made(backup: BackupReport) -> str:
    made = backup.summary.created.astimezone().replace(tzinfo=None)
    return when_in_words(made, SystemClock().now())
