"""Who can open the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from peerdesk.ui.pages.vault.keys.add_card import AddCard
from peerdesk.ui.pages.vault.keys.fit_card import FitCard
from peerdesk.ui.pages.vault.keys.inner_key_card import InnerKeyCard
from peerdesk.ui.pages.vault.keys.keys_card import KeysCard
from peerdesk.ui.pages.vault.keys.recovery_card import RecoveryCard
from peerdesk.ui.pages.vault.keys.ways_in import WaysInCard
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
        self.fit = FitCard(context, banner)
        self.ways_in = WaysInCard(context, banner)
        self._change = KeysCard(context, banner)
        self.add = AddCard(context, banner)
        self.recovery = RecoveryCard(context, banner)
        self.inner_key = InnerKeyCard(context)
        # Nobody knows the passphrase of a sample, and it is thrown away when it locks.
        if context.desk.vault.is_sample:
            self.inner_key.hide()
        self.stack(self.fit, self.ways_in, self._change, self.add, self.recovery, self.inner_key)

    def refresh(self) -> None:
        for part in (self.fit, self.ways_in, self._change, self.add, self.recovery):
            part.refresh()
