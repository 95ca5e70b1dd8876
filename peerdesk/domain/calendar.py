"""A month as a grid of days, and what a group has on each of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from peerdesk.domain.meeting_changes import MeetingChange
from peerdesk.domain.sessions import Session, SessionState

Week = tuple[date, ...]
DAYS_A_WEEK = 7
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""The days that a calendar goes to; no group met before, or plans further."""
_MONTHS_A_YEAR = 12


class Standing(StrEnum):
    """What a day has for a group."""

    PLANNED = "planned"
    NOT_NOTED = "not_noted"
    """Planned, over by now, and nobody said that it took place."""
    RUNNING = "running"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    NO_SESSION = "no_session"
    """The schedule has a meeting, for which no session was made yet."""
    LEFT_OUT = "left_out"
    """The schedule's meeting falls into a break, or is left out."""
    MOVED = "moved"
    """The schedule's meeting is held at another time."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One meeting of a month. `session_id` is 0 where there is no session."""

    starts_at: datetime
    group_id: int
    standing: Standing
    session_id: int = 0
    moved_to: datetime | None = None
    why: str = ""
    """Why there is no meeting, in the group's words."""


def weeks_of(day: date) -> tuple[Week, ...]:
    """The whole weeks, Monday first, that hold the month of `day`."""
    first = day.replace(day=1)
    monday = first - timedelta(days=first.weekday())
    weeks: list[Week] = []
    while not weeks or monday.month == day.month:
        weeks.append(tuple(monday + timedelta(days=n) for n in range(DAYS_A_WEEK)))
        monday += timedelta(days=DAYS_A_WEEK)
    return tuple(weeks)


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or earlier; the last one where that month is shorter."""
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    first = date(year, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def within_calendar(day: date) -> date:
    """`day`, or the nearest one that the calendar goes to."""
    return min(max(day, EARLIEST), LATEST)


def occasions_of_group(
    group_id: int,
    sessions: Iterable[Session],
    regular: Iterable[datetime],
    changes: Sequence[MeetingChange],
    now: datetime,
) -> list[Occasion]:
    """What one group has, from its `sessions` and the `regular` meetings of its schedule.

    `changes` depart from the schedule; a moved meeting is held at its new time even where that
    is all that falls into the month. A day with a session has no other meeting of the schedule.
    """
    held = list(sessions)
    taken = {session.starts_at.date() for session in held}
    found = [_of_session(session, changes, now) for session in held]
    for moment in regular:
        reasons = [each for each in changes if each.concerns(moment.date())]
        if reasons:
            change = next((each for each in reasons if each.moved_to is not None), reasons[0])
            found += _departing(group_id, moment, change, taken)
        elif moment.date() not in taken:
            found.append(Occasion(moment, group_id, Standing.NO_SESSION))
    known = {each.starts_at for each in found if each.standing is Standing.NO_SESSION}
    found += [
        Occasion(moment, group_id, Standing.NO_SESSION)
        for moment in {each.moved_to for each in changes} - known
        if moment is not None and moment.date() not in taken
    ]
    return found


def _departing(
    group_id: int, moment: datetime, change: MeetingChange, taken: set[date]
) -> list[Occasion]:
    """What is said where the schedule would have had a meeting."""
    if change.moved_to is not None:
        return [Occasion(moment, group_id, Standing.MOVED, 0, change.moved_to, change.why)]
    if moment.date() in taken:
        return []  # the session, which was cancelled with it, says so
    return [Occasion(moment, group_id, Standing.LEFT_OUT, why=change.why)]


def _of_session(session: Session, changes: Sequence[MeetingChange], now: datetime) -> Occasion:
    standing = Standing(session.state.value)
    why = ""
    if session.state is SessionState.PLANNED and session.ends_at < now:
        standing = Standing.NOT_NOTED
    if session.state is SessionState.CANCELLED:
        why = next((each.why for each in changes if each.concerns(session.starts_at.date())), "")
    return Occasion(session.starts_at, session.group_id, standing, session.id, why=why)
