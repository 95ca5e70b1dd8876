"""Day, time and length of a session."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.widgets.bound_form import BoundForm, Values, day_field, spin, time_field
from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.layout import Card

if TYPE_CHECKING:
    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage


class WhenCard(Part):
    """Three fields, saved as typed."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self._day_form = BoundForm(page.autosave, self._keep)
        self._time_form = BoundForm(page.autosave, self._keep)
        self._length_form = BoundForm(page.autosave, self._keep)
        self.day = self._day_form.bind("day", self.tr("Day"), day_field())
        self.time = self._time_form.bind("begins", self.tr("Begins at"), time_field())
        self.minutes = self._length_form.bind("minutes", self.tr("Minutes"), spin(5, 720))
        card = Card(self.tr("When"))
        times = Adaptive(self._time_form, self._length_form, spacing=12, least=12)
        fields: QWidget = Adaptive(self._day_form, times, spacing=12, least=30)
        card.body.addWidget(fields)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def show_session(self, session: Session, *, fresh: bool) -> None:
        starts = session.starts_at
        self._day_form.show_values({"day": starts.date()}, fresh=fresh)
        self._time_form.show_values({"begins": starts.time()}, fresh=fresh)
        self._length_form.show_values({"minutes": session.minutes}, fresh=fresh)

    def save(self) -> None:
        for form in (self._day_form, self._time_form, self._length_form):
            form.save()

    def _keep(self, changes: Values) -> None:
        session = self.page.session()
        day = changes.get("day", session.starts_at.date())
        begins = changes.get("begins", session.starts_at.time())
        minutes = changes.get("minutes", session.minutes)
        if (
            not isinstance(day, date)
            or not isinstance(begins, time)
            or not isinstance(minutes, int)
        ):
            raise TypeError(day, begins, minutes)
        self.desk.sessions.reschedule(session.id, datetime.combine(day, begins), minutes)
