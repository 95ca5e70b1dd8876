"""Restoring a backup as a new vault, from the entry window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit

from peerdesk.errors import PeerDeskError
from peerdesk.paths import default_vault_folder
from peerdesk.ui.entry.place import folder_at, free_folder, path_at, require_place
from peerdesk.ui.entry.window import Screen
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.widgets.backup_passphrase import WhichPassphrase
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import Form
from peerdesk.ui.widgets.layout import row
from peerdesk.ui.widgets.passphrase import PassphraseField

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.ui.entry.services import EntryServices
    from peerdesk.ui.jobs import Task


class RestoreScreen(Screen):
    """Asks for the file, its passphrase and a new folder; nothing is ever overwritten."""

    opened = Signal(object)
    back = Signal()

    def __init__(self, services: EntryServices) -> None:
        super().__init__(
            self.tr("Restore a backup"),
            self.tr(
                "The backup is checked first and becomes a new vault. No file that exists is "
                "changed, the backup itself least of all."
            ),
        )
        self._services = services
        form = Form()
        self._file = form.add(self.tr("&Backup file"), QLineEdit())
        self._choose_button = button(self.tr("Choose the file…"), self._choose_file)
        self._file.editingFinished.connect(self._look)
        form.add_plain(row(self._choose_button, None))
        self._place = form.add(
            self.tr("&New folder for the vault"),
            QLineEdit(str(free_folder(default_vault_folder()))),
        )
        self._passphrase = PassphraseField()
        self._passphrase.entered.connect(self._restore)
        form.add(self.tr("&Passphrase"), self._passphrase)
        self._which = form.add_plain(WhichPassphrase(self._passphrase, services.jobs))
        self.column.addWidget(form)
        self._back = button(self.tr("Go bac&k"), self.back.emit, weight="quiet")
        self._button = button(
            self.tr("&Check and restore"), self._restore, icon_name="history", weight="primary"
        )
        self.column.addWidget(row(self._back, None, self._button))

    def begin(self) -> None:
        self._choose_button.setFocus()

    def _choose_file(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a backup"),
            "",
            self.tr("PeerDesk backups (*.peerdesk-backup);;All files (*)"),
        )
        if chosen:
            self._file.setText(chosen)
            self._look()
            self._passphrase.setFocus()

    def _look(self) -> None:
        source = self._file.text().strip()
        if source:
            self._which.look_at(path_at(source))

    def _restore(self) -> None:
        source, place = self._file.text().strip(), self._place.text().strip()
        if not source or not place:
            self.banner.notice(self.tr("Choose the backup file and a new folder first."))
            return
        folder = folder_at(place)
        try:
            require_place(folder)
        except PeerDeskError as error:
            self.banner.warn(words_on(Occasion.NEW_VAULT, error))
            self._place.setFocus()
            return
        secret = self._passphrase.take()
        if not secret.strip():
            self.banner.notice(self.tr("Type the passphrase of the backup, then press Enter."))
            self._passphrase.setFocus()
            return
        self._busy(busy=True)
        self.banner.notice(self.tr("Checking every page of the backup…"))
        restore, open_desk = self._services.restore, self._services.open_desk

        def work(task: Task) -> Desk:
            restore(path_at(source), folder, secret, task.progress)
            return open_desk(folder, secret, task.progress)

        self._services.jobs.run(work).then(self.opened.emit).otherwise(self._on_failed)

    def _on_failed(self, error: PeerDeskError) -> None:
        self._busy(busy=False)
        self.banner.explain(error)
        self._passphrase.setFocus()

    def _busy(self, *, busy: bool) -> None:
        controls = (self._file, self._place, self._passphrase, self._choose_button)
        for control in (*controls, self._back, self._button):
            control.setEnabled(not busy)
