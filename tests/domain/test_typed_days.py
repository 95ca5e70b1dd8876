"""Days as people type them into a search."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.typed_days import read_typed_day

TODAY = date(2026, 11, 28)
"""A Saturday."""


def first_of(typed: str) -> str:
    """The nearest day, or the nearest month, that is meant."""
    day, _rest = read_typed_day(typed, TODAY)
    assert day is not None
    first, last = day.spans(TODAY)[0]
    return str(first) if first == last else f"{first} to {last}"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-24", "2026-11-24"),
        ("24.11.2026", "2026-11-24"),
        ("24/11/26", "2026-11-24"),
        ("11/24/2026", "2026-11-24"),
        ("24.11.", "2026-11-24"),
        ("24 nov", "2026-11-24"),
        ("Nov 24th", "2026-11-24"),
        ("24. November, 2025", "2025-11-24"),
        ("tuesday", "2026-12-01"),
        ("Tuesday 24 november", "2026-11-24"),
        ("sat", "2026-11-28"),
        ("today", "2026-11-28"),
        ("yesterday", "2026-11-27"),
        ("tomorrow", "2026-11-29"),
        ("2 jan", "2027-01-02"),
        ("29 feb", "2024-02-29"),
        ("november", "2026-11-01 to 2026-11-30"),
        ("dec 2024", "2024-12-01 to 2024-12-31"),
        ("2026-02", "2026-02-01 to 2026-02-28"),
    ],
)
def test_a_day_is_read_as_it_is_typed(typed: str, day: str) -> None:
    assert first_of(typed) == day


@pytest.mark.parametrize("typed", ["", "24", "2026", "no", "tu", "harbour", "24.11.26.1", "/", "²"])
def test_what_could_be_anything_is_no_day(typed: str) -> None:
    assert read_typed_day(typed, TODAY) == (None, typed)


def test_the_other_words_are_given_back() -> None:
    day, rest = read_typed_day("Harbour 24 nov evening", TODAY)
    assert day is not None
    assert rest == "harbour evening"
    assert read_typed_day("Harbour  House", TODAY) == (None, "Harbour House")


def test_a_day_that_there_is_not_has_no_span() -> None:
    day, _rest = read_typed_day("31 feb", TODAY)
    assert day is not None
    assert day.spans(TODAY) == ()


def test_the_nearest_come_first() -> None:
    day, _rest = read_typed_day("tue", TODAY)
    assert day is not None
    assert [str(first) for first, _last in day.spans(TODAY)[:3]] == [
        "2026-12-01", "2026-11-24", "2026-12-08",
    ]  # fmt: skip


@given(st.text(st.sampled_from("0123456789./- novtue")))
def test_nothing_that_is_typed_breaks_the_reading(typed: str) -> None:
    day, _rest = read_typed_day(typed, TODAY)
    if day is not None:
        for first, last in day.spans(TODAY):
            assert first <= last
