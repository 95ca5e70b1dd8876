"""Step 3: a few words, what was promised, and the next date."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from peerdesk.domain.members import Member
from peerdesk.domain.sessions import Presence, Session
from peerdesk.ui.naming import called
from peerdesk.ui.pages.sessions.cards_step import CardsStep
from peerdesk.ui.pages.sessions.debrief_card import DebriefCard
from peerdesk.ui.pages.sessions.follow_ups import SessionFollowUps
from peerdesk.ui.pages.sessions.next_date import NextDate
from peerdesk.ui.pages.sessions.note_pane import NotePane
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.pages.sessions.safeguarding_card import SafeguardingCard
from peerdesk.ui.pages.sessions.summary import Summary
from peerdesk.ui.widgets.buttons import toggle
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import Card
from peerdesk.ui.widgets.rows import KeyedRows, OneLine, RecordRow

if TYPE_CHECKING:
    from collections.abc import Generator

    from PySide6.QtWidgets import QWidget

    from peerdesk.ui.pages.sessions.page import SessionsPage

Came = tuple[Member, Presence]


class CameRow(RecordRow[Came]):
    """Somebody who came, and whether they left early."""

    def __init__(self, card: StayedCard) -> None:
        super().__init__()
        self._card = card
        self._record: Came | None = None
        self._name = OneLine()
        self.left_early = toggle(self.tr("Left early"), self._toggle)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._name, 1)
        line.addWidget(self.left_early)

    def fill(self, record: Came) -> None:
        member, presence = record
        self._record = record
        self._name.setText(called(member))
        self.left_early.setChecked(presence is Presence.LEFT_EARLY)
        self.left_early.setAccessibleName(self.tr("{name} left early").format(name=called(member)))

    def _toggle(self) -> None:
        if self._record is not None:
            member, presence = self._record
            early = presence is Presence.LEFT_EARLY
            self._card.mark(member, Presence.PRESENT if early else Presence.LEFT_EARLY)
            self.fill(self._record)  # what was refused is not shown as if it were kept


class StayedCard(Part):
    """Who stayed to the end."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self.rows: KeyedRows[Came] = KeyedRows(self._make_row, spacing=4)
        self.state = muted("")
        card = Card(self.tr("Who stayed to the end"))
        card.body.addWidget(self.state)
        card.body.addWidget(self.rows)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def show_session(self, session: Session, *, fresh: bool) -> None:  # noqa: ARG002 - a Part's
        marks = self.desk.sessions.attendance(session.id)
        came = [
            (self.desk.members.get(member_id), presence)
            for member_id, presence in marks.items()
            if presence.came
        ]
        came.sort(key=_by_name)
        self.rows.show_records([(member.id, (member, presence)) for member, presence in came])
        if came:
            self.state.setText(self.tr("Everyone who came, unless you say that they left early."))
        else:
            self.state.setText(self.tr("Nobody is marked as present. Step 2 has the list."))

    def mark(self, member: Member, presence: Presence) -> None:
        """Note whether somebody stayed."""
        self.page.attempt(
            partial(self.desk.sessions.mark, self.page.session_id, member.id, presence)
        )

    def _make_row(self) -> CameRow:
        return CameRow(self)


def _by_name(came: Came) -> str:
    return came[0].chosen_name.casefold()


class CloseStep(CardsStep):
    """The note first, because it is freshest; once closed, the summary above it."""

    def __init__(self, page: SessionsPage, place: QWidget) -> None:
        super().__init__(page, place, shares=(3, 2))

    def _make_pieces(self) -> Generator[None]:
        page, left, right = self.page, self.left, self.right
        self.summary = left.add(Summary(page))
        yield
        self._note_card = left.add(Card(self.tr("Note")))
        self.note = NotePane(page)
        self._note_card.body.addWidget(self.note)
        yield
        self.follow_ups = left.add(SessionFollowUps(page))
        yield
        self.safeguarding = left.add(SafeguardingCard(page))
        yield
        self.stayed = right.add(StayedCard(page))
        yield
        self.next_date = right.add(NextDate(page))
        yield
        self.debrief = right.add(DebriefCard(page))
        yield

    def card_of(self, part: Part) -> QWidget:
        return self._note_card if part is self.note else part

    def begin(self) -> None:
        self.summary.back_up_and_lock.setFocus()

    def save(self) -> None:
        self.debrief.save()
        self.safeguarding.save()

    def finish(self) -> None:
        self.note.finish()
        self.follow_ups.finish()
        self.safeguarding.put_away()

    def let_go(self) -> None:
        self.note.let_go()

    def cards(self) -> tuple[Part, ...]:
        return (
            self.summary,
            self.note,
            self.stayed,
            self.follow_ups,
            self.next_date,
            self.debrief,
            self.safeguarding,
        )
