"""The plan beside a running session: soft times, and where the session is."""

from datetime import UTC, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame
from pytestqt.qtbot import QtBot
from session_kit import SEVEN, Evening, resumed, weekly

from peerdesk.domain.room import BreakTimer
from peerdesk.domain.sessions import AgendaKind, SessionState
from peerdesk.ui.pages.sessions.steps import Step
from peerdesk.ui.widgets.buttons import LEAST_TARGET


def test_f5_starts_the_session_that_is_prepared(qtbot: QtBot, evening: Evening) -> None:
    session = evening.planned()
    evening.page.view.prepare.agenda.editor.title.setFocus()
    qtbot.keyClick(evening.page.view.prepare.agenda.editor.title, Qt.Key.Key_F5)
    assert evening.desk.sessions.get(session.id).state is SessionState.RUNNING
    assert evening.page.view.step is Step.RUN


def test_starting_by_mistake_can_be_undone(evening: Evening) -> None:
    session = evening.running()
    evening.page.undo()
    taken_back = evening.desk.sessions.get(session.id)
    assert taken_back.state is SessionState.PLANNED
    assert taken_back.opened_at is None
    assert evening.page.view.step is Step.PREPARE


def test_the_news_that_a_session_runs_leaves_by_itself(evening: Evening) -> None:
    evening.running()
    assert evening.page.banner.text == "The session is running."
    assert evening.page.banner.findChild(QFrame, "banner_good") is not None


def test_the_time_of_a_part_runs_softly_with_the_clock(evening: Evening) -> None:
    evening.running()
    plan = evening.page.view.run.plan
    evening.clock.pass_minutes(4)
    plan.tick()
    assert plan.now_label.text() == "Welcome"
    assert plan.item_time.text() == "4 of 5 min"
    assert "On time" in plan.session_time.text()


def test_a_part_that_took_longer_is_said_gently(evening: Evening) -> None:
    evening.running()
    plan = evening.page.view.run.plan
    plan.next.click()
    evening.clock.pass_minutes(20)
    plan.next.click()
    assert plan.now_label.text() == "Check-in"
    assert plan.item_time.text() == "0 of 20 min"
    assert "About 5 min later" in plan.session_time.text()


def test_the_place_in_the_plan_follows_the_clock_where_nobody_said_it(evening: Evening) -> None:
    session = evening.running()
    evening.clock.pass_minutes(17)
    evening.page.open(session.id)
    assert evening.page.view.run.plan.now_label.text() == "Check-in"
    assert evening.page.view.run.plan.item_time.text() == "2 of 20 min"


def kinds(evening: Evening) -> list[AgendaKind]:
    return [item.kind for item in evening.desk.sessions.agenda(evening.page.session_id)]


def test_ahead_and_behind_are_measured_against_the_end_that_was_planned(evening: Evening) -> None:
    evening.running()
    plan = evening.page.view.run.plan
    assert "On time, until 20:30" in plan.session_time.text()
    plan.more.click()
    assert plan.item_time.text() == "0 of 10 min"
    assert "About 5 min later than planned" in plan.session_time.text()
    assert "20:35" in plan.session_time.text()
    evening.page.undo()
    assert "On time, until 20:30" in plan.session_time.text()


def test_a_part_that_is_left_out_is_passed_over_and_can_be_taken_in_again(
    evening: Evening,
) -> None:
    evening.running()
    plan = evening.page.view.run.plan
    plan.items.choose(1)
    plan.items.switch_wanted.emit(1)
    assert plan.items.entries[1].mark == "left out"
    assert "About 10 min in hand" in plan.session_time.text()
    plan.next.click()
    assert plan.now_label.text() == "Check-in"
    evening.page.undo()
    plan.previous.click()
    assert plan.now_label.text() == "Ground rules"


def test_leaving_out_the_part_that_is_current_goes_on(evening: Evening) -> None:
    evening.running()
    plan = evening.page.view.run.plan
    plan.skip.click()
    assert plan.now_label.text() == "Ground rules"
    assert plan.item_time.text() == "0 of 10 min"


def test_the_current_part_stays_current_wherever_it_is_moved(
    qtbot: QtBot, evening: Evening
) -> None:
    evening.running()
    plan = evening.page.view.run.plan
    plan.next.click()
    evening.clock.pass_minutes(3)
    plan.items.setFocus()
    plan.items.choose(1)
    qtbot.keyClick(plan.items, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert kinds(evening)[:3] == [
        AgendaKind.WELCOME,
        AgendaKind.CHECK_IN,
        AgendaKind.GROUND_RULES,
    ]
    assert plan.now_label.text() == "Ground rules"
    assert plan.item_time.text() == "3 of 10 min"
    plan.items.dropped.emit("2", "0", False)
    assert kinds(evening)[0] is AgendaKind.GROUND_RULES
    assert plan.now_label.text() == "Ground rules"


def test_pointing_at_a_part_with_the_keys_leaves_the_session_where_it_is(
    qtbot: QtBot, evening: Evening
) -> None:
    evening.running()
    plan = evening.page.view.run.plan
    plan.items.setFocus()
    qtbot.keyClick(plan.items, Qt.Key.Key_Down)
    qtbot.keyClick(plan.items, Qt.Key.Key_Down)
    assert plan.now_label.text() == "Welcome"
    qtbot.keyClick(plan.items, Qt.Key.Key_Return)
    assert plan.now_label.text() == "Check-in"


def test_a_break_now_keeps_what_was_left_of_the_part_for_after_it(evening: Evening) -> None:
    evening.running()
    run = evening.page.view.run
    for _ in range(3):
        run.plan.next.click()
    evening.clock.pass_minutes(12)
    run.plan.pause.click()
    assert run.plan.now_label.text() == "Break"
    assert run.plan.item_time.text() == "Back at 19:22, in 10:00"
    assert run.wall.view == BreakTimer("en", 600, 600, time(19, 22))
    evening.clock.pass_seconds(8 * 60 + 15)
    run.plan.tick()
    assert run.plan.item_time.text() == "Back at 19:22, in 1:45"
    evening.clock.pass_minutes(2)
    run.plan.tick()
    assert run.plan.item_time.text() == "The break is over"
    run.plan.next.click()
    assert run.plan.now_label.text() == "Topic"
    assert run.plan.item_time.text() == "0 of 18 min"
    assert not isinstance(run.wall.view, BreakTimer)
    assert kinds(evening).count(AgendaKind.BREAK) == 1


def test_a_clock_that_is_set_moves_no_time_of_the_session(evening: Evening) -> None:
    session = evening.running()
    plan = evening.page.view.run.plan
    plan.next.click()
    evening.clock.pass_minutes(4)
    evening.clock.set(hours=-1)
    plan.tick()
    assert plan.item_time.text() == "4 of 10 min"
    assert "Session: 4 of 90 min" in plan.session_time.text()
    evening.page.view.go_to(Step.CLOSE)
    evening.page.view.close_button.click()
    closed = evening.desk.sessions.get(session.id)
    assert closed.closed_at == (SEVEN + timedelta(minutes=4)).astimezone(UTC)


def test_after_a_lock_a_session_goes_on_at_its_part_and_with_its_time(
    qtbot: QtBot, evening: Evening
) -> None:
    session = evening.running()
    run = evening.page.view.run
    run.plan.next.click()
    run.plan.next.click()
    run.plan.previous.click()
    evening.clock.pass_minutes(2)
    evening.clock.set(hours=3)
    again = resumed(qtbot, evening, session)
    assert again.plan.now_label.text() == "Ground rules"
    assert again.plan.item_time.text() == "12 of 10 min"
    evening.clock.pass_minutes(60)  # with the lid closed
    evening.clock.start_anew()
    evening.clock.set(days=-9000)
    later = resumed(qtbot, evening, session)
    assert later.plan.now_label.text() == "Ground rules"


def test_a_session_that_goes_past_midnight_keeps_its_times(evening: Evening) -> None:
    late = SEVEN.replace(hour=23)
    session = evening.desk.sessions.plan(evening.group.id, late)
    evening.clock.moment = late
    evening.page.open(f"start:{session.id}")
    plan = evening.page.view.run.plan
    evening.clock.pass_minutes(70)
    plan.tick()
    assert "Session: 70 of 90 min. On time, until 00:30" in plan.session_time.text()


def test_two_sessions_at_once_each_keep_their_own_course(evening: Evening) -> None:
    first = evening.running()
    evening.page.view.run.plan.next.click()
    other = evening.desk.groups.save(weekly("Thursday circle"))
    second = evening.desk.sessions.plan(other.id, SEVEN)
    evening.clock.pass_minutes(3)
    evening.page.open(f"start:{second.id}")
    assert evening.page.view.run.plan.now_label.text() == "Welcome"
    assert "Tuesday circle" in evening.page.banner.text
    evening.page.open(first.id)
    assert evening.page.view.run.plan.now_label.text() == "Ground rules"
    assert evening.page.view.run.plan.item_time.text() == "3 of 10 min"


@pytest.mark.parametrize("height", [520, 560, 600, 640, 720])
def test_no_button_of_the_plan_is_squeezed_where_the_window_is_low(
    qtbot: QtBot, evening: Evening, height: int
) -> None:
    page = evening.page
    page.resize(1032, height)
    evening.running()
    plan = page.view.run.plan
    plan.take_break()
    assert page.banner.isVisible()
    buttons = (plan.previous, plan.next, plan.more, plan.skip, plan.pause)
    qtbot.waitUntil(lambda: all(each.height() >= LEAST_TARGET for each in buttons))
