"""The round of a session: who is in it, whose turn it is, and every step of it. No Qt.

Whoever comes meanwhile joins at the end; whoever has left is not waited for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from random import SystemRandom
from typing import TYPE_CHECKING

from peerdesk.domain.names import letters_of
from peerdesk.domain.running import (
    USUAL_TURN,
    Progress,
    RoundOrder,
    Turn,
    TurnState,
    in_order,
    next_turn,
    previous_turn,
)
from peerdesk.domain.sessions import Presence, Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.timers import Timer
    from peerdesk.ui.pages.sessions.moments import Moments

TURN_TIMES = (30, 60, 90, 120, 150, 180, 240, 300, 420, 600)
"""Seconds for each person that can be chosen."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One place in the circle."""

    turn: Turn
    letters: str
    """The initials; empty for a guest."""


class Circle:
    """Reads the round of a session and moves it on."""

    def __init__(self, desk: Desk, moments: Moments) -> None:
        self._desk = desk
        self._moments = moments
        self._session: Session | None = None
        self.progress: Progress | None = None
        self.seats: tuple[Seat, ...] = ()
        self.people: tuple[int | None, ...] = ()
        """Who is in the room; None for each guest."""

    def load(self, session: Session) -> None:
        """Read who is here, and where the round is."""
        self._session = session
        self.progress = self._desk.running.progress(session.id)
        marks = self._desk.sessions.attendance(session.id)
        came = {each for each, mark in marks.items() if mark.came}
        here = {each for each in came if marks[each] is not Presence.LEFT_EARLY}
        names = {each: self._desk.members.get(each).chosen_name for each in came}
        ordered = sorted(here, key=lambda each: names[each].casefold())
        self.people = (*ordered, *(None for _ in range(session.guests)))
        turns = self._turns(session.id, here)
        letters = dict(zip(names, letters_of(tuple(names.values())), strict=True))
        self.seats = tuple(
            Seat(turn, letters.get(turn.member_id, "") if turn.member_id else "") for turn in turns
        )

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns in their order."""
        return tuple(seat.turn for seat in self.seats)

    @property
    def timer(self) -> Timer | None:
        """The time of whoever speaks; None while no round is going on."""
        return self.progress.turn if self.progress is not None else None

    @property
    def current(self) -> Seat | None:
        """Whose turn it is."""
        if self.timer is None:
            return None
        return next((each for each in self.seats if each.turn.state is TurnState.NOW), None)

    @property
    def has_begun(self) -> bool:
        """Whether there was a round of this session already, going on or over."""
        return any(turn.id for turn in self.turns)

    @property
    def passed(self) -> int:
        """How many passed, and may be offered their turn again."""
        return sum(1 for turn in self.turns if turn.state is TurnState.PASSED)

    @property
    def seconds(self) -> int:
        """For each person, as it was chosen in this session; 0 where it was not."""
        return self.progress.turn_seconds if self.progress is not None else 0

    @property
    def shows_initials(self) -> bool:
        """Whether it is shown whose turn it is."""
        return self.progress is None or self.progress.initials

    def proposed(self, minutes: int) -> int:
        """Seconds for each person so that all of them fit into `minutes`."""
        if not self.people or not minutes:
            return USUAL_TURN
        each = minutes * 60 // len(self.people)
        return max((time for time in TURN_TIMES if time <= each), default=TURN_TIMES[0])

    def begin(self, seconds: int, order: RoundOrder) -> None:
        """Begin a round of everybody who is here."""
        people = in_order(self.people, order, SystemRandom())
        self._desk.running.begin_round(replace(self._now(), turn_seconds=seconds), people)

    def go_on(self, *, passed: bool = False) -> None:
        """It is the next person's turn; after the last one the round is over."""
        state = TurnState.PASSED if passed else TurnState.DONE
        self._desk.running.pass_on(self._now(), next_turn(self.turns), state)

    def go_back(self) -> None:
        """It is the turn of whoever was before, again."""
        before = previous_turn(self.turns)
        if before is not None:
            self._desk.running.pass_on(self._now(), before, TurnState.WAITING)

    def go_to(self, place: int) -> None:
        """It is the turn of the person at a place of the circle."""
        turn = self.turns[place]
        if turn.state is not TurnState.NOW:
            self._desk.running.pass_on(self._now(), turn)

    def move(self, place: int, to: int) -> Callable[[], None]:
        """Give a person another place in the circle. Gives what takes it back."""
        before = list(self.turns)
        after = list(before)
        after.insert(to, after.pop(place))
        self._desk.running.arrange(self._now(), after)
        return partial(self._put_back, [turn.member_id for turn in before])

    def _put_back(self, members: list[int | None]) -> None:
        """Undo one move; whoever has joined since stays at the end."""
        left = list(self._desk.running.turns(self._now().session_id))
        ordered = [
            left.pop(at)
            for member_id in members
            if (at := next((n for n, each in enumerate(left) if each.member_id == member_id), -1))
            >= 0
        ]
        self._desk.running.arrange(self._now(), [*ordered, *left])

    def hold(self) -> None:
        """Let the time stand still, or go on."""
        timer, now = self.timer, self._now()
        if timer is not None:
            held = timer.going_on(now.seen_at) if timer.is_held else timer.held(now.seen_at)
            self._desk.running.keep(now.with_turn(held))

    def more(self) -> None:
        """Give whoever speaks their time once more from now on."""
        timer, now = self.timer, self._now()
        if timer is not None:
            self._desk.running.keep(now.with_turn(replace(timer, began_at=now.seen_at)))

    def end(self) -> None:
        """End the round, whoever is still to come."""
        self._desk.running.pass_on(self._now(), None)

    def offer_again(self) -> None:
        """Ask those who passed once more."""
        self._desk.running.offer_again(self._now())

    def show_initials(self, *, shown: bool) -> None:
        """Show whose turn it is, or nothing at all."""
        self._desk.running.keep(replace(self._now(), initials=shown))

    def _now(self) -> Progress:
        assert self._session is not None, "load a session first"  # noqa: S101 - a caller's mistake
        return self._moments.progress(self._session.id)

    def _turns(self, session_id: int, here: set[int]) -> list[Turn]:
        kept = [
            turn
            for turn in self._desk.running.turns(session_id)
            if turn.state is not TurnState.WAITING or turn.member_id in {None, *here}
        ]
        if not kept or self.timer is None:
            return kept
        known = {turn.member_id for turn in kept}
        late = (each for each in self.people if each is not None and each not in known)
        return [*kept, *(Turn(session_id=session_id, member_id=each) for each in late)]
