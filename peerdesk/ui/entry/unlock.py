"""The unlock prompt. It shows at once, so it imports nothing of the vault but its file names."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from peerdesk.ui.entry.window import Screen
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import Form, muted
from peerdesk.ui.widgets.layout import row
from peerdesk.ui.widgets.passphrase import PassphraseField

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.entry.services import EntryServices
    from peerdesk.ui.jobs import Task
    from peerdesk.vault.files import VaultFolder

_QUIET_STEPS = frozenset({"deriving", "reading-file"})
"""The `UnlockStep`s that every unlock has; the others are worth a word."""


WORDS_LOST = "PEERDESK_WORDS_LOST"
"""Set for the fresh process after a lock that could not save everything; never a word of it."""
LOST_TO_THE_DISK, LOST_WAITING = "disk", "waiting"
DAMAGED = frozenset({"database-damaged", "database-foreign", "database-plain"})
"""The `VaultTrouble`s in which the secret was right and the database is not what was saved."""


class UnlockScreen(Screen):
    """Asks for the passphrase of one vault; the twelve recovery words open it as well."""

    opened = Signal(object)
    """Carries the Desk."""
    elsewhere = Signal()
    """The person wants another vault."""
    forgotten = Signal(object)
    """Carries the VaultFolder that the recovery words are to open."""
    damaged = Signal(object, str)
    """Carries the VaultFolder, and the secret that opens its keys."""

    def __init__(self, folder: VaultFolder, services: EntryServices) -> None:
        super().__init__(self.tr("Welcome back"), self.tr("Your vault is locked."))
        self._folder = folder
        self._services = services
        self._passphrase = PassphraseField()
        self._passphrase.entered.connect(self._unlock)
        form = Form()
        form.add(self.tr("&Passphrase"), self._passphrase)
        self.column.addWidget(form)
        self._button = button(self.tr("&Unlock"), self._unlock, weight="primary")
        self._other = button(self.tr("&Another vault or a backup…"), self._leave, weight="quiet")
        self.column.addWidget(row(self._other, None, self._button))
        self._forgotten = button(
            self.tr("&Forgotten? Use the recovery words…"), self._forget, weight="quiet"
        )
        self.column.addWidget(row(self._forgotten, None))
        place = muted(self.tr("Vault: {place}").format(place=folder.root))
        place.setAccessibleName(self.tr("Where the vault is"))
        self.column.addWidget(place)

        lost = os.environ.pop(WORDS_LOST, "")
        if lost == LOST_WAITING:
            self.banner.warn(
                self.tr(
                    "PeerDesk locked while a long change of many records was under way, so what "
                    "was typed last could not be saved and is lost. Everything that was saved "
                    "before is whole. Look whether that change was made before you begin it again."
                )
            )
        elif lost:
            self.banner.warn(
                self.tr(
                    "When PeerDesk locked, the disk refused to save what was typed last, and that "
                    "is lost. Everything that was saved before is whole. Make some room on the "
                    "disk before you go on."
                )
            )

    def begin(self) -> None:
        self._passphrase.setFocus()

    def _leave(self) -> None:
        self._passphrase.take()
        self.elsewhere.emit()

    def _forget(self) -> None:
        self._passphrase.take()
        self.forgotten.emit(self._folder)

    def _unlock(self) -> None:
        secret = self._passphrase.take()
        if not secret.strip():
            self.banner.notice(self.tr("Type the passphrase, then press Enter."))
            self.begin()
            return
        self._busy(busy=True)
        folder, open_desk = self._folder, self._services.open_desk

        def work(task: Task) -> Desk:
            return open_desk(folder, secret, task.progress)

        job = self._services.jobs.run(work).then(self._on_opened)
        job.otherwise(partial(self._on_failed, secret)).reporting(self._on_stage)

    def _on_opened(self, desk: Desk) -> None:
        self.opened.emit(desk)

    def _on_failed(self, secret: str, error: PeerDeskError) -> None:
        self._busy(busy=False)
        if error.code in DAMAGED:
            self.damaged.emit(self._folder, secret)
            return
        self.banner.explain(error)
        self.begin()

    def _on_stage(self, stage: str) -> None:
        from peerdesk.ui.messages import step_in_words

        if stage not in _QUIET_STEPS:
            self.banner.notice(step_in_words(stage))

    def _busy(self, *, busy: bool) -> None:
        for control in (self._passphrase, self._button, self._other, self._forgotten):
            control.setEnabled(not busy)
        self._button.setText(self.tr("Opening…") if busy else self.tr("&Unlock"))
