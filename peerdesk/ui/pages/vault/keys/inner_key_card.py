"""The inner key that every way in leads to, changed where an old copy may be in the wrong hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.ui.dialogs.new_key import NewKeyDialog
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, row

if TYPE_CHECKING:
    from peerdesk.ui.pages.page import PageContext


class InnerKeyCard(Card):
    """One sentence on when it helps, and one button."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("")
        self._context = context
        self.body.addWidget(plain(self.tr("The vault's inner key"), style="sectionTitle"))
        self.body.addWidget(
            muted(
                self.tr(
                    "If somebody may have a copy of this vault together with a passphrase, a new "
                    "passphrase is not enough. A new inner key encrypts everything anew."
                )
            )
        )
        self.change = button(
            self.tr("Change the vault's inner &key…"), self._change, icon_name="key-round"
        )
        self.body.addWidget(row(self.change, None))

    def _change(self) -> None:
        NewKeyDialog(self._context, self).open()
