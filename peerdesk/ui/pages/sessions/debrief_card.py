"""The facilitator's own debrief, apart from every record about members."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.widgets.bound_form import BoundForm, paragraph
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import Card

if TYPE_CHECKING:
    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage
    from peerdesk.ui.widgets.bound_form import Values

LINES = 2


class DebriefCard(Part):
    """Three questions that nobody has to answer; kept as typed."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self.form = BoundForm(page.autosave, self._keep)
        for name, label in (
            ("how_was_i", self.tr("How was &I?")),
            ("went_well", self.tr("What went &well?")),
            ("to_supervision", self.tr("What do I take to s&upervision?")),
        ):
            self.form.bind(name, label, paragraph(LINES))
        card = Card(self.tr("My debrief"))
        card.body.addWidget(
            muted(self.tr("About you, not about anybody who came. It is kept apart from notes."))
        )
        card.body.addWidget(self.form)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def show_session(self, session: Session, *, fresh: bool) -> None:
        debrief = self.desk.debriefs.of_session(session.id)
        self.form.show_values(
            {
                "how_was_i": debrief.how_was_i,
                "went_well": debrief.went_well,
                "to_supervision": debrief.to_supervision,
            },
            fresh=fresh,
        )

    def save(self) -> None:
        self.form.save()

    def _keep(self, changes: Values) -> None:
        debrief = self.desk.debriefs.of_session(self.page.session_id)
        self.desk.debriefs.keep(replace(debrief, **changes))  # type: ignore[arg-type] # three texts
