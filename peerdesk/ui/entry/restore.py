"""Restoring a backup from the entry window: the file and its passphrase, then a look inside."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from peerdesk.ui.entry.place import path_at
from peerdesk.ui.entry.window import Screen
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.widgets.backup_file import chosen_backup
from peerdesk.ui.widgets.backup_passphrase import WhichPassphrase
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import Form
from peerdesk.ui.widgets.layout import row
from peerdesk.ui.widgets.passphrase import PassphraseField
from peerdesk.vault.files import VaultFolder

if TYPE_CHECKING:
    from peerdesk.backup.reports import BackupSummary
    from peerdesk.domain.restoring import VaultContents
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.entry.services import EntryServices
    from peerdesk.ui.jobs import Task


@dataclass(frozen=True, slots=True)
class LookedInto:
    """A backup that was proven and opened, and what opened it."""

    path: Path
    secret: str = field(repr=False)
    summary: BackupSummary
    inside: VaultContents


class RestoreScreen(Screen):
    """Asks for the file and its passphrase; nothing is written yet."""

    looked = Signal(object)
    """Carries a `LookedInto`."""
    unlock_first = Signal(object, object)
    """Carries the VaultFolder to unlock, and the Path of the backup to compare with it."""
    back = Signal()

    def __init__(self, services: EntryServices, backup: Path | None = None) -> None:
        super().__init__(
            self.tr("Restore a backup"),
            self.tr(
                "The backup is checked, and you see what is in it before you decide. No file that "
                "exists is changed, the backup itself least of all."
            ),
        )
        self._services = services
        self._given: tuple[str, Path] | None = None
        form = Form()
        self._file = form.add(self.tr("&Backup file"), QLineEdit())
        # A file is dropped on the window; the line would take it for text.
        self._file.setAcceptDrops(False)
        self._choose_button = button(self.tr("Choose the file…"), self._choose_file)
        self._file.editingFinished.connect(self._ask_which)
        form.add_plain(row(self._choose_button, None))
        self._passphrase = PassphraseField()
        self._passphrase.entered.connect(self._look)
        form.add(self.tr("&Passphrase"), self._passphrase)
        self._which = form.add_plain(WhichPassphrase(self._passphrase, services.jobs))
        self.column.addWidget(form)
        self._back = button(self.tr("Go bac&k"), self.back.emit, weight="quiet")
        self._button = button(self.tr("&Look inside"), self._look, weight="primary")
        self.column.addWidget(row(self._back, None, self._button))
        self._unlock_first = button(
            self.tr("Unlock my vault first, and &compare…"), self._compare, weight="quiet"
        )
        self._unlock_first.setVisible(self._known_vault is not None)
        self.column.addWidget(row(self._unlock_first, None))
        if backup is not None:
            self.take_file(backup)

    def begin(self) -> None:
        (self._passphrase if self._file.text() else self._choose_button).setFocus()

    def take_file(self, backup: Path) -> None:
        """Use the file that was chosen, dropped, or named when PeerDesk was started."""
        # A name need not be text; what the line shows then leads to no file.
        self._file.setText(str(backup))
        self._given = (self._file.text(), backup)
        self._ask_which()
        self._passphrase.setFocus()

    @property
    def _backup(self) -> Path | None:
        typed = self._file.text()
        if self._given is not None and typed == self._given[0]:
            return self._given[1]
        return path_at(typed) if typed.strip() else None

    @property
    def _known_vault(self) -> VaultFolder | None:
        """The vault that was open last, where it is still there."""
        last = self._services.settings.current.vault
        folder = VaultFolder(Path(last)) if last else None
        return folder if folder is not None and folder.exists() else None

    def _choose_file(self) -> None:
        chosen = chosen_backup(self, self.tr("Choose a backup"))
        if chosen is not None:
            self.take_file(chosen)

    def _ask_which(self) -> None:
        """Say which passphrase the backup wants."""
        backup = self._backup
        if backup is not None:
            self._which.look_at(backup)

    def _compare(self) -> None:
        backup, folder = self._backup, self._known_vault
        if backup is None:
            self.banner.notice(self.tr("Choose the backup file first."))
        elif folder is not None:
            self._passphrase.take()
            self.unlock_first.emit(folder, backup)

    def _look(self) -> None:
        path = self._backup
        if path is None:
            self.banner.notice(self.tr("Choose the backup file first."))
            return
        secret = self._passphrase.take()
        if not secret.strip():
            self.banner.notice(self.tr("Type the passphrase of the backup, then press Enter."))
            self._passphrase.setFocus()
            return
        self._busy(busy=True)
        self.banner.notice(self.tr("Checking every page of the backup…"))

        def work(task: Task) -> LookedInto:
            from peerdesk.backup.opened import opened_database
            from peerdesk.desk.restoring import contents_of

            with opened_database(path, secret, progress=task.progress) as opened:
                inside = contents_of(opened.connection)
                return LookedInto(path, secret, opened.summary, inside)

        self._services.jobs.run(work).then(self.looked.emit).otherwise(self._on_failed)

    def _on_failed(self, error: PeerDeskError) -> None:
        self._busy(busy=False)
        self.banner.warn(words_on(Occasion.RESTORING, error))
        self._passphrase.setFocus()

    def _busy(self, *, busy: bool) -> None:
        controls = (self._file, self._passphrase, self._choose_button, self._unlock_first)
        for control in (*controls, self._back, self._button):
            control.setEnabled(not busy)
