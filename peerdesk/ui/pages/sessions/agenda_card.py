"""The plan of a session: its parts in order, each with its minutes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from peerdesk.domain.sessions import fitted
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.widgets.agenda_editor import Agenda, AgendaEditor, AgendaWords
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.layout import Card, row

if TYPE_CHECKING:
    from peerdesk.domain.sessions import AgendaItem, Session
    from peerdesk.ui.pages.sessions.page import SessionsPage
    from peerdesk.ui.widgets.list_editor import Removal


class AgendaCard(Part):
    """The plan of the session that the page has open."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self.editor = AgendaEditor(page.autosave, self._keep, self._words())
        self.editor.failed.connect(page.banner.explain)
        self.editor.removed.connect(self._on_removed)
        card = Card(self.tr("Plan"))
        self.fit = button(self.tr("Make it fit"), self._fit)
        self.fit.setToolTip(self.tr("The longest part becomes longer or shorter"))
        card.body.addWidget(self.editor)
        card.body.addWidget(row(self.fit, None))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def show_session(self, session: Session, *, fresh: bool) -> None:
        items = self._kept(session.id)
        self.editor.show_items(items, session.minutes, fresh=fresh, begins=session.starts_at)
        self.fit.setVisible(fitted(items, session.minutes) != items)

    def save(self) -> None:
        self.editor.save()

    def _words(self) -> AgendaWords:
        return AgendaWords(
            parts=self.tr("Parts of the plan"),
            adds_up=self.tr("Adds up to the {length} minutes of the session."),
            leaves_open=self.tr("{planned} of {length} minutes; {over} are still open."),
            runs_over=self.tr("{planned} minutes: {over} more than the session has."),
        )

    def _kept(self, session_id: int) -> Agenda:
        return tuple(self.desk.sessions.agenda(session_id))

    def _keep(self, items: Agenda) -> Agenda:
        session_id = self.page.session_id
        self.desk.sessions.set_agenda(session_id, items)
        return self._kept(session_id)

    def _fit(self) -> None:
        """Let the minutes add up to the end of the session, with Undo."""
        session = self.page.session()
        before = self._kept(session.id)
        keep = partial(self.desk.sessions.set_agenda, session.id)
        if self.page.attempt(partial(keep, fitted(before, session.minutes))):
            self.page.offer_undo(self.tr("The plan fits the session."), partial(keep, before))

    def _on_removed(self, removal: Removal[AgendaItem]) -> None:
        self.page.offer_undo(removal.said, partial(self._put_back, self.page.session_id, removal))

    def _put_back(self, session_id: int, removal: Removal[AgendaItem]) -> None:
        if session_id == self.page.session_id:
            self.editor.put_back(removal)
        else:
            self.desk.sessions.set_agenda(session_id, removal.undone(self._kept(session_id)))
