"""How long records live: months, decisions, and what a database may compare."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.retention import (
    ERASABLE,
    FACTS,
    MOST_MONTHS,
    WITH_A_PERSON,
    RetentionKind,
    RetentionRule,
    ReviewDate,
    RuleBook,
    due_on,
    last_day_due,
    months_after,
)

DAYS = st.dates(date(1950, 1, 1), date(2200, 12, 31))
MONTHS = st.integers(1, MOST_MONTHS)


def decided(on: date, look_again: date) -> ReviewDate:
    return ReviewDate(
        kind=RetentionKind.PERSON, member_id=1, decided_on=on, review_on=look_again, why="asked"
    )


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(
    day: date, months: int, after: date
) -> None:
    assert months_after(day, months) == after


@given(day=DAYS, today=DAYS, months=MONTHS)
def test_comparing_with_the_last_day_due_is_the_same_as_counting_months(
    day: date, today: date, months: int
) -> None:
    assert (months_after(day, months) <= today) is (day <= last_day_due(today, months))


@given(today=DAYS, months=MONTHS)
def test_the_last_day_due_is_due_and_the_next_is_not(today: date, months: int) -> None:
    last = last_day_due(today, months)
    assert months_after(last, months) <= today < months_after(last + timedelta(days=1), months)


@given(first=DAYS, second=DAYS, months=MONTHS)
def test_whoever_came_later_is_never_due_earlier(first: date, second: date, months: int) -> None:
    earlier, later = sorted((first, second))
    assert months_after(earlier, months) <= months_after(later, months)


def test_an_earlier_day_is_forgotten_when_somebody_comes_back() -> None:
    sooner = decided(date(2026, 3, 1), date(2026, 4, 1))
    assert due_on(date(2026, 2, 1), 12, sooner) == date(2026, 4, 1)
    assert due_on(date(2026, 3, 8), 12, sooner) == date(2027, 3, 8)


def test_without_an_end_nobody_is_asked_unless_somebody_chose_a_day() -> None:
    assert due_on(date(2000, 1, 1), None) is None
    chosen = decided(date(2026, 3, 1), date(2026, 9, 1))
    assert due_on(date(2026, 2, 1), None, chosen) == date(2026, 9, 1)
    assert due_on(date(2026, 3, 2), None, chosen) is None


def test_a_group_has_its_own_rule_in_the_place_of_the_vaults() -> None:
    kind = RetentionKind.PERSON
    book = RuleBook((RetentionRule(kind=kind, months=6),))
    assert book.months(kind) == book.months(kind, 3) == 6
    own = RuleBook((*book.rules, RetentionRule(kind=kind, months=None, group_id=3)))
    assert (own.months(kind), own.months(kind, 3), own.months(kind, 4)) == (6, None, 6)
    assert own.of_groups(kind) == {3: None}


def test_the_usual_rules_are_twelve_months_or_go_with_their_person() -> None:
    usual = {kind: RuleBook().months(kind) for kind in RetentionKind}
    assert usual.pop(RetentionKind.GROUP_RELEASE) == 36
    assert set(usual.values()) == {12, None}
    assert {usual[kind] for kind in WITH_A_PERSON} == {None}
    assert RuleBook().months(RetentionKind.PERSON) == 12


def test_what_an_accounting_needs_is_kept_for_three_years_at_the_least() -> None:
    least = {kind for kind in RetentionKind if FACTS[kind].least_months == 36}
    assert least == {
        RetentionKind.RELEASE,
        RetentionKind.CONSENT,
        RetentionKind.GROUP_RELEASE,
    }


def test_safeguarding_is_looked_at_and_never_proposed() -> None:
    assert set(RetentionKind) - set(ERASABLE) == {RetentionKind.CONCERN}
    assert set(FACTS) == set(RetentionKind)
