"""The pace finds what is really slow, on any machine, and forgives what only the machine did."""

from collections.abc import Callable

import pytest
from pace import ROUNDS, YARDSTICK_SECONDS, Clock, TooSlowError, steps_within, within, yardstick

LIMIT = 20 * YARDSTICK_SECONDS


def work(yardsticks: int) -> Callable[[], None]:
    """Work that keeps any machine busy for so many times the yardstick."""

    def busy() -> None:
        for _ in range(yardsticks):
            yardstick()

    return busy


def test_work_of_twice_the_limit_is_too_slow_on_any_machine() -> None:
    with pytest.raises(
        TooSlowError, match=r"ms, while the yardstick took .* the limit of 38\.0 ms was"
    ):
        within(LIMIT, work(40), rounds=3)


def test_work_of_half_the_limit_is_quick_enough_on_any_machine() -> None:
    reading = within(LIMIT, work(10))
    assert 0 < reading.stated < LIMIT


def test_one_slow_step_of_many_is_found_where_it_comes_back() -> None:
    def go(clock: Clock) -> None:
        for number in range(6):
            clock(f"key {number}", work(40 if number == 3 else 1))

    with pytest.raises(TooSlowError, match=r"key 3: "):
        steps_within(LIMIT, go, rounds=3)


def test_a_disturbance_that_does_not_come_back_is_forgiven() -> None:
    rounds = []

    def go(clock: Clock) -> None:
        for number in range(6):
            clock(f"key {number}", work(60 if number == len(rounds) else 1))
        rounds.append(len(rounds))

    steps_within(LIMIT, go)
    assert 2 <= len(rounds) <= ROUNDS


def test_what_is_never_measured_is_not_called_quick() -> None:
    with pytest.raises(AssertionError, match="nothing was measured"):
        steps_within(LIMIT, lambda _clock: None)
