"""A month as whole weeks, and what a group has in it."""

from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.calendar import (
    EARLIEST,
    LATEST,
    Occasion,
    Standing,
    months_on,
    occasions_of_group,
    weeks_of,
    within_calendar,
)
from peerdesk.domain.meeting_changes import MeetingChange
from peerdesk.domain.sessions import Session, SessionState

GROUP = 7
NOW = datetime(2026, 11, 25, 12, 0)
TUESDAYS = [datetime(2026, 11, day, 19, 0) for day in (3, 10, 17, 24)] + [
    datetime(2026, 12, 1, 19, 0)
]
days = st.dates(EARLIEST, LATEST)


def session(moment: datetime, state: SessionState = SessionState.PLANNED) -> Session:
    return Session(id=moment.day, group_id=GROUP, starts_at=moment, state=state)


def standings(found: list[Occasion]) -> list[tuple[date, Standing]]:
    return sorted((each.starts_at.date(), each.standing) for each in found)


def left_out(first: date, last: date, why: str = "") -> MeetingChange:
    return MeetingChange(group_id=GROUP, first_day=first, last_day=last, why=why)


@given(days)
def test_a_month_is_whole_weeks_without_a_gap_and_none_too_many(day: date) -> None:
    weeks = weeks_of(day)
    flat = [each for week in weeks for each in week]
    assert all(week[0].weekday() == 0 and len(week) == 7 for week in weeks)
    assert all(later - each == timedelta(days=1) for each, later in pairwise(flat))
    assert all(any(each.month == day.month for each in week) for week in weeks)
    of_month = [each for each in flat if (each.year, each.month) == (day.year, day.month)]
    assert of_month[0].day == 1
    assert (of_month[-1] + timedelta(days=1)).day == 1
    assert day in of_month


@given(days, st.integers(-30, 30))
def test_so_many_months_on_is_the_same_day_or_the_last_one(day: date, months: int) -> None:
    there = months_on(day, months)
    passed = (there.year - day.year) * 12 + there.month - day.month
    assert passed == months
    assert there.day == day.day or (there + timedelta(days=1)).day == 1


def test_the_calendar_ends_before_dates_do() -> None:
    assert within_calendar(date.min) == EARLIEST
    assert weeks_of(EARLIEST)
    assert weeks_of(LATEST)[-1][-1] > LATEST


def test_a_session_stands_for_the_date_of_the_schedule_and_the_others_have_none() -> None:
    sessions = [
        session(TUESDAYS[0], SessionState.CLOSED),
        session(TUESDAYS[1] + timedelta(minutes=30)),
        session(TUESDAYS[4]),
    ]

    found = occasions_of_group(GROUP, sessions, TUESDAYS, (), NOW)

    assert standings(found) == [
        (date(2026, 11, 3), Standing.CLOSED),
        (date(2026, 11, 10), Standing.NOT_NOTED),
        (date(2026, 11, 17), Standing.NO_SESSION),
        (date(2026, 11, 24), Standing.NO_SESSION),
        (date(2026, 12, 1), Standing.PLANNED),
    ]


def test_a_break_says_why_on_the_days_that_would_have_had_a_meeting() -> None:
    changes = [left_out(date(2026, 11, 9), date(2026, 11, 18), "Autumn break")]
    cancelled = session(TUESDAYS[1], SessionState.CANCELLED)

    found = occasions_of_group(GROUP, [cancelled], TUESDAYS[:3], changes, NOW)

    assert standings(found) == [
        (date(2026, 11, 3), Standing.NO_SESSION),
        (date(2026, 11, 10), Standing.CANCELLED),
        (date(2026, 11, 17), Standing.LEFT_OUT),
    ]
    assert {each.why for each in found} == {"", "Autumn break"}


def test_a_moved_meeting_is_said_at_both_ends() -> None:
    thursday = datetime(2026, 12, 3, 18, 0)
    day = date(2026, 12, 1)
    change = MeetingChange(group_id=GROUP, first_day=day, last_day=day, moved_to=thursday)

    found = occasions_of_group(GROUP, [], TUESDAYS[4:], [change], NOW)

    assert standings(found) == [(day, Standing.MOVED), (thursday.date(), Standing.NO_SESSION)]
    assert {each.moved_to for each in found} == {thursday, None}


def test_a_planned_session_that_was_moved_is_not_announced_twice() -> None:
    thursday = datetime(2026, 12, 3, 18, 0)
    day = date(2026, 12, 1)
    change = MeetingChange(group_id=GROUP, first_day=day, last_day=day, moved_to=thursday)

    found = occasions_of_group(GROUP, [session(thursday)], TUESDAYS[4:], [change], NOW)

    assert standings(found) == [(day, Standing.MOVED), (thursday.date(), Standing.PLANNED)]


@given(st.sets(st.integers(0, 4)), st.sets(st.integers(0, 4)))
def test_every_meeting_of_the_schedule_is_said_once(with_session: set[int], out: set[int]) -> None:
    sessions = [session(TUESDAYS[place]) for place in with_session]
    changes = [left_out(TUESDAYS[place].date(), TUESDAYS[place].date()) for place in out]
    found = occasions_of_group(GROUP, sessions, TUESDAYS, changes, NOW)
    assert sorted(each.starts_at for each in found) == TUESDAYS
