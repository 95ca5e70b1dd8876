"""Where a running session stands against its plan. No Qt, no record: moments and minutes.

What is said in the room is rounded to whole minutes.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

ON_TIME_WITHIN = 2
"""Minutes ahead or behind that nobody needs to hear about."""
LONG_OVER = 120
"""Minutes past its planned end after which a session is no longer timed: somebody is noting it
from paper, or forgot to close it."""


@dataclass(frozen=True, slots=True)
class Place:
    """The item of the plan that is current, and when it began."""

    index: int
    began: datetime


def local(moment: datetime) -> datetime:
    """A kept UTC moment on the local wall clock, without a zone."""
    return moment.replace(tzinfo=UTC).astimezone().replace(tzinfo=None)


def utc(moment: datetime) -> datetime:
    """A local wall-clock moment as it is kept."""
    return moment.astimezone(UTC)


def minutes_between(first: datetime, last: datetime) -> int:
    """Whole minutes that have passed; 0 where the clock was put back."""
    return max(0, int((last - first).total_seconds() // 60))


def is_timed(opened: datetime, minutes: int, now: datetime) -> bool:
    """Whether a session of `minutes` that was opened then is still going on by the clock."""
    return now - opened <= timedelta(minutes=minutes + LONG_OVER)


def place_by_clock(plan: tuple[int, ...], opened: datetime, now: datetime) -> Place:
    """The item that the plan has at `now`, for a session whose place was not followed.

    `plan` holds the minutes of each item, at least one.
    """
    began = opened
    for index, minutes in enumerate(plan[:-1]):
        if now < began + timedelta(minutes=minutes):
            return Place(index, began)
        began += timedelta(minutes=minutes)
    return Place(len(plan) - 1, began)


def left_of(plan: tuple[int, ...], place: Place, now: datetime) -> int:
    """Whole minutes that the current item has left; 0 where it took longer."""
    return max(0, plan[place.index] - minutes_between(place.began, now))


def expected_end(plan: tuple[int, ...], place: Place, now: datetime) -> datetime:
    """When the session ends if the items to come keep their minutes."""
    return now + timedelta(minutes=left_of(plan, place, now) + sum(plan[place.index + 1 :]))


def minutes_late(expected: datetime, planned: datetime) -> int:
    """How much later than planned a session ends; negative: minutes in hand."""
    return round((expected - planned).total_seconds() / 60)
