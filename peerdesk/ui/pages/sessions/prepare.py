"""Step 1: the plan, who comes and who does what, what is read, and the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.domain.sessions import Session, SessionState
from peerdesk.ui.pages.sessions.agenda_card import AgendaCard
from peerdesk.ui.pages.sessions.cards_step import CardsStep
from peerdesk.ui.pages.sessions.checklist_card import ChecklistCard
from peerdesk.ui.pages.sessions.expected_card import ExpectedCard
from peerdesk.ui.pages.sessions.follow_ups import OpenFollowUps
from peerdesk.ui.pages.sessions.paper_card import PaperCard
from peerdesk.ui.pages.sessions.parking_pane import WaitingTopics
from peerdesk.ui.pages.sessions.reading_card import ReadingCard
from peerdesk.ui.pages.sessions.roles_card import RolesCard
from peerdesk.ui.pages.sessions.turn_to_card import TurnToCard
from peerdesk.ui.pages.sessions.when_card import WhenCard

if TYPE_CHECKING:
    from collections.abc import Generator

    from peerdesk.ui.pages.sessions.part import Part


class PrepareStep(CardsStep):
    """Everything worth a look before people arrive."""

    def _make_pieces(self) -> Generator[None]:
        page, left, right = self.page, self.left, self.right
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

    def show_card(self, part: Part, session: Session, *, fresh: bool) -> None:
        super().show_card(part, session, fresh=fresh)
        if part in {self.when, self.agenda, self.reading, self.roles, self.checklist}:
            part.setEnabled(session.state in {SessionState.PLANNED, SessionState.RUNNING})

    def save(self) -> None:
        self.when.save()
        self.agenda.save()
        self.checklist.save()

    def cards(self) -> tuple[Part, ...]:
        return (
            self.agenda,
            self.expected,
            self.roles,
            self.paper,
            self.reading,
            self.checklist,
            self.waiting,
            self.follow_ups,
            self.when,
            self.turn_to,
        )
