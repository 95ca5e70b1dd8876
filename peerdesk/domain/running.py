"""A session while it runs: which part, which round, whose turn. It goes with the session."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from random import Random

from peerdesk.domain.records import Record
from peerdesk.domain.sessions import AgendaKind, PlannedItem
from peerdesk.domain.timers import Timeline, Timer

USUAL_TURN = 120
"""Seconds for each person of a round, until somebody says otherwise."""
USUAL_BREAK = 10
SHORTEST_REST = 5
"""Minutes that a part must have left for a break to divide it in two."""
STEP_MINUTES = 5
"""By so much a part is made longer with one key."""
ROUND_KINDS = frozenset({AgendaKind.CHECK_IN, AgendaKind.TOPIC, AgendaKind.CHECK_OUT})
"""The parts in which people speak one after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Record):
    """Where a running session is. Moments are on its own timeline."""

    session_id: int
    boot: str
    zero_at: datetime
    seen_at: datetime
    """The last moment that is known to have passed."""
    item_id: int | None = None
    item_began_at: datetime | None = None
    """None where nobody has said which part it is: then the clock says it."""
    part: int = 0
    rule: int = -1
    """What of the script is being read; -1 is the part's own words, before its rules."""
    turn_seconds: int = 0
    """For each person of the round; 0 where there was none yet."""
    turn_began_at: datetime | None = None
    turn_held_at: datetime | None = None
    initials: bool = True
    """Whether it is shown whose turn it is."""

    @property
    def timeline(self) -> Timeline:
        """What its moments are on."""
        return Timeline(self.boot, self.zero_at)

    @property
    def turn(self) -> Timer | None:
        """The time of whoever speaks, or None while no round is going on."""
        if self.turn_began_at is None:
            return None
        return Timer(self.turn_began_at, self.turn_seconds, self.turn_held_at)

    def with_turn(self, turn: Timer | None) -> "Progress":
        """With another time for whoever speaks; without one the round is over."""
        if turn is None:
            return replace(self, turn_began_at=None, turn_held_at=None)
        return replace(self, turn_began_at=turn.began_at, turn_held_at=turn.held_at)


class TurnState(StrEnum):
    """What became of a person's turn."""

    WAITING = "waiting"
    NOW = "now"
    DONE = "done"
    PASSED = "passed"
    """Anyone may pass; nobody has to say why, and may still come back to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn(Record):
    """One person of a round, or a guest without a name."""

    session_id: int
    member_id: int | None = None
    state: TurnState = TurnState.WAITING


class RoundOrder(StrEnum):
    """Who is asked after whom."""

    CIRCLE = "circle"
    SHUFFLED = "shuffled"


def in_order(people: Sequence[int | None], order: RoundOrder, chance: Random) -> list[int | None]:
    """The members of a round (None for a guest) as they are asked."""
    ordered = list(people)
    if order is RoundOrder.SHUFFLED:
        chance.shuffle(ordered)
    return ordered


def next_turn(turns: Sequence[Turn]) -> Turn | None:
    """Whose turn comes after the present one: the next who waits, from there around the circle."""
    at = next((n for n, turn in enumerate(turns) if turn.state is TurnState.NOW), -1)
    around = (*turns[at + 1 :], *turns[: max(0, at)])
    return next((turn for turn in around if turn.state is TurnState.WAITING), None)


def previous_turn(turns: Sequence[Turn]) -> Turn | None:
    """Who spoke or passed before the present turn, or last of all once the round is over."""
    at = next((n for n, turn in enumerate(turns) if turn.state is TurnState.NOW), len(turns))
    before = [turn for turn in turns[:at] if turn.state is not TurnState.WAITING]
    return before[-1] if before else None


def with_break(
    items: Sequence[PlannedItem], index: int, minutes_left: int
) -> tuple[tuple[PlannedItem, ...], int]:
    """The plan with a break now, and the place of the break in it.

    A break that is still to come is taken now. Where the present part has time left, it goes on
    after the break with that.
    """
    later = [
        n
        for n, item in enumerate(items)
        if n > index and item.kind is AgendaKind.BREAK and not item.skipped
    ]
    pause = items[later[0]] if later else PlannedItem(kind=AgendaKind.BREAK, minutes=USUAL_BREAK)
    rest = [item for n, item in enumerate(items) if n not in later[:1]]
    present = rest[index]
    if present.kind is AgendaKind.BREAK or minutes_left < SHORTEST_REST:
        return (*rest[: index + 1], pause, *rest[index + 1 :]), index + 1
    before = replace(present, minutes=max(0, present.minutes - minutes_left))
    after = PlannedItem(kind=present.kind, title=present.title, minutes=minutes_left)
    return (*rest[:index], before, pause, after, *rest[index + 1 :]), index + 1


class TonightRole(StrEnum):
    """Who does what in one session."""

    FACILITATOR = "facilitator"
    CO_FACILITATOR = "co_facilitator"
    TIMEKEEPER = "timekeeper"
    STEPS_OUT = "steps_out"
    """Goes along when somebody needs to step out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRole(Record):
    """One role of one session."""

    session_id: int
    role: TonightRole
    member_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedTopic(Record):
    """Something that came up and waits for another time."""

    session_id: int
    text: str
    taken_up_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem(Record):
    """One line of a group's list for setting up the room."""

    group_id: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsReady(Record):
    """That what a member needs in the room is ready for one session."""

    session_id: int
    member_id: int
    ready: bool = True
    """Always: what is not ready has no row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistTick(Record):
    """That one line of the list is ready for one session."""

    session_id: int
    text: str
