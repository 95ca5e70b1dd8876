"""What departs from a schedule, and the sessions that follow it."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.desk.desk import Desk
from peerdesk.desk.groups import next_dates
from peerdesk.desk.meeting_changes import on_day
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.groups import Group
from peerdesk.domain.meeting_changes import MeetingChange
from peerdesk.domain.schedules import Schedule, Weekday
from peerdesk.domain.sessions import SessionState
from peerdesk.errors import UserError

START = time(19, 0)
FIRST = date(2026, 11, 24)
TUESDAYS = Schedule(Weekday.TU, FIRST, START, 90)
NOW = datetime(2026, 11, 22, 12, 0)


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(
        Group(
            name="Tuesday",
            recurrence=TUESDAYS.recurrence,
            first_date=FIRST,
            start_time=START,
        )
    )


def days(desk: Desk, group: Group, how_many: int = 3) -> list[str]:
    found = desk.groups.next_dates(group, NOW, how_many)
    return [moment.isoformat(" ", "minutes") for moment in found]


def test_a_break_leaves_out_every_meeting_in_it(desk: Desk, group: Group) -> None:
    desk.meeting_changes.add(
        MeetingChange(
            group_id=group.id,
            first_day=date(2026, 12, 1),
            last_day=date(2026, 12, 29),
            why="Winter break",
        )
    )

    assert days(desk, group) == ["2026-11-24 19:00", "2027-01-05 19:00", "2027-01-12 19:00"]


def test_a_meeting_is_moved_and_moved_again(desk: Desk, group: Group) -> None:
    first = date(2026, 12, 1)
    for moved_to in (datetime(2026, 12, 3, 18, 0), datetime(2026, 12, 10, 18, 30)):
        desk.meeting_changes.add(
            MeetingChange(group_id=group.id, first_day=first, last_day=first, moved_to=moved_to)
        )

    assert days(desk, group) == ["2026-11-24 19:00", "2026-12-08 19:00", "2026-12-10 18:30"]


def test_a_meeting_that_was_to_be_before_may_come_after(desk: Desk, group: Group) -> None:
    gone = date(2026, 11, 17)
    group = desk.groups.save(
        Group(
            name="Earlier",
            recurrence=TUESDAYS.recurrence,
            first_date=gone,
            start_time=START,
        )
    )
    desk.meeting_changes.add(
        MeetingChange(
            group_id=group.id,
            first_day=gone,
            last_day=gone,
            moved_to=datetime(2026, 11, 23, 9, 0),
        )
    )

    assert days(desk, group, 2) == ["2026-11-23 09:00", "2026-11-24 19:00"]


def test_a_planned_session_is_cancelled_with_its_day_and_comes_back_with_undo(
    desk: Desk, group: Group
) -> None:
    session = desk.sessions.plan(group.id, datetime.combine(FIRST, START))

    departure = desk.meeting_changes.add(on_day(group.id, FIRST, why="Holiday"))

    assert desk.sessions.get(session.id).state is SessionState.CANCELLED
    desk.meeting_changes.take_back(departure)
    assert desk.sessions.get(session.id).state is SessionState.PLANNED
    assert days(desk, group, 1) == ["2026-11-24 19:00"]


def test_a_planned_session_moves_with_its_day(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, datetime.combine(FIRST, START))
    moved_to = datetime(2026, 11, 26, 17, 0)

    departure = desk.meeting_changes.add(
        MeetingChange(group_id=group.id, first_day=FIRST, last_day=FIRST, moved_to=moved_to)
    )

    assert desk.sessions.get(session.id).starts_at == moved_to
    assert desk.sessions.next_unplanned(group, NOW) == datetime(2026, 12, 1, 19, 0)
    desk.meeting_changes.take_back(departure)
    assert desk.sessions.get(session.id).starts_at == datetime.combine(FIRST, START)


def test_a_session_that_runs_is_left_alone(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, datetime.combine(FIRST, START))
    desk.sessions.start(session.id)

    desk.meeting_changes.add(on_day(group.id, FIRST))

    assert desk.sessions.get(session.id).state is SessionState.RUNNING


def test_a_change_that_is_removed_comes_back_with_undo(desk: Desk, group: Group) -> None:
    kept = desk.meeting_changes.add(on_day(group.id, FIRST, why="Holiday")).change

    desk.meeting_changes.remove(kept)
    assert days(desk, group, 1) == ["2026-11-24 19:00"]
    desk.meeting_changes.bring_back(kept)

    (again,) = desk.meeting_changes.of_group(group.id)
    assert (again.uid, again.why) == (kept.uid, "Holiday")


def test_a_break_can_not_end_before_it_begins(desk: Desk, group: Group) -> None:
    with pytest.raises(UserError) as caught:
        desk.meeting_changes.add(
            MeetingChange(group_id=group.id, first_day=FIRST, last_day=FIRST - timedelta(days=1))
        )

    assert caught.value.code is DeskTrouble.BREAK_ENDS_BEFORE_IT_BEGINS
    assert desk.meeting_changes.of_group(group.id) == ()


days_of_years = st.dates(date(2016, 1, 1), date(2036, 12, 31))
schedules = st.one_of(
    st.builds(
        Schedule,
        weekday=st.sampled_from(Weekday),
        first_date=days_of_years,
        start=st.just(START),
        minutes=st.just(90),
        every_weeks=st.integers(1, 5),
    ),
    st.builds(
        Schedule,
        weekday=st.sampled_from(Weekday),
        first_date=days_of_years,
        start=st.just(START),
        minutes=st.just(90),
        every_weeks=st.just(0),
        nth_of_month=st.sampled_from([1, 2, 3, 4, -1]),
    ),
)


def counted_by_hand(schedule: Schedule) -> Iterator[date]:
    """Every meeting from the first date on, by looking at one day after the other."""
    day = schedule.first_date
    week_one = day - timedelta(days=day.weekday())
    while True:
        if day.weekday() == schedule.weekday:
            nth = (day.day - 1) // 7 + 1
            is_last = (day + timedelta(weeks=1)).month != day.month
            if schedule.nth_of_month:
                meets = is_last if schedule.nth_of_month == -1 else nth == schedule.nth_of_month
            else:
                meets = ((day - week_one).days // 7) % schedule.every_weeks == 0
            if meets:
                yield day
        day += timedelta(days=1)


@given(schedules, days_of_years, st.lists(st.tuples(days_of_years, st.integers(0, 40)), max_size=4))
def test_the_next_dates_are_those_that_counting_by_hand_gives(
    schedule: Schedule, day: date, breaks: list[tuple[date, int]]
) -> None:
    after = datetime.combine(day, time(12, 0))
    changes = [
        MeetingChange(group_id=1, first_day=first, last_day=first + timedelta(days=length))
        for first, length in breaks
    ]

    found = next_dates(schedule, after, 3, changes)

    expected = (
        datetime.combine(each, START)
        for each in counted_by_hand(schedule)
        if datetime.combine(each, START) > after
        and not any(change.first_day <= each <= change.last_day for change in changes)
    )
    assert found == list(islice(expected, 3))
