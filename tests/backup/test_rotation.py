"""Which backups stay: all of two days, then 12 days, 10 weeks, 9 months."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.backup.rotation import (
    DAYS,
    MONTHS,
    WEEKS,
    KeepReason,
    Rotation,
    rotated,
)

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
"""A Wednesday."""
moments = st.datetimes(
    min_value=datetime(2024, 1, 1), max_value=datetime(2026, 12, 31), timezones=st.just(UTC)
)
histories = st.lists(moments, max_size=120, unique=True)


def rotation(history: list[datetime], now: datetime = NOON) -> Rotation[datetime]:
    return rotated(history, lambda moment: moment, now)


def kept(history: list[datetime], now: datetime = NOON) -> list[datetime]:
    return [each.backup for each in rotation(history, now).keep]


def reasons(history: list[datetime]) -> list[KeepReason]:
    return [each.reason for each in rotation(history).keep]


def daily(days: int) -> list[datetime]:
    return [NOON - timedelta(days=day) for day in range(days)]


def test_three_years_of_days_become_two_twelve_ten_and_nine() -> None:
    found = reasons(daily(3 * 365))
    assert [found.count(reason) for reason in KeepReason] == [2, DAYS, WEEKS, MONTHS]


def test_everything_of_today_and_yesterday_stays() -> None:
    history = [NOON - timedelta(hours=hours) for hours in range(36)]
    assert kept(history) == history


def test_of_an_earlier_day_the_newest_stays() -> None:
    day = datetime(2026, 11, 20, 0, 0, tzinfo=UTC)
    history = [day + timedelta(hours=hour) for hour in range(24)]
    found = rotation(history)
    assert [each.backup for each in found.keep] == [history[-1]]
    assert {each.stand_in for each in found.remove} == {history[-1]}


def test_days_are_those_of_the_local_calendar() -> None:
    # 23:30 and 00:30 in UTC are one day in Auckland, two in London.
    history = [
        datetime(2026, 11, 20, 23, 30, tzinfo=UTC),
        datetime(2026, 11, 21, 0, 30, tzinfo=UTC),
    ]
    assert len(kept(history, NOON)) == 2
    assert len(kept(history, NOON.astimezone(timezone(timedelta(hours=13))))) == 1


def test_a_summer_without_a_group_costs_no_backup() -> None:
    history = [moment - timedelta(days=300) for moment in daily(DAYS)]
    assert kept(history) == history


def test_a_backup_from_the_future_stays_and_takes_nobodys_place() -> None:
    tomorrow = [NOON + timedelta(days=day) for day in range(1, 60)]
    history = daily(2 + DAYS)
    assert kept([*tomorrow, *history]) == [*reversed(tomorrow), *history]


@given(histories)
def test_the_newest_always_stays(history: list[datetime]) -> None:
    if history:
        assert kept(history)[0] == max(history)


@given(histories)
def test_each_is_kept_or_removed_and_a_later_one_stands_in(history: list[datetime]) -> None:
    found = rotation(history)
    staying = [each.backup for each in found.keep]
    assert sorted([*staying, *(each.backup for each in found.remove)]) == sorted(history)
    assert all(each.stand_in in staying for each in found.remove)
    assert all(each.stand_in > each.backup for each in found.remove)


@given(histories)
def test_no_more_stay_than_was_said(history: list[datetime]) -> None:
    found = reasons(history)
    assert found.count(KeepReason.DAILY) <= DAYS
    assert found.count(KeepReason.WEEKLY) <= WEEKS
    assert found.count(KeepReason.MONTHLY) <= MONTHS


@given(histories)
def test_tidying_up_twice_changes_nothing(history: list[datetime]) -> None:
    once = kept(history)
    assert kept(once) == once


@given(st.sets(st.integers(0, 900), max_size=200))
def test_tidying_up_every_day_leaves_what_tidying_up_once_does(days: set[int]) -> None:
    left: list[datetime] = []
    made = [NOON - timedelta(days=day) for day in sorted(days, reverse=True)]
    for moment in made:
        left = kept([*left, moment], now=moment)
    assert kept(left) == kept(made)


@given(histories, st.integers(0, 400))
def test_a_clock_that_jumps_ahead_leaves_one_of_every_day_of_the_last_twelve(
    history: list[datetime], days: int
) -> None:
    newest_days = sorted({moment.date() for moment in history}, reverse=True)[:DAYS]
    found = {moment.date() for moment in kept(history, NOON + timedelta(days=days))}
    assert set(newest_days) <= found
