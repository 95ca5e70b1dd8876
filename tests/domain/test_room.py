"""What the room display shows: values without a person, and a breath that never jumps."""

from dataclasses import fields
from datetime import time
from itertools import pairwise

import pytest

from peerdesk.domain.room import (
    BreakTimer,
    Breathing,
    Passage,
    Question,
    RoomView,
    RoundTimer,
    Sheet,
    breath_at,
    minutes_and_seconds,
    share_left,
)

VIEWS = (
    Passage("Rules", "1.  A rule"),
    Sheet("Rules", ("A rule",)),
    Question("What helps?"),
    RoundTimer("en", 120, 30),
    BreakTimer("en", 600, 60, time(19, 40)),
    Breathing("en"),
)
PERSON = {"member", "person", "name", "who", "turn", "initials", "speaker", "people", "group"}


def test_no_value_has_a_place_for_a_person() -> None:
    assert {type(view) for view in VIEWS} == set(RoomView.__args__)
    for view in VIEWS:
        for field in fields(view):
            assert PERSON.isdisjoint(field.name.split("_")), field.name
            assert field.type in {str, int, bool, time | None, tuple[str, ...]}, field.name


def test_a_breath_begins_empty_fills_and_empties_again() -> None:
    exercise = Breathing("en", seconds_in=4, seconds_out=6)
    assert breath_at(exercise, 0).fullness == pytest.approx(0)
    assert breath_at(exercise, 2).is_in
    assert breath_at(exercise, 4).fullness == pytest.approx(1)
    assert not breath_at(exercise, 4).is_in
    assert breath_at(exercise, 7).fullness == pytest.approx(0.5)
    assert breath_at(exercise, 10).fullness == pytest.approx(0)


def test_a_breath_moves_slowly_at_every_moment() -> None:
    exercise = Breathing("en")
    sizes = [breath_at(exercise, tenth / 10).fullness for tenth in range(301)]
    steps = [abs(after - before) for before, after in pairwise(sizes)]
    assert max(steps) < 0.05


@pytest.mark.parametrize(
    ("left", "shown", "share"),
    [(120, "2:00", 1), (65, "1:05", 65 / 120), (0, "0:00", 0), (-7, "0:00", 0), (500, "8:20", 1)],
)
def test_a_time_is_shown_as_a_clock_and_as_a_share(left: int, shown: str, share: float) -> None:
    assert minutes_and_seconds(left) == shown
    assert share_left(120, left) == share
