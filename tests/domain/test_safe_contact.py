"""When to ask again whether a way to reach somebody is still safe."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.contacts import Channel, Permission, SafeContact, confirmed_too_long_ago

TODAY = date(2026, 11, 22)


def way(confirmed_on: date | None, allowed: Permission = Permission.YES) -> SafeContact:
    return SafeContact(
        member_id=1, channel=Channel.PHONE, allowed=allowed, confirmed_on=confirmed_on
    )


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 11, 22), date(2026, 5, 22)),
        (date(2026, 8, 31), date(2026, 2, 28)),
        (date(2024, 8, 31), date(2024, 2, 29)),
        (date(2026, 3, 1), date(2025, 9, 1)),
    ],
)
def test_half_a_year_is_six_months_and_never_an_impossible_day(today: date, day: date) -> None:
    assert confirmed_too_long_ago(today) == day


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_half_a_year_is_about_the_same_whenever_it_begins(today: date) -> None:
    assert timedelta(181) <= today - confirmed_too_long_ago(today) <= timedelta(187)


def test_a_way_is_asked_about_again_after_half_a_year_and_not_before() -> None:
    assert not way(date(2026, 5, 23)).asks_again(TODAY)
    assert way(date(2026, 5, 22)).asks_again(TODAY)


def test_a_way_that_nobody_confirmed_is_asked_about_at_once() -> None:
    assert way(None, Permission.UNASKED).asks_again(TODAY)


def test_a_way_that_must_not_be_used_is_never_asked_about() -> None:
    assert not way(None, Permission.NO).asks_again(TODAY)
