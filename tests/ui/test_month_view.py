"""The month of the Sessions page: its keys, what Enter does, and what a screen reader says."""

from datetime import date, datetime, timedelta

import checks
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from session_kit import SEVEN, TUESDAY, Evening, weekly

from peerdesk.desk.meeting_changes import on_day
from peerdesk.domain.meeting_changes import MeetingChange
from peerdesk.domain.sessions import SessionState
from peerdesk.ui.pages.sessions.month import MonthView

TODAY = TUESDAY.date()
NEXT = SEVEN + timedelta(days=7)
LAST = SEVEN - timedelta(days=7)


@pytest.fixture
def month(evening: Evening) -> MonthView:
    evening.page.toggle_month()
    return evening.page.month


def said(month: MonthView, day: date) -> str:
    model = month.grid.model()
    month.grid.go_to(day)
    return str(model.data(month.grid.currentIndex(), Qt.ItemDataRole.AccessibleTextRole))


def press(month: MonthView, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(month.grid, key)


def test_a_key_shows_the_month_and_puts_it_away(qtbot: QtBot, evening: Evening) -> None:
    page = evening.page
    for is_month in (True, False, True):
        QTest.keyClick(page, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
        assert page.shows_month is is_month
        assert page.month_button.isChecked() is is_month
    page.refresh()
    assert page.shows_month


def test_it_begins_with_today_and_the_keyboard_on_it(month: MonthView) -> None:
    assert month.grid.day == TODAY
    assert "Tuesday 24 November, today" in said(month, TODAY)


@pytest.mark.parametrize(
    ("key", "there"),
    [
        (Qt.Key.Key_Left, date(2026, 11, 23)),
        (Qt.Key.Key_Right, date(2026, 11, 25)),
        (Qt.Key.Key_Up, date(2026, 11, 17)),
        (Qt.Key.Key_Down, date(2026, 12, 1)),
        (Qt.Key.Key_PageUp, date(2026, 10, 24)),
        (Qt.Key.Key_PageDown, date(2026, 12, 24)),
        (Qt.Key.Key_Home, date(2026, 11, 23)),
        (Qt.Key.Key_End, date(2026, 11, 29)),
    ],
)
def test_keys_go_from_day_to_day_and_on_into_other_months(
    month: MonthView, key: Qt.Key, there: date
) -> None:
    press(month, key)
    assert month.grid.day == there
    assert (month.grid.month.year, month.grid.month.month) == (there.year, there.month)


def test_today_comes_back_from_anywhere(month: MonthView) -> None:
    press(month, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    month.today.click()
    assert month.grid.day == TODAY


def test_enter_plans_a_date_of_the_schedule_and_enter_again_opens_it(
    evening: Evening, month: MonthView
) -> None:
    press(month, Qt.Key.Key_Down, Qt.Key.Key_Return)
    (session,) = evening.desk.sessions.of_group(evening.group.id)
    assert session.starts_at == NEXT
    assert evening.page.shows_month
    press(month, Qt.Key.Key_Return)
    assert not evening.page.shows_month
    assert evening.page.session_id == session.id


def test_planning_with_enter_is_taken_back(evening: Evening, month: MonthView) -> None:
    press(month, Qt.Key.Key_Down, Qt.Key.Key_Return)
    evening.page.undo()
    assert evening.desk.sessions.of_group(evening.group.id) == []
    assert "not planned yet" in said(month, NEXT.date())


def test_enter_on_a_day_without_a_meeting_plans_one_there(
    evening: Evening, month: MonthView
) -> None:
    press(month, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert evening.page.is_planning
    evening.page.planner.plan_button.click()
    assert evening.page.session().starts_at.date() == TODAY + timedelta(days=1)


def test_where_a_day_has_several_enter_goes_to_their_list(
    evening: Evening, month: MonthView
) -> None:
    first = evening.desk.sessions.plan(evening.group.id, SEVEN)
    second = evening.desk.sessions.plan(evening.group.id, SEVEN.replace(hour=21))
    press(month, Qt.Key.Key_Return)
    assert evening.page.shows_month
    assert [entry.key for entry in month.list.entries] == [0, 1]
    QTest.keyClick(month.list, Qt.Key.Key_Down)
    month.open_button.click()
    assert evening.page.session_id == second.id != first.id


def test_a_past_date_without_a_session_is_noted_from_paper(
    evening: Evening, month: MonthView
) -> None:
    press(month, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert evening.page.session().starts_at == LAST
    assert evening.page.paper.isVisible()


def test_every_state_is_said_in_words(evening: Evening, month: MonthView) -> None:
    desk, group = evening.desk, evening.group
    closed = desk.sessions.plan(group.id, LAST)
    desk.sessions.start(closed.id)
    desk.sessions.close(closed.id)
    desk.sessions.plan(group.id, LAST - timedelta(days=7))
    desk.sessions.cancel(desk.sessions.plan(group.id, NEXT).id)
    desk.sessions.start(desk.sessions.plan(group.id, SEVEN).id)
    moved_from = NEXT.date() + timedelta(days=7)
    desk.meeting_changes.add(
        MeetingChange(
            group_id=group.id,
            first_day=moved_from,
            last_day=moved_from,
            moved_to=datetime(2026, 12, 10, 18, 0),
        )
    )
    desk.meeting_changes.add(on_day(group.id, date(2026, 12, 15), why="Winter break"))
    evening.page.refresh()
    words = {
        LAST.date(): "1 meeting. 19:00 Tuesday circle, closed",
        LAST.date() - timedelta(days=7): "not noted yet",
        date(2026, 11, 3): "nothing noted",
        TODAY: "running",
        NEXT.date(): "cancelled",
        moved_from: "moved to Thu 10 Dec, 18:00",
        date(2026, 12, 10): "18:00 Tuesday circle, not planned yet",
        date(2026, 12, 15): "no meeting: Winter break",
        date(2026, 12, 16): "nothing",
    }
    for day, text in words.items():
        assert text in said(month, day)
    assert desk.sessions.get(closed.id).state is SessionState.CLOSED


def test_a_moved_meeting_leads_to_where_it_went_and_one_left_out_to_the_group(
    evening: Evening, month: MonthView
) -> None:
    wishes = []
    evening.page.context.wishes.go.connect(lambda *wish: wishes.append(wish))
    day = NEXT.date()
    evening.desk.meeting_changes.add(
        MeetingChange(
            group_id=evening.group.id,
            first_day=day,
            last_day=day,
            moved_to=datetime(2026, 12, 3, 18, 0),
        )
    )
    evening.desk.meeting_changes.add(on_day(evening.group.id, date(2026, 12, 8)))
    evening.page.refresh()
    month.grid.go_to(day)
    press(month, Qt.Key.Key_Return)
    assert month.grid.day == date(2026, 12, 3)
    month.grid.go_to(date(2026, 12, 8))
    press(month, Qt.Key.Key_Return)
    assert wishes == [("groups", evening.group.id)]


def test_the_group_that_was_chosen_in_one_view_is_chosen_in_the_other(
    evening: Evening, month: MonthView
) -> None:
    other = evening.desk.groups.save(weekly("Second circle"))
    evening.page.refresh()
    month.filter.setCurrentIndex(month.filter.findData(other.id))
    assert "1 meeting. 19:00 Second circle" in said(month, NEXT.date())
    evening.page.toggle_month()
    assert evening.page.listing.group_id == other.id
    evening.page.listing.filter.setCurrentIndex(0)
    evening.page.toggle_month()
    assert "2 meetings" in said(month, NEXT.date())


def test_a_change_shows_at_once(evening: Evening, month: MonthView) -> None:
    evening.desk.sessions.plan(evening.group.id, NEXT)
    assert "planned" in said(month, NEXT.date())


def test_every_control_of_the_month_has_a_name_and_is_large_enough(
    evening: Evening, month: MonthView
) -> None:
    evening.desk.sessions.plan(evening.group.id, SEVEN)
    assert checks.without_a_name(evening.page) == []
    assert checks.too_small(evening.page) == []
