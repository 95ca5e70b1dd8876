"""Step 1: the plan, who comes and who does what, what is read, and the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.sessions import Session, SessionState
from peerdesk.ui.pages.sessions.agenda_card import AgendaCard
from peerdesk.ui.pages.sessions.checklist_card import ChecklistCard
from peerdesk.ui.pages.sessions.expected_card import ExpectedCard
from peerdesk.ui.pages.sessions.follow_ups import OpenFollowUps
from peerdesk.ui.pages.sessions.paper_card import PaperCard
from peerdesk.ui.pages.sessions.parking_pane import WaitingTopics
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.pages.sessions.reading_card import ReadingCard
from peerdesk.ui.pages.sessions.roles_card import RolesCard
from peerdesk.ui.pages.sessions.turn_to_card import TurnToCard
from peerdesk.ui.pages.sessions.when_card import WhenCard
from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.layout import Stack, column, scrolling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerdesk.ui.pages.sessions.page import SessionsPage

SIDE_BY_SIDE_FROM = 46
"""Widths of an m; below it the cards stand in one column."""


class PrepareStep(Part):
    """Everything worth a look before people arrive."""

    def __init__(self, page: SessionsPage, place: QWidget) -> None:
        super().__init__(page, place)
        self._left, self._right = Stack(), Stack()
        both = Adaptive(self._left, self._right, least=SIDE_BY_SIDE_FROM, spacing=12)
        content = column(both)
        content.setContentsMargins(0, 0, 8, 0)
        self._area = scrolling(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def _make_pieces(self) -> Iterator[None]:
        page, left, right = self.page, self._left, self._right
        self.agenda = left.add(AgendaCard(page))
        yield
        self.roles = left.add(RolesCard(page))
        yield
        self.checklist = left.add(ChecklistCard(page))
        yield
        self.when = left.add(WhenCard(page))
        yield
        self.expected = right.add(ExpectedCard(page))
        yield
        self.paper = right.add(PaperCard(page))
        yield
        self.reading = right.add(ReadingCard(page))
        yield
        self.waiting = right.add(WaitingTopics(page))
        yield
        self.follow_ups = right.add(OpenFollowUps(page))
        yield
        self.turn_to = right.add(TurnToCard(page))
        yield

    def show_session(self, session: Session, *, fresh: bool) -> None:
        may_change = session.state in {SessionState.PLANNED, SessionState.RUNNING}
        for part in self._cards():
            part.show_session(session, fresh=fresh)
        for part in (self.when, self.agenda, self.reading, self.roles, self.checklist):
            part.setEnabled(may_change)
        if fresh:
            self._area.verticalScrollBar().setValue(0)

    def save(self) -> None:
        self.when.save()
        self.agenda.save()
        self.checklist.save()

    def _cards(self) -> tuple[Part, ...]:
        return (
            self.when,
            self.agenda,
            self.expected,
            self.reading,
            self.waiting,
            self.follow_ups,
            self.paper,
            self.roles,
            self.checklist,
            self.turn_to,
        )
