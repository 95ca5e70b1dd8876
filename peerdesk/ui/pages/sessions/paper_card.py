"""What the session needs on paper, in one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from peerdesk.domain.handouts import HandoutKind
from peerdesk.ui.handing_out import HandoutRequest
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import Card

if TYPE_CHECKING:
    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage


class PaperCard(Part):
    """Two buttons: everything at once, or one handout."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        card = Card(self.tr("On paper"))
        card.body.addWidget(
            muted(
                self.tr(
                    "The session pack has what this meeting needs in one document: the plan, the "
                    "ground rules, sign-in, where to turn and feedback slips."
                )
            )
        )
        self.pack_button = button(self.tr("Session pack…"), self.open_pack, icon_name="printer")
        self.one_button = button(self.tr("One handout…"), page.open_handouts, tip="Ctrl+P")
        card.body.addWidget(Adaptive(self.pack_button, self.one_button, spacing=8))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def show_session(self, session: Session, *, fresh: bool) -> None:
        """It is the same for every session; which one is asked when a button is pressed."""

    def open_pack(self) -> None:
        """Show the pack of the session that is prepared."""
        self.page.open_handouts(
            HandoutRequest(kind=HandoutKind.PACK, session_id=self.page.session_id or None)
        )
