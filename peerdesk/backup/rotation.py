"""Which backups of a place are kept as time goes on, and why. Nothing here touches a file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final, Generic, TypeVar

ALL_OF_DAYS: Final = 2
"""Every backup of so many days is kept, today's included."""
DAYS, WEEKS, MONTHS = 12, 10, 9
"""Of so many days, weeks and months before, one each."""

T = TypeVar("T")


class KeepReason(StrEnum):
    """Why a backup stays."""

    RECENT = "recent"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A backup that stays, and why."""

    backup: T
    reason: KeepReason


@dataclass(frozen=True, slots=True)
class Removal(Generic[T]):
    """A backup that goes, and the later one that stays in its place."""

    backup: T
    stand_in: T


@dataclass(frozen=True, slots=True)
class Rotation(Generic[T]):
    """What stays and what goes, both the newest first."""

    keep: tuple[Kept[T], ...]
    remove: tuple[Removal[T], ...]


def rotated(backups: Iterable[T], moment_of: Callable[[T], datetime], now: datetime) -> Rotation[T]:
    """Which backups stay by the calendar of `now`'s own time zone. The newest always does.

    All of the last two days; before these the newest of each of 12 days, then of 10 weeks, then of
    9 months. Days, weeks and months are counted where there is a backup, not by the clock: a group
    may rest for a summer, and a clock that jumped must not make every backup old at once. A moment
    that is still to come stays and counts for nothing. A week belongs to the month of its Thursday,
    so that the newest of a month is always the newest of its last week, and of that week's last
    day: tidying up every day or once a year leaves the same.
    """
    keep: list[Kept[T]] = []
    remove: list[Removal[T]] = []
    periods = _Periods()
    for backup in sorted(backups, key=moment_of, reverse=True):
        moment = moment_of(backup)
        is_recent = moment > now or (now.date() - _day_of(moment, now)).days < ALL_OF_DAYS
        reason = KeepReason.RECENT if is_recent else periods.begun_by(_day_of(moment, now))
        if reason is None:
            # The first that is not recent begins a day, so there is always one that stays before.
            remove.append(Removal(backup, keep[-1].backup))
        else:
            keep.append(Kept(backup, reason))
    return Rotation(tuple(keep), tuple(remove))


class _Periods:
    """Counts days, then weeks, then months, as backups are passed by from new to old."""

    def __init__(self) -> None:
        self._last: date | None = None
        self._left = {KeepReason.DAILY: DAYS, KeepReason.WEEKLY: WEEKS, KeepReason.MONTHLY: MONTHS}

    def begun_by(self, day: date) -> KeepReason | None:
        """The period whose newest `day` is and that is still to be kept."""
        former, self._last = self._last, day
        for reason, period_of in _PERIODS.items():
            if former is not None and period_of(former) == period_of(day):
                return None
            if self._left[reason]:
                self._left[reason] -= 1
                return reason
        return None


def _day_of(moment: datetime, now: datetime) -> date:
    try:
        return moment.astimezone(now.tzinfo or UTC).date()
    except OverflowError:
        # At the very ends of the calendar no other zone has that moment.
        return moment.date()


def _itself(day: date) -> date:
    return day


def _week_of(day: date) -> date:
    """The Thursday of a day's week (ISO 8601)."""
    ordinal = day.toordinal() - day.weekday() + 3
    return date.fromordinal(max(1, min(ordinal, date.max.toordinal())))


def _month_of(day: date) -> tuple[int, int]:
    """The year and the month that a day's week belongs to."""
    thursday = _week_of(day)
    return thursday.year, thursday.month


_PERIODS: Final[dict[KeepReason, Callable[[date], object]]] = {
    KeepReason.DAILY: _itself,
    KeepReason.WEEKLY: _week_of,
    KeepReason.MONTHLY: _month_of,
}
"""From the shortest to the longest; each is used up before the next one is begun."""
