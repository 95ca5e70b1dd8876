"""What a vault knows of its backups, and which of them are kept as time goes on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Final, Generic, TypeVar

from peerdesk.domain.records import Record

ALL_OF_DAYS: Final = 2
"""Every backup of so many days is kept, today's included."""
DAYS, WEEKS, MONTHS = 12, 10, 9
"""Of so many days, weeks and months before, one each."""
REMIND_AFTER: Final = timedelta(days=7)
"""After this without a backup Today turns amber."""
DRILL_AFTER: Final = timedelta(days=90)
"""After this without a drill Today reminds of one."""

T = TypeVar("T")


class BackupPurpose(StrEnum):
    """Why a backup was made."""

    FILE = "file"
    """Somebody chose a file."""
    AUTOMATIC = "automatic"
    """After a day's first change, into the vault's own folder."""
    SECOND_PLACE = "second_place"
    """Into the place on a stick that was chosen once."""
    BEFORE_CHANGE = "before_change"
    """Before something that can't be undone, into the vault's own folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownBackup(Record):
    """A backup that this vault made, whether or not it is within reach now.

    `place` is the folder, `name` the file in it; `size` in bytes, all moments UTC. `sha256` of the
    file is empty where it is not known. The three counts are what the vault held then.
    """

    place: str
    name: str
    purpose: BackupPurpose
    made_at: datetime
    size: int
    sha256: str = ""
    generation: int = 0
    own_passphrase: bool = False
    groups: int = 0
    members: int = 0
    sessions: int = 0
    verified_at: datetime | None = None
    drilled_at: datetime | None = None
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlace(Record):
    """The second place, chosen once: its folder when it was chosen, and the mark that it bears."""

    folder: str
    mark: str = ""
    since: datetime


@dataclass(frozen=True, slots=True)
class Rotation(Generic[T]):
    """What stays and what goes, both the newest first."""

    keep: tuple[T, ...]
    remove: tuple[T, ...]


def rotated(backups: Iterable[T], moment_of: Callable[[T], datetime], now: datetime) -> Rotation[T]:
    """Which backups stay by the calendar of `now`'s own time zone.

    All of the last two days; before these the newest of each of 12 days, then of 10 weeks, then of
    9 months. Days, weeks and months are counted where there is a backup, not by the clock: a group
    may rest for a summer, and a clock that jumped must not make every backup old at once. A moment
    that is still to come stays and counts for nothing. A week belongs to the month of its Thursday,
    so that the newest of a month is always the newest of its last week, and of that week's last
    day: tidying up every day or once a year leaves the same.
    """
    newest_first = sorted(backups, key=moment_of, reverse=True)
    keep: list[T] = []
    remove: list[T] = []
    periods = _Periods()
    for backup in newest_first:
        moment = moment_of(backup)
        is_young = moment > now or (now.date() - _day_of(moment, now)).days < ALL_OF_DAYS
        stays = is_young or periods.begins_with(_day_of(moment, now))
        (keep if stays else remove).append(backup)
    return Rotation(tuple(keep), tuple(remove))


class _Periods:
    """Counts days, then weeks, then months, as backups are passed by from new to old."""

    def __init__(self) -> None:
        self._days = DAYS
        self._weeks = WEEKS
        self._months = MONTHS
        self._last: date | None = None

    def begins_with(self, day: date) -> bool:
        """Whether `day` is the newest of a period that is still to be kept."""
        former, self._last = self._last, day
        if former == day:
            return False
        if self._days:
            self._days -= 1
            return True
        if former is not None and _week_of(former) == _week_of(day):
            return False
        if self._weeks:
            self._weeks -= 1
            return True
        if former is not None and _month_of(former) == _month_of(day):
            return False
        if self._months:
            self._months -= 1
            return True
        return False


def _day_of(moment: datetime, now: datetime) -> date:
    try:
        return moment.astimezone(now.tzinfo or UTC).date()
    except OverflowError:
        # At the very ends of the calendar no other zone has that moment.
        return moment.date()


def _week_of(day: date) -> date:
    """The Thursday of a day's week (ISO 8601)."""
    ordinal = day.toordinal() - day.weekday() + 3
    return date.fromordinal(max(1, min(ordinal, date.max.toordinal())))


def _month_of(day: date) -> tuple[int, int]:
    """The year and the month that a day's week belongs to."""
    thursday = _week_of(day)
    return thursday.year, thursday.month
