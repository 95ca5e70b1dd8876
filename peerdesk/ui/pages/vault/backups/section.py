"""Backups are made and checked here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from peerdesk.ui.pages.vault.backups.backup_card import BackupCard
from peerdesk.ui.pages.vault.backups.restore_card import RestoreCard
from peerdesk.ui.pages.vault.section import VaultSection

if TYPE_CHECKING:
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner


RESTORE = "restore:"
"""Before a path, what another page wishes for a look into that backup: `backups:restore:<path>`."""


class BackupsSection(VaultSection):
    """Backups are made and checked here."""

    name: ClassVar[str] = "backups"
    title: ClassVar[str] = "Backups"

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__(context, banner)
        self.card = BackupCard(context, banner)
        self.restore_card = RestoreCard(context, banner)
        self.stack(self.card, self.restore_card)

    def refresh(self) -> None:
        self.card.refresh()
        self.restore_card.refresh()

    def open(self, wish: str) -> None:
        if wish.startswith(RESTORE):
            self.restore_card.restore(Path(wish.removeprefix(RESTORE)))

    def begin_new(self) -> None:
        self.card.export()
