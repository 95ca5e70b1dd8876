"""The Sessions page: the list, planning, starting, and what holds for every step."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import checks
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from session_kit import SEVEN, TUESDAY, Evening, banner_button, days_away, weekly

from peerdesk.desk.desk import Desk
from peerdesk.domain.sessions import Presence, SessionState
from peerdesk.ui.pages.sessions.page import SessionsPage
from peerdesk.ui.pages.sessions.steps import Step


def test_without_a_group_the_empty_page_leads_to_adding_one(
    qtbot: QtBot, empty_page: SessionsPage
) -> None:
    wishes = []
    empty_page.context.wishes.go.connect(lambda *wish: wishes.append(wish))
    visible = [
        each for each in empty_page.findChildren(type(empty_page.plan_button)) if each.isVisible()
    ]
    (add,) = [each for each in visible if each.text() == "Add a group"]
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    assert wishes == [("groups", "new")]


def test_a_new_session_is_proposed_on_the_next_date_of_the_schedule(evening: Evening) -> None:
    evening.page.begin_new()
    evening.page.planner.plan_button.click()
    (session,) = evening.desk.sessions.of_group(evening.group.id)
    assert session.starts_at == SEVEN
    assert evening.page.session_id == session.id
    assert evening.page.view.step is Step.PREPARE


def test_a_date_that_is_planned_already_is_not_proposed_again(evening: Evening) -> None:
    evening.planned()
    evening.page.begin_new()
    evening.page.planner.plan_button.click()
    assert evening.page.session().starts_at == SEVEN + timedelta(days=7)


def test_planning_can_be_left_without_a_trace(evening: Evening) -> None:
    session = evening.planned()
    evening.page.begin_new()
    evening.page.planner.cancel_button.click()
    assert evening.page.session_id == session.id
    assert len(evening.desk.sessions.of_group(evening.group.id)) == 1


def test_the_key_of_another_page_plans_and_shows_a_session(evening: Evening) -> None:
    evening.page.open(f"plan:{evening.group.id}:{SEVEN.isoformat()}")
    evening.page.open(f"plan:{evening.group.id}:{SEVEN.isoformat()}")
    (session,) = evening.desk.sessions.of_group(evening.group.id)
    assert evening.page.session_id == session.id


def test_the_list_has_what_runs_before_what_is_planned_and_what_has_been(evening: Evening) -> None:
    desk, group = evening.desk, evening.group
    past = desk.sessions.plan(group.id, SEVEN - timedelta(days=7))
    desk.sessions.start(past.id)
    desk.sessions.close(past.id)
    later = desk.sessions.plan(group.id, SEVEN + timedelta(days=7))
    now = evening.running()
    keys = [entry.key for entry in evening.page.listing.list.entries if not entry.heading]
    assert keys == [now.id, later.id, past.id]


def test_opening_a_session_shows_it_whatever_group_the_list_is_narrowed_to(
    evening: Evening,
) -> None:
    other = evening.desk.groups.save(weekly("Thursday circle"))
    session = evening.desk.sessions.plan(evening.group.id, SEVEN)
    listing = evening.page.listing
    listing.filter.setCurrentIndex(listing.filter.findData(other.id))
    assert session.id not in [entry.key for entry in listing.list.entries]
    evening.page.open(session.id)
    assert listing.list.current_key == session.id


@pytest.mark.parametrize("way", ["key", "button", "today"])
def test_a_session_that_is_days_away_is_not_started_without_a_question(
    qtbot: QtBot, evening: Evening, way: str
) -> None:
    session = days_away(evening)
    if way == "today":
        evening.page.open(f"start:{session.id}")
    else:
        evening.page.open(session.id)
    if way == "key":
        qtbot.keyClick(evening.page, Qt.Key.Key_F5)
        qtbot.keyClick(evening.page, Qt.Key.Key_F5)
    elif way == "button":
        evening.page.view.start_button.click()
    assert evening.desk.sessions.get(session.id) == session
    assert evening.page.view.step is Step.PREPARE
    assert evening.page.banner.text == "This session is planned for Tue 1 Dec."


def test_a_session_that_is_days_away_can_be_moved_to_today_and_back(
    qtbot: QtBot, evening: Evening
) -> None:
    session = days_away(evening)
    evening.page.open(f"start:{session.id}")
    qtbot.mouseClick(banner_button(evening.page, "Start it today"), Qt.MouseButton.LeftButton)
    begun = evening.desk.sessions.get(session.id)
    assert (begun.state, begun.starts_at) == (SessionState.RUNNING, TUESDAY)
    assert evening.page.view.step is Step.RUN
    evening.page.undo()
    back = evening.desk.sessions.get(session.id)
    assert replace(back, updated_at=session.updated_at) == session


def test_the_question_goes_with_the_session_it_was_about(evening: Evening) -> None:
    evening.page.open(f"start:{days_away(evening).id}")
    evening.planned()
    assert evening.page.banner.text == ""


def test_a_session_that_went_past_midnight_is_started_without_a_question(
    evening: Evening,
) -> None:
    session = evening.desk.sessions.plan(evening.group.id, SEVEN.replace(hour=23))
    evening.clock.moment = SEVEN.replace(hour=0) + timedelta(days=1)
    evening.page.open(f"start:{session.id}")
    assert evening.desk.sessions.get(session.id).state is SessionState.RUNNING


@pytest.mark.parametrize("hour", [19, 20, 22])
def test_a_late_start_is_proposed_for_today_before_next_week(evening: Evening, hour: int) -> None:
    evening.clock.moment = SEVEN.replace(hour=hour, minute=15)
    evening.page.begin_new()
    evening.page.planner.plan_button.click()
    assert evening.page.session().starts_at == SEVEN


@pytest.mark.parametrize("step", list(Step))
def test_every_control_of_every_step_has_a_name_and_is_large_enough(
    evening: Evening, step: Step
) -> None:
    session = evening.running()
    evening.desk.sessions.mark(session.id, evening.members[0].id, Presence.PRESENT)
    evening.desk.follow_ups.add(session.id, "Bring leaflets")
    evening.page.view.go_to(step)
    QApplication.processEvents()
    assert checks.without_a_name(evening.page) == []
    assert checks.too_small(evening.page) == []


def test_the_page_never_grows_beyond_a_small_laptop(evening: Evening) -> None:
    evening.running()
    for step in Step:
        evening.page.view.go_to(step)
        QTest.qWait(1)
        assert evening.page.width() <= 1060
        assert evening.page.height() <= 640


def test_a_refresh_keeps_the_scroll_place_and_the_selection(evening: Evening) -> None:
    session = evening.planned()
    bar = evening.page.view.prepare._area.verticalScrollBar()
    QTest.qWait(50)  # the step has just been made, and its lines are still to be broken
    bar.setValue(bar.maximum())
    place = bar.value()
    evening.desk.members.save(replace(evening.members[0], pronouns="they/them"))
    QTest.qWait(1)
    assert bar.value() == place > 0
    assert evening.page.listing.list.current_key == session.id


def test_a_session_that_is_gone_is_explained(evening: Evening) -> None:
    other = evening.desk.sessions.plan(evening.group.id, SEVEN + timedelta(days=7))
    session = evening.planned()
    evening.desk.sessions.take_back_plan(session.id)
    assert evening.page.session_id == other.id
    assert "removed meanwhile" in evening.page.banner.text


def test_nothing_keeps_the_page_once_it_is_closed(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    group = desk.groups.save(weekly())
    session = desk.sessions.plan(group.id, SEVEN)
    context = checks.surroundings(desk, tmp_path)

    def make() -> SessionsPage:
        page = SessionsPage(context, checks.MovingClock(TUESDAY))
        page.show()
        page.open(f"start:{session.id}")
        return page

    assert checks.is_freed(make)


def test_a_list_that_was_narrowed_and_put_away_comes_back_with_the_session_that_is_shown(
    evening: Evening,
) -> None:
    other = evening.desk.groups.save(weekly("Thursday circle"))
    listing = evening.page.listing
    evening.running()
    assert listing.isHidden()
    listing.filter.setCurrentIndex(listing.filter.findData(other.id))
    later = evening.desk.sessions.plan(evening.group.id, SEVEN + timedelta(days=7))
    evening.page.open(later.id)
    assert listing.isVisible()
    assert listing.list.current_key == later.id
