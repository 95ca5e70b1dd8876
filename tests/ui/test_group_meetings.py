"""The next meetings on a group's page: left out, moved, a break between, saved for a calendar."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
from checks import StoppedClock, shown, surroundings, too_small, without_a_name
from PySide6.QtCore import QDate, QTime
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.domain.schedules import Schedule, Weekday
from peerdesk.ui.pages.groups.meetings import ChangeRow, MeetingRow, MeetingsCard
from peerdesk.ui.pages.groups.page import GroupsPage

FIRST = date(2026, 11, 24)

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def group(desk: Desk) -> Group:
    schedule = Schedule(Weekday.TU, FIRST, time(19, 0), 90)
    return desk.groups.save(
        Group(
            name="Tuesday",
            recurrence=schedule.recurrence,
            first_date=FIRST,
            start_time=time(19, 0),
        )
    )


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, group: Group, tmp_path: Path) -> GroupsPage:
    made = GroupsPage(surroundings(desk, tmp_path), StoppedClock())
    shown(qtbot, made)
    made.open(group.id)
    made.tabs.setCurrentIndex(made.section_index(made.schedule))
    return made


@pytest.fixture
def card(page: GroupsPage) -> MeetingsCard:
    return page.schedule.meetings


def said(card: MeetingsCard, kind: type[MeetingRow | ChangeRow]) -> list[str]:
    rows = [each for each in card.findChildren(kind) if each.isVisible()]
    return [each.findChildren(QLabel)[0].text() for each in rows]


def press(card: MeetingsCard, name: str) -> None:
    (found,) = (
        each
        for each in card.findChildren(QPushButton)
        if each.accessibleName() == name and each.isVisible()
    )
    found.click()


def test_a_meeting_is_left_out_and_comes_back_with_undo(
    page: GroupsPage, card: MeetingsCard
) -> None:
    press(card, "No meeting on Tuesday 1 December")

    assert said(card, MeetingRow)[:2] == [
        "Tue 24 November, 19:00",
        "Tue 8 December, 19:00",
    ]
    assert said(card, ChangeRow) == ["1 December 2026: no meeting"]
    page.undo()
    assert said(card, MeetingRow)[1] == "Tue 1 December, 19:00"
    assert said(card, ChangeRow) == []


def test_a_meeting_is_moved_with_its_planned_session(
    page: GroupsPage, card: MeetingsCard, desk: Desk, group: Group
) -> None:
    session = desk.sessions.plan(group.id, datetime(2026, 11, 24, 19, 0))
    press(card, "Move the meeting of Tuesday 24 November")
    card.moving.day.setDate(QDate(2026, 11, 26))
    card.moving.time.setTime(QTime(17, 30))
    card.moving.keep_button.click()

    assert said(card, MeetingRow)[0] == "Thu 26 November, 17:30"
    assert desk.sessions.get(session.id).starts_at == datetime(2026, 11, 26, 17, 30)
    assert not card.moving.isVisible()


def test_a_break_is_kept_with_its_reason_and_taken_back(
    page: GroupsPage, card: MeetingsCard
) -> None:
    card.break_button.click()
    card.break_form.first.setDate(QDate(2026, 12, 1))
    card.break_form.last.setDate(QDate(2026, 12, 31))
    card.break_form.why.setText("Winter")
    card.break_form.keep_button.click()

    assert said(card, MeetingRow)[1] == "Tue 5 January, 19:00"
    (words,) = said(card, ChangeRow)
    assert words == "1 December 2026 to 31 December 2026: no meeting (Winter)"
    press(card, f"Take back: {words}")
    assert said(card, MeetingRow)[1] == "Tue 1 December, 19:00"
    page.undo()
    assert said(card, ChangeRow) == [words]


def test_a_break_that_ends_before_it_begins_is_explained_and_stays_typed(
    page: GroupsPage, card: MeetingsCard
) -> None:
    card.break_button.click()
    card.break_form.first.setDate(QDate(2026, 12, 31))
    card.break_form.last.setDate(QDate(2026, 12, 1))
    card.break_form.keep_button.click()

    assert "lies before the first one" in page.banner.text
    assert card.break_form.isVisible()


def test_the_meetings_are_saved_for_a_calendar_and_logged(
    qtbot: QtBot, page: GroupsPage, card: MeetingsCard, desk: Desk, tmp_path: Path
) -> None:
    with qtbot.waitSignal(card.leaving.left):
        card.save_to(tmp_path / "mine")

    assert b"RRULE" in (tmp_path / "mine.ics").read_bytes()
    assert desk.log.entries(1)[0].kind is LogKind.SAVED_CALENDAR
    assert "calls each a meeting" in page.banner.text


def test_a_group_without_a_schedule_offers_neither_break_nor_calendar(
    page: GroupsPage, card: MeetingsCard, desk: Desk
) -> None:
    other = desk.groups.save(Group(name="Now and then"))
    page.open(other.id)

    assert not card.break_button.isVisible()
    assert not card.save_button.isVisible()


def test_every_control_has_a_name_and_is_large_enough(page: GroupsPage, card: MeetingsCard) -> None:
    card.break_button.click()
    assert without_a_name(page) == []
    assert too_small(card) == []
