"""What is in a backup, and the new vault that is to be made of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from peerdesk.errors import PeerDeskError
from peerdesk.paths import default_vault_folder
from peerdesk.ui.entry.place import folder_at, free_folder, require_place
from peerdesk.ui.entry.window import Screen
from peerdesk.ui.messages import step_in_words
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.widgets.backup_contents import BackupContents
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import Form, plain
from peerdesk.ui.widgets.layout import row
from peerdesk.vault import keystore
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.keyfile import KeyFile

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.ui.entry.restore import LookedInto
    from peerdesk.ui.entry.services import EntryServices
    from peerdesk.ui.jobs import Task


class RestoreDecisionScreen(Screen):
    """A new vault is made only when somebody has seen what will be in it."""

    opened = Signal(object)
    """Carries the Desk of the new vault."""
    back = Signal(object)
    """Carries the Path of the backup, to be asked for again."""

    def __init__(self, services: EntryServices, looked: LookedInto) -> None:
        super().__init__(
            self.tr("What is in the backup"),
            self.tr("It is whole. Restoring makes a new vault of it; nothing else is changed."),
        )
        self._services = services
        self._looked = looked
        self.column.addWidget(BackupContents(looked.summary, looked.inside))
        twin = self._vault_of_the_same_id()
        if twin is not None:
            told = self.tr(
                "The vault in {place} is the one that this backup was made of. It stays as it is, "
                "so there are two of that name afterwards. To compare them, or to put the backup "
                "in its place, go back and choose “Unlock my vault first”."
            )
            self.column.addWidget(plain(told.format(place=twin.root)))
        form = Form()
        self._place = form.add(
            self.tr("&New folder for the vault"),
            QLineEdit(str(free_folder(default_vault_folder()))),
        )
        self.column.addWidget(form)
        self._back = button(self.tr("Go bac&k"), self._go_back, weight="quiet")
        self._button = button(
            self.tr("&Restore as a new vault"),
            self._restore,
            icon_name="history",
            weight="primary",
        )
        self.column.addWidget(row(self._back, None, self._button))

    def begin(self) -> None:
        self._button.setFocus()

    def _vault_of_the_same_id(self) -> VaultFolder | None:
        """The vault that was open last, if the backup is one of it."""
        last = self._services.settings.current.vault
        folder = VaultFolder(Path(last)) if last else None
        if folder is None or not folder.exists():
            return None
        try:
            stored = keystore.read(folder)
        except (PeerDeskError, OSError):
            # Its key file can't be read, so nothing is known of it and nothing is said.
            return None
        known = stored.current if isinstance(stored.current, KeyFile) else stored.copy
        same = isinstance(known, KeyFile) and known.vault_id == self._looked.inside.vault_id
        return folder if same else None

    def _go_back(self) -> None:
        self.back.emit(self._looked.path)

    def _restore(self) -> None:
        place = self._place.text().strip()
        if not place:
            self.banner.notice(self.tr("Name a new folder for the vault first."))
            return
        folder = folder_at(place)
        try:
            require_place(folder)
        except PeerDeskError as error:
            self.banner.warn(words_on(Occasion.NEW_VAULT, error))
            self._place.setFocus()
            return
        self._busy(busy=True)
        restore, open_desk = self._services.restore, self._services.open_desk
        path, secret = self._looked.path, self._looked.secret

        def work(task: Task) -> Desk:
            restore(path, folder, secret, progress=task.progress)
            return open_desk(folder, secret, task.progress)

        job = self._services.jobs.run(work).then(self.opened.emit)
        job.otherwise(self._on_failed).reporting(self._on_stage)

    def _on_stage(self, stage: str) -> None:
        self.banner.notice(step_in_words(stage))

    def _on_failed(self, error: PeerDeskError) -> None:
        self._busy(busy=False)
        self.banner.warn(words_on(Occasion.RESTORING, error))
        self._button.setFocus()

    def _busy(self, *, busy: bool) -> None:
        for control in (self._place, self._back, self._button):
            control.setEnabled(not busy)
