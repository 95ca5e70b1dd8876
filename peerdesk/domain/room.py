"""What the room display shows, as values that have no place for a person.

Nobody's name, initials, number or turn can be put into them. Words come from a script, or were
typed for everybody to read; times are seconds, counted by whoever keeps them, so that a display
never disagrees with the clock on the facilitator's screen.
"""

import math
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, and one thought under it, or nothing."""

    heading: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Several ground rules at once, each a line of its own, numbered from `first`."""

    heading: str
    lines: tuple[str, ...]
    first: int = 1


@dataclass(frozen=True, slots=True)
class Question:
    """One question to the room, alone on the wall."""

    words: str


@dataclass(frozen=True, slots=True)
class RoundTimer:
    """The time that each person has in a round; whose turn it is nobody reads here."""

    language: str
    """Of the words that PeerDesk adds, such as "Anyone may pass"."""
    seconds: int
    """What each person has, at least one."""
    left: int
    """What is left of it; 0 or less when the time is over."""
    held: bool = False
    """Whether the time stands still."""
    question: str = ""
    """What the round is about."""


@dataclass(frozen=True, slots=True)
class BreakTimer:
    """A break, and when it is over."""

    language: str
    seconds: int
    left: int
    ends: time | None = None
    """On the wall clock, where that is known."""


@dataclass(frozen=True, slots=True)
class Breathing:
    """A slow breath to follow, for as long as it is shown.

    Four seconds in and six out are six breaths a minute; a longer breath out than in is what
    calms. Nothing flashes: what is shown changes its size and nothing else.
    """

    language: str
    seconds_in: int = 4
    seconds_out: int = 6


RoomView = Passage | Sheet | Question | RoundTimer | BreakTimer | Breathing


@dataclass(frozen=True, slots=True)
class Breath:
    """One moment of a breath."""

    is_in: bool
    fullness: float
    """0 with all the breath out, 1 with all of it in."""


def breath_at(exercise: Breathing, seconds: float) -> Breath:
    """Where the breath is so many seconds after the exercise began."""
    whole = exercise.seconds_in + exercise.seconds_out
    within = seconds % whole
    if within < exercise.seconds_in:
        return Breath(is_in=True, fullness=_eased(within / exercise.seconds_in))
    out = (within - exercise.seconds_in) / exercise.seconds_out
    return Breath(is_in=False, fullness=1 - _eased(out))


def share_left(seconds: int, left: int) -> float:
    """How much of a time is left, from 1 down to 0."""
    return min(1.0, max(0.0, left / max(1, seconds)))


def minutes_and_seconds(left: int) -> str:
    """A time as a clock shows it: `1:05`; `0:00` when it is over."""
    minutes, seconds = divmod(max(0, left), 60)
    return f"{minutes}:{seconds:02}"


def _eased(share: float) -> float:
    """From 0 to 1 without a jerk at either end."""
    return (1 - math.cos(math.pi * share)) / 2
