"""Whether the vault is whole, and lies well."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from peerdesk.ui.pages.vault.health.check_card import CheckCard
from peerdesk.ui.pages.vault.health.place_card import PlaceCard
from peerdesk.ui.pages.vault.section import VaultSection

if TYPE_CHECKING:
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner


class HealthSection(VaultSection):
    """Whether the vault is whole, and lies well."""

    name: ClassVar[str] = "health"
    title: ClassVar[str] = "Health"

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__(context, banner)
        self._place = PlaceCard(context)
        self.stack(CheckCard(context, banner), self._place)

    def refresh(self) -> None:
        self._place.refresh()
