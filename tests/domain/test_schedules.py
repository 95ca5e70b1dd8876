"""When a group meets, and the dates that follow from it."""

import re
from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.desk.groups import next_dates
from peerdesk.domain.schedules import Schedule, Weekday

START = time(19, 0)
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
weekly = st.builds(
    Schedule,
    weekday=st.sampled_from(Weekday),
    first_date=days,
    start=st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
    minutes=st.integers(5, 720),
    every_weeks=st.integers(1, 99),
)
monthly = st.builds(
    Schedule,
    weekday=st.sampled_from(Weekday),
    first_date=days,
    start=st.just(START),
    minutes=st.just(90),
    every_weeks=st.just(0),
    nth_of_month=st.sampled_from([1, 2, 3, 4, -1]),
)


@given(st.one_of(weekly, monthly))
def test_a_schedule_reads_back_from_its_rule(schedule: Schedule) -> None:
    read = Schedule.parse(
        schedule.recurrence, schedule.first_date, schedule.start, schedule.minutes
    )
    assert read == schedule


@pytest.mark.parametrize(
    "rule",
    [
        " ",
        "FREQ=DAILY",
        "FREQ=WEEKLY;INTERVAL=0;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=5FR",
        "FREQ=WEEKLY;INTERVAL=1;BYDAY=XX",
        "FREQ=WEEKLY;INTERVAL=1\u0663;BYDAY=MO",
        "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO\nX",
        "freq=weekly;interval=1;byday=mo",
    ],
)
def test_any_other_rule_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match=re.escape(rule)):
        Schedule.parse(rule, date(2026, 1, 1), START, 90)


@given(weekly, days)
def test_every_next_date_is_its_weekday_after_the_moment_and_a_whole_interval_apart(
    schedule: Schedule, day: date
) -> None:
    after = datetime.combine(day, time(12, 0))
    dates = next_dates(schedule, after, 3)
    assert len(dates) == 3
    assert all(each > after and each.weekday() == schedule.weekday for each in dates)
    assert all(each.date() >= schedule.first_date for each in dates)
    assert all(each.time() == schedule.start for each in dates)
    step = timedelta(weeks=schedule.every_weeks)
    assert [dates[1] - dates[0], dates[2] - dates[1]] == [step, step]


@given(monthly, days)
def test_the_nth_weekday_lies_in_its_part_of_each_month(schedule: Schedule, day: date) -> None:
    for each in next_dates(schedule, datetime.combine(day, START), 3):
        assert each.weekday() == schedule.weekday
        if schedule.nth_of_month == -1:
            assert (each + timedelta(weeks=1)).month != each.month
        else:
            assert (each.day - 1) // 7 + 1 == schedule.nth_of_month


def last_friday(first: date) -> Schedule:
    return Schedule(Weekday.FR, first, START, 90, every_weeks=0, nth_of_month=-1)


def test_the_last_friday_is_the_fifth_where_a_month_has_five() -> None:
    dates = next_dates(last_friday(date(2026, 1, 1)), datetime(2026, 1, 1), 3)
    assert [each.date() for each in dates] == [
        date(2026, 1, 30),  # the fifth
        date(2026, 2, 27),  # the fourth
        date(2026, 3, 27),
    ]


def test_a_meeting_keeps_its_hour_when_the_clocks_change() -> None:
    sundays = Schedule(Weekday.SU, date(2026, 3, 1), time(2, 30), 60)
    dates = next_dates(sundays, datetime(2026, 3, 22, 2, 30), 2)
    # Clocks go forward on 29 March 2026 in Europe; the wall clock still says half past two.
    assert dates == [datetime(2026, 3, 29, 2, 30), datetime(2026, 4, 5, 2, 30)]


def test_a_leap_day_is_a_date_like_any_other() -> None:
    tuesdays = Schedule(Weekday.TU, date(2028, 2, 29), START, 90, every_weeks=52)
    assert next_dates(tuesdays, datetime(2028, 1, 1), 2) == [
        datetime(2028, 2, 29, 19),
        datetime(2029, 2, 27, 19),
    ]


def test_a_meeting_that_begins_at_this_moment_is_not_the_next_one() -> None:
    mondays = Schedule(Weekday.MO, date(2026, 11, 2), START, 90)
    assert next_dates(mondays, datetime(2026, 11, 23, 19), 1) == [datetime(2026, 11, 30, 19)]


def test_the_first_date_may_fall_on_another_weekday() -> None:
    mondays = Schedule(Weekday.MO, date(2026, 11, 4), START, 90)  # a Wednesday
    assert next_dates(mondays, datetime(2026, 11, 1), 1) == [datetime(2026, 11, 9, 19)]


@given(st.one_of(weekly, monthly), st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_counting_from_near_by_finds_the_same_meetings_as_from_the_first(
    schedule: Schedule, day: date
) -> None:
    first = datetime.combine(schedule.first_date, schedule.start)
    after = datetime.combine(day, time(12))
    whole = rrulestr(schedule.recurrence, dtstart=first).xafter(after, count=3)
    assert next_dates(schedule, after, 3) == list(whole)
    assert schedule.near(day) >= schedule.first_date
