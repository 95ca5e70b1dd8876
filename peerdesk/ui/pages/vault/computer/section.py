"""How PeerDesk behaves on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from peerdesk.ui.pages.vault.computer.settings_card import SettingsCard
from peerdesk.ui.pages.vault.section import VaultSection

if TYPE_CHECKING:
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner


class ComputerSection(VaultSection):
    """How PeerDesk behaves on this computer."""

    name: ClassVar[str] = "computer"
    title: ClassVar[str] = "This computer"

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__(context, banner)
        self.stack(SettingsCard(context))
