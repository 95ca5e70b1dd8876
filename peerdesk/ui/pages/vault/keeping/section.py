"""How long records are kept in the whole vault, and the way to what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from peerdesk.ui.pages.vault.section import VaultSection
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.keeping_rules import KeepingRules
from peerdesk.ui.widgets.layout import Card, row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner


class KeepingSection(VaultSection):
    """The rules of the vault; a group's own are on its page."""

    name: ClassVar[str] = "keeping"
    title: ClassVar[str] = "Keeping"

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__(context, banner)
        self.rules = KeepingRules(context, banner)
        card = Card(self.tr("How long records are kept"))
        card.body.addWidget(
            plain(
                self.tr(
                    "After this time Today asks you to look. Nothing is ever erased by itself: "
                    "you decide whether to keep it and why, to look again sooner, or to erase it."
                )
            )
        )
        card.body.addWidget(
            muted(
                self.tr(
                    "There are no fixed periods in the law of the UK and the EU; some programmes "
                    "and insurers have their own. Check this with your organisation. A group can "
                    "have times of its own, on its page."
                )
            )
        )
        self.look = button(self.tr("Look through what is due…"), self._look)
        card.body.addWidget(row(self.look, None))
        card.body.addWidget(self.rules)
        self.stack(card)

    def _look(self) -> None:
        from peerdesk.ui.dialogs.look_through import LookThroughDialog  # noqa: PLC0415 - rare

        LookThroughDialog(self.context, self.window()).open()

    def making(self) -> Iterator[None]:
        return self.rules.making()

    def refresh(self) -> None:
        self.rules.show_rules()
