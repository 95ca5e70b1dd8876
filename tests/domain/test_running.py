"""A round and a break while a session runs."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.names import letters_of
from peerdesk.domain.running import (
    USUAL_BREAK,
    RoundOrder,
    Turn,
    TurnState,
    in_order,
    next_turn,
    previous_turn,
    with_break,
)
from peerdesk.domain.sessions import AgendaKind, PlannedItem

WAITING, NOW, DONE, PASSED = TurnState


def turns(*states: TurnState) -> list[Turn]:
    return [Turn(id=n, session_id=1, state=state) for n, state in enumerate(states, start=1)]


def planned(*minutes: int, kind: AgendaKind = AgendaKind.TOPIC) -> tuple[PlannedItem, ...]:
    return tuple(PlannedItem(id=n, kind=kind, minutes=m) for n, m in enumerate(minutes, start=1))


def test_the_next_turn_is_of_the_next_who_waits() -> None:
    found = next_turn(turns(DONE, NOW, PASSED, WAITING, WAITING))
    assert found is not None
    assert found.id == 4


def test_who_was_passed_over_by_a_click_is_asked_once_the_circle_is_round() -> None:
    found = next_turn(turns(WAITING, DONE, DONE, NOW))
    assert found is not None
    assert found.id == 1


def test_after_everybody_had_a_turn_there_is_no_next_one() -> None:
    assert next_turn(turns(DONE, PASSED, NOW)) is None
    assert next_turn([]) is None


def test_going_back_is_to_whoever_spoke_or_passed_before() -> None:
    found = previous_turn(turns(DONE, PASSED, NOW, WAITING))
    assert found is not None
    assert found.id == 2
    assert previous_turn(turns(NOW, WAITING)) is None


@given(st.lists(st.one_of(st.none(), st.integers(1, 60)), max_size=60), st.integers())
def test_a_shuffled_round_has_everybody_once(people: list[int | None], seed: int) -> None:
    shuffled = in_order(people, RoundOrder.SHUFFLED, Random(seed))  # noqa: S311 - a test
    assert sorted(map(str, shuffled)) == sorted(map(str, people))
    assert in_order(people, RoundOrder.CIRCLE, Random(seed)) == people  # noqa: S311 - as above


def test_a_break_divides_a_part_that_has_time_left() -> None:
    items, place = with_break(planned(5, 30, 10), 1, minutes_left=12)
    assert [item.minutes for item in items] == [5, 18, USUAL_BREAK, 12, 10]
    assert items[place].kind is AgendaKind.BREAK
    assert (items[1].id, items[3].id) == (2, 0)


def test_a_break_follows_a_part_that_is_nearly_over() -> None:
    items, place = with_break(planned(5, 30, 10), 1, minutes_left=3)
    assert [item.minutes for item in items] == [5, 30, USUAL_BREAK, 10]
    assert place == 2


def test_a_break_that_is_still_to_come_is_taken_now() -> None:
    pause = PlannedItem(id=9, kind=AgendaKind.BREAK, minutes=15)
    items, place = with_break((*planned(5, 30), pause, *planned(10)), 0, minutes_left=2)
    assert [item.id for item in items] == [1, 9, 2, 1]
    assert items[place].id == 9


@given(st.lists(st.integers(1, 60), min_size=1, max_size=9), st.data())
def test_a_break_takes_no_minute_from_the_other_parts(
    minutes: list[int], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(minutes) - 1))
    left = data.draw(st.integers(0, minutes[index]))
    items, place = with_break(planned(*minutes), index, left)
    assert sum(item.minutes for item in items) == sum(minutes) + items[place].minutes


def test_initials_tell_people_apart_without_their_names() -> None:
    names = ("Marigold Quince", "Amina", "Alex", "Bo", "bo", "🌻", "Élodie")
    assert letters_of(names) == ("MQ", "Am", "Al", "Bo", "bo", "🌻", "É")


def test_a_symbol_made_of_several_stays_whole() -> None:
    assert letters_of(("👩‍🚀 Sky",)) == ("👩‍🚀S",)


@given(st.lists(st.text(min_size=1, max_size=12).filter(str.strip), max_size=30))
def test_initials_are_never_the_same_twice(names: list[str]) -> None:
    found = letters_of(names)
    assert len(set(found)) == len(names)
