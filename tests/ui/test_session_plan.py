"""The plan beside a running session: soft times, and where the session is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame
from pytestqt.qtbot import QtBot
from session_kit import Evening

from peerdesk.domain.sessions import SessionState
from peerdesk.ui.pages.sessions.steps import Step


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
