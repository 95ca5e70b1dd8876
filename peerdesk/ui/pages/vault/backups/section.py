"""Backups are made, listed and checked here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from peerdesk.ui.latest import Latest
from peerdesk.ui.media_watch import MediaWatch
from peerdesk.ui.pages.vault.backups.backup_card import BackupCard
from peerdesk.ui.pages.vault.backups.known_actions import KnownBackupActions
from peerdesk.ui.pages.vault.backups.known_backups_card import KnownBackupsCard
from peerdesk.ui.pages.vault.backups.restore_card import RestoreCard
from peerdesk.ui.pages.vault.backups.second_place_card import SecondPlaceCard
from peerdesk.ui.pages.vault.backups.survey import Survey, surveyed
from peerdesk.ui.pages.vault.section import VaultSection

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner

NOW = "now"
"""What another page wishes for a backup at once: `Wishes.go("vault", "backups:now")`."""


RESTORE = "restore:"
"""Before a path, what another page wishes for a look into that backup: `backups:restore:<path>`."""


class BackupsSection(VaultSection):
    """How the vault stands, where backups go, and which there are."""

    name: ClassVar[str] = "backups"
    title: ClassVar[str] = "Backups"

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__(context, banner)
        self.card = BackupCard(context, banner)
        self.second_place = SecondPlaceCard(context, banner)
        self.restore_card = RestoreCard(context, banner)
        self._actions = KnownBackupActions(self.restore_card)
        self.known = KnownBackupsCard(context.desk, self._actions.buttons)
        self.known.chosen.connect(self._actions.stand_on)
        self._survey: Latest[Survey] = Latest(context.jobs)
        media = MediaWatch(self)
        media.changed.connect(self._on_media)
        self.stack(self.card, self.second_place, self.known, self.restore_card)

    def refresh(self) -> None:
        self.card.refresh()
        self.second_place.refresh()
        self.known.refresh()
        self._actions.stand_on(self.known.backup)
        self.restore_card.refresh()
        if self.isVisible():
            self._look_at_the_files()

    def open(self, wish: str) -> None:
        if wish == NOW:
            self.card.back_up_now()
        elif wish.startswith(RESTORE):
            self.restore_card.restore(Path(wish.removeprefix(RESTORE)))

    def begin_new(self) -> None:
        self.card.back_up_now()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_at_the_files()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._survey.drop()

    def _look_at_the_files(self) -> None:
        self._survey.run(surveyed(self.context.desk), self._on_surveyed, self._on_failed)

    def _on_surveyed(self, survey: Survey) -> None:
        if self.context.desk.vault.is_closed:
            return
        self.second_place.refresh(survey)
        self.known.refresh(survey)

    def _on_failed(self, error: PeerDeskError) -> None:
        if not self.context.desk.vault.is_closed:
            self.banner.explain(error)

    def _on_media(self) -> None:
        if self.isVisible() and not self.context.desk.vault.is_closed:
            self.refresh()
