"""Times that run: held, given more, and on a timeline that no clock on the wall moves."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.timers import Ticks, Timeline, Timer

SEVEN = datetime(2026, 11, 24, 19, tzinfo=UTC)
THREE_HOURS = 3 * 60 * 60
seconds = st.floats(0, THREE_HOURS)


def after(passed: float) -> datetime:
    return SEVEN + timedelta(seconds=passed)


def test_a_timer_says_what_passed_and_what_is_left() -> None:
    timer = Timer(SEVEN, 120)
    assert (timer.passed(after(30)), timer.left(after(30)), timer.share(after(30))) == (
        30,
        90,
        0.25,
    )
    assert timer.ends_at(after(30)) == after(120)


def test_time_that_took_longer_is_below_nothing_left() -> None:
    timer = Timer(SEVEN, 120)
    assert timer.left(after(150)) == -30
    assert timer.share(after(150)) == 1


def test_a_held_timer_stands_still_and_goes_on_from_there() -> None:
    held = Timer(SEVEN, 120).held(after(50))
    assert held.left(after(1000)) == 70
    assert held.going_on(after(1000)).left(after(1010)) == 60


def test_holding_twice_and_going_on_twice_change_nothing() -> None:
    held = Timer(SEVEN, 120).held(after(50))
    assert held.held(after(80)) == held
    going = held.going_on(after(90))
    assert going.going_on(after(95)) == going


@given(st.lists(seconds, min_size=1, max_size=20))
def test_what_is_left_is_never_changed_by_holding_and_going_on_at_once(
    moments: list[float],
) -> None:
    timer = Timer(SEVEN, 600)
    for moment in sorted(moments):
        before = timer.left(after(moment))
        timer = timer.held(after(moment)).going_on(after(moment))
        assert abs(timer.left(after(moment)) - before) < 0.001


@given(st.floats(0, THREE_HOURS), st.floats(-86_400, 86_400))
def test_setting_the_clock_on_the_wall_moves_no_moment(passed: float, set_by: float) -> None:
    timeline = Timeline.beginning(SEVEN, Ticks("boot", 500.25))
    wall = after(passed + set_by)
    ticks = Ticks("boot", 500.25 + passed)
    resumed = timeline.taken_up(wall, ticks, seen_at=SEVEN)
    assert abs((resumed.moment(ticks) - after(passed)).total_seconds()) < 0.01


def test_after_three_hours_of_steps_less_than_a_second_is_lost() -> None:
    timeline = Timeline.beginning(SEVEN, Ticks("boot", 0.0))
    timer = Timer(timeline.moment(Ticks("boot", 0.0)), THREE_HOURS)
    counted = 0.0
    for _ in range(THREE_HOURS * 4):
        counted += 0.25
        timer.left(timeline.moment(Ticks("boot", counted)))
    assert abs(timer.left(timeline.moment(Ticks("boot", counted)))) < 0.01


def test_an_hour_with_the_lid_closed_is_an_hour() -> None:
    timeline = Timeline.beginning(SEVEN, Ticks("boot", 10.0))
    assert timeline.moment(Ticks("boot", 10.0 + 3600)) == after(3600)


def test_after_another_start_of_the_computer_the_wall_is_asked() -> None:
    timeline = Timeline.beginning(SEVEN, Ticks("boot", 9_000.0))
    ticks = Ticks("another", 20.0)
    resumed = timeline.taken_up(after(300), ticks, seen_at=after(60))
    assert resumed.moment(ticks) == after(300)


def test_a_wall_that_is_behind_what_was_seen_lets_time_go_on_from_there() -> None:
    timeline = Timeline.beginning(SEVEN, Ticks("boot", 9_000.0))
    ticks = Ticks("another", 20.0)
    resumed = timeline.taken_up(datetime(2000, 1, 1, tzinfo=UTC), ticks, seen_at=after(60))
    assert resumed.moment(Ticks("another", 25.0)) == after(65)


def test_a_system_without_a_name_for_its_start_is_asked_for_the_wall() -> None:
    timeline = Timeline.beginning(SEVEN, Ticks("", 100.0))
    resumed = timeline.taken_up(after(60), Ticks("", 3.0), seen_at=SEVEN)
    assert resumed.moment(Ticks("", 3.0)) == after(60)
