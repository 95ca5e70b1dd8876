"""The first run: four ways to begin."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from peerdesk.errors import PeerDeskError
from peerdesk.ui.entry.window import Screen
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted
from peerdesk.vault.files import VaultFolder

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.ui.entry.services import EntryServices
    from peerdesk.ui.jobs import Task


class WelcomeScreen(Screen):
    """Create, open, restore, or look around with a sample."""

    create_wanted = Signal()
    open_folder = Signal(object)
    """Carries a VaultFolder that holds a vault."""
    restore_wanted = Signal()
    opened = Signal(object)
    """Carries the Desk of a sample vault."""

    def __init__(self, services: EntryServices) -> None:
        super().__init__(
            self.tr("What is said here stays here"),
            self.tr(
                "PeerDesk keeps rosters, ground rules and notes of peer-support groups in one "
                "encrypted vault on this computer. It never goes online."
            ),
        )
        self._services = services
        ways = (
            (
                self.tr("&Create a vault"),
                "plus",
                self.create_wanted.emit,
                self.tr("Three short steps: a name, a passphrase, a recovery sheet."),
            ),
            (
                self.tr("&Open a vault…"),
                "folder-open",
                self._choose_folder,
                self.tr("On this computer or on a stick."),
            ),
            (
                self.tr("&Restore a backup…"),
                "history",
                self.restore_wanted.emit,
                self.tr("From a file that ends in .peerdesk-backup."),
            ),
            (
                self.tr("&Look around with a sample vault"),
                "eye",
                self._look_around,
                self.tr("Made-up people and groups. It is thrown away when you lock or quit."),
            ),
        )
        self._buttons = []
        for index, (label, icon_name, clicked, explanation) in enumerate(ways):
            way = button(label, clicked, icon_name=icon_name, weight="" if index else "primary")
            way.setAccessibleDescription(explanation)
            way.setMinimumHeight(42)
            self._buttons.append(way)
            self.column.addWidget(way)
            self.column.addWidget(muted(explanation))

    def begin(self) -> None:
        self._buttons[0].setFocus()

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Open a vault folder"))
        if not chosen:
            return
        folder = VaultFolder(Path(chosen))
        try:
            folder.require_vault()
        except PeerDeskError as error:
            self.banner.explain(error)
        else:
            self.open_folder.emit(folder)

    def _look_around(self) -> None:
        from tempfile import mkdtemp

        from peerdesk.ui.locking import SAMPLE_PREFIX

        for way in self._buttons:
            way.setEnabled(False)
        self.banner.notice(self.tr("Making a sample vault with made-up people…"))
        sample_desk = self._services.sample_desk

        def work(_task: Task) -> Desk:
            return sample_desk(Path(mkdtemp(prefix=SAMPLE_PREFIX)) / "Sample vault")

        self._services.jobs.run(work).then(self.opened.emit).otherwise(self._on_failed)

    def _on_failed(self, error: PeerDeskError) -> None:
        for way in self._buttons:
            way.setEnabled(True)
        self.banner.explain(error)
