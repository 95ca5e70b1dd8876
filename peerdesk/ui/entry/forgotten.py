"""A forgotten passphrase: the twelve words of the recovery sheet open the vault."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from peerdesk.ui.entry.unlock import DAMAGED
from peerdesk.ui.entry.window import Screen
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import row
from peerdesk.ui.widgets.recovery_grid import RecoveryGrid

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.entry.services import EntryServices
    from peerdesk.ui.jobs import Task
    from peerdesk.vault.files import VaultFolder


class ForgottenScreen(Screen):
    """A slip is told by its number before any key is tried."""

    opened = Signal(object, str)
    """Carries the Desk, and the words, which let a new passphrase in at once."""
    back = Signal(object)
    """Carries the VaultFolder whose prompt to show again."""
    damaged = Signal(object, str)
    """Carries the VaultFolder, and the words that open its keys."""

    def __init__(self, folder: VaultFolder, services: EntryServices) -> None:
        super().__init__(
            self.tr("Your recovery words"),
            self.tr(
                "Type the 12 words of your recovery sheet. A word is completed as soon as only one "
                "fits: press the space bar."
            ),
        )
        self._folder = folder
        self._services = services
        self.grid = RecoveryGrid()
        self.grid.entered.connect(self._open)
        self.column.addWidget(self.grid)
        self._back = button(self.tr("&Back"), self._go_back, weight="quiet")
        self._button = button(self.tr("&Open the vault"), self._open, weight="primary")
        self.column.addWidget(row(self._back, None, self._button))
        self.column.addWidget(
            muted(
                self.tr(
                    "No sheet either? Then nobody can open this vault, and that includes the "
                    "makers of PeerDesk. A backup opens with the passphrase or the sheet of its "
                    "day."
                )
            )
        )

    def begin(self) -> None:
        self.grid.setFocus()

    def _go_back(self) -> None:
        self.grid.clear()
        self.back.emit(self._folder)

    def _open(self) -> None:
        secret = self.grid.checked(self.banner)
        if secret is None:
            return
        self._busy(busy=True)
        folder, open_desk = self._folder, self._services.open_desk

        def work(task: Task) -> Desk:
            return open_desk(folder, secret, task.progress)

        job = self._services.jobs.run(work).then(partial(self._on_opened, secret))
        job.otherwise(partial(self._on_failed, secret))

    def _on_opened(self, words: str, desk: Desk) -> None:
        self.grid.clear()
        self.opened.emit(desk, words)

    def _on_failed(self, secret: str, error: PeerDeskError) -> None:
        self._busy(busy=False)
        if error.code in DAMAGED:
            self.grid.clear()
            self.damaged.emit(self._folder, secret)
            return
        self.banner.explain(error)
        self.begin()

    def _busy(self, *, busy: bool) -> None:
        for control in (self.grid, self._back, self._button):
            control.setEnabled(not busy)
        self._button.setText(self.tr("Opening…") if busy else self.tr("&Open the vault"))
