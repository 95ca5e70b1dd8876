"""The welcome on a person's page and on Today, by keyboard."""

from datetime import timedelta
from pathlib import Path

import pytest
from checks import NOON, StoppedClock, shown, surroundings, without_a_name
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.members import GroupAsked, InvitedBack, Member, Role
from peerdesk.domain.welcome import OPTIONAL, WelcomeStep
from peerdesk.ui.pages.people.belonging import BelongingRow
from peerdesk.ui.pages.people.page import PeoplePage
from peerdesk.ui.pages.today import TodayPage

TODAY = NOON.date()
GROUPS = 2

# Qt's offscreen platform says so about every window that has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def ana(desk: Desk) -> Member:
    return desk.members.save(Member(chosen_name="Ana", joined_on=TODAY - timedelta(days=3)))


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path, ana: Member) -> PeoplePage:
    made = PeoplePage(surroundings(desk, tmp_path), StoppedClock())
    shown(qtbot, made)
    made.open(ana.id)
    return made


def test_a_new_person_is_welcomed_with_tab_and_space(
    qtbot: QtBot, page: PeoplePage, desk: Desk, ana: Member
) -> None:
    card = page.about.welcome
    assert card.isVisible()
    box = card.boxes[WelcomeStep.LIMITS_EXPLAINED]
    box.setFocus()
    for step in WelcomeStep:
        focused = page.window().focusWidget()
        assert focused is card.boxes[step]
        qtbot.keyClick(focused, Qt.Key.Key_Space)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert desk.welcomes.of_member(ana.id).ticked == set(WelcomeStep)
    assert card.isVisible()
    assert without_a_name(card) == []


def test_the_card_stays_until_another_person_is_shown(
    page: PeoplePage, desk: Desk, ana: Member
) -> None:
    for step in set(WelcomeStep) - OPTIONAL:
        desk.welcomes.tick(ana.id, step, TODAY)
    assert page.about.welcome.isVisible()
    other = desk.members.save(Member(chosen_name="Old"))
    page.open(other.id)
    assert not page.about.welcome.isVisible()
    page.open(ana.id)
    assert not page.about.welcome.isVisible()


def test_somebody_who_came_long_ago_is_welcomed_on_request(page: PeoplePage, desk: Desk) -> None:
    old = desk.members.save(Member(chosen_name="Old"))
    page.open(old.id)
    page.about.begin_welcome.click()
    assert page.about.welcome.isVisible()
    assert not page.about.begin_welcome.isVisible()


def test_today_says_whose_welcome_is_open_and_leads_there(
    qtbot: QtBot, desk: Desk, tmp_path: Path, ana: Member
) -> None:
    context = surroundings(desk, tmp_path)
    today = TodayPage(context, StoppedClock())
    shown(qtbot, today)
    assert "Welcome to finish: Ana" in [label.text() for label in today.findChildren(QLabel)]
    with qtbot.waitSignal(context.wishes.go) as gone:
        today._go_to_welcome()
    assert gone.args == ["people", "to_welcome"]
    people = PeoplePage(context, StoppedClock())
    qtbot.addWidget(people)
    people.refresh()
    people.open(gone.args[1])
    assert [entry.key for entry in people.list.entries] == [ana.id]


def test_an_observer_waits_for_the_word_of_the_group(
    page: PeoplePage, desk: Desk, ana: Member
) -> None:
    group = desk.groups.save(Group(name="Harbour"))
    membership = desk.members.join(ana.id, group.id, role=Role.OBSERVER)
    page.tabs.setCurrentIndex(GROUPS)
    row = page.groups.rows.row(membership.id)
    assert isinstance(row, BelongingRow)
    assert "Ask the group before they observe" in row._observing.text()
    row.asked.setCurrentIndex(row.asked.findData(GroupAsked.SOMEBODY_OBJECTS.value))
    (kept,) = desk.members.memberships(ana.id)
    assert kept.group_asked is GroupAsked.SOMEBODY_OBJECTS
    assert "they do not observe" in row._observing.text()


def test_whether_somebody_is_invited_back_is_kept(
    page: PeoplePage, desk: Desk, ana: Member
) -> None:
    page.about.leave.click()
    choice = page.about.invited_back
    choice.setCurrentIndex(choice.findData(InvitedBack.YES.value))
    page.flush()
    assert desk.members.get(ana.id).invited_back is InvitedBack.YES
