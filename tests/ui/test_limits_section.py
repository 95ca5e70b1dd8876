"""Limits and reporting on the page of groups, and the scripts that wait to be read again."""

from datetime import date
from pathlib import Path

import pytest
from checks import NOON, StoppedClock, shown, surroundings, too_small, without_a_name
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.limits import ReportingDuty
from peerdesk.domain.members import Member, Role
from peerdesk.ui.pages.ground_rules.page import GroundRulesPage
from peerdesk.ui.pages.groups.limits import DutyRow
from peerdesk.ui.pages.groups.page import GroupsPage
from peerdesk.ui.reminders import reminders

LIMITS = 5


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(Group(name="Harbour"))


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path, group: Group) -> GroupsPage:
    made = GroupsPage(surroundings(desk, tmp_path), StoppedClock())
    shown(qtbot, made)
    made.open(group.id)
    made.tabs.setCurrentIndex(LIMITS)
    return made


def box(page: GroupsPage, name: str) -> QCheckBox:
    boxes = page.limits.findChildren(QCheckBox)
    return next(each for each in boxes if each.accessibleName() == name)


def line(page: GroupsPage, name: str) -> QLineEdit:
    boxes = page.limits.findChildren(QLineEdit)
    return next(each for each in boxes if each.accessibleName().startswith(name))


def said(page: GroupsPage) -> str:
    return f"{page.limits._limits_said.text()} {page.limits._reporting_said.text()}"


def test_what_is_ticked_and_written_is_what_is_said(
    desk: Desk, page: GroupsPage, group: Group
) -> None:
    assert "if a court orders us to" in said(page)
    box(page, "A court order").setChecked(False)
    box(page, "Something else").setChecked(True)
    words = line(page, "Something else")
    words.setText("if the warden of {place} asks")
    words.textEdited.emit("")
    page.flush()

    assert "court" not in said(page)
    assert "or if the warden of this room asks." in said(page)
    assert [limit.applies for limit in desk.limits.of_group(group.id)] == [True] * 4 + [False, True]


def test_words_that_would_go_round_in_circles_are_pointed_out(page: GroupsPage) -> None:
    assert not page.limits._trouble.isVisible()
    words = line(page, "A court order")
    words.setText("if {limits} or {weather} say so")
    words.textEdited.emit("")
    page.flush()
    assert page.limits._trouble.text().startswith("{weather}, {limits} can't be filled in")


def test_each_facilitator_has_a_duty(desk: Desk, page: GroupsPage, group: Group) -> None:
    assert page.limits._nobody.isVisible()
    for name, role in (("Ana", Role.FACILITATOR), ("Lee", Role.MEMBER)):
        member = desk.members.save(Member(chosen_name=name))
        desk.members.join(member.id, group.id, role=role)
    (row,) = page.limits.duties.rows
    assert isinstance(row, DutyRow)
    row.duty.setCurrentIndex(row.duty.findData(ReportingDuty.YES.value))
    row.duty.activated.emit(0)

    assert "Ana is required by law" in said(page)
    assert not page.limits._nobody.isVisible()


def test_a_changed_limit_asks_on_today_and_on_the_script_until_it_was_read_again(
    qtbot: QtBot, desk: Desk, tmp_path: Path, page: GroupsPage, group: Group
) -> None:
    script = next(each for each in desk.scripts.all() if each.origin == "general")
    desk.agreements.take(group.id, desk.scripts.latest(script.id).id, date(2026, 5, 4))
    rules = GroundRulesPage(surroundings(desk, tmp_path), StoppedClock())
    shown(qtbot, rules)
    rules.open(script.id)
    assert not rules.view.reviewed.isVisible()

    page.limits.minors.setChecked(True)
    page.flush()
    assert "“Harbour”" in rules.view.review_words.text()
    (reminder,) = (each for each in reminders(desk, NOON) if each.page == "ground_rules")
    assert (reminder.key, script.title in reminder.text) == (script.id, True)

    rules.view.reviewed.click()
    assert not rules.view.reviewed.isVisible()
    assert not any(each.page == "ground_rules" for each in reminders(desk, NOON))
    offers = [each for each in rules.banner.findChildren(QPushButton) if each.text() == "Undo"]
    offers[-1].click()
    assert rules.view.reviewed.isVisible()


def test_every_control_has_a_name_and_a_size(page: GroupsPage) -> None:
    assert without_a_name(page) == []
    assert too_small(page) == []
