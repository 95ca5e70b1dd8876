"""Who can open the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from peerdesk.ui.pages.vault.keys.keys_card import KeysCard
from peerdesk.ui.pages.vault.section import VaultSection

if TYPE_CHECKING:
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner


class KeysSection(VaultSection):
    """Who can open the vault."""

    name: ClassVar[str] = "keys"
    title: ClassVar[str] = "Keys"

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__(context, banner)
        self.stack(KeysCard(context, banner))
