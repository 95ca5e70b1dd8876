"""What the unlock found out: a warning stays, and good news goes once work goes on."""

from pathlib import Path

import pytest
from checks import surroundings
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.ui.pages.listed import PAGES
from peerdesk.ui.shell import Shell
from peerdesk.ui.unlock_banner import UnlockBanner
from peerdesk.vault.findings import Finding, FindingKind

CRASH = Finding(FindingKind.AFTER_CRASH, 4, 3)
GUESSED = Finding(FindingKind.FAILED_UNLOCKS, count=4)
AT_ONCE, NEVER = 1, 10_000_000
"""Milliseconds until a message counts as read."""


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def banner_of(window: QWidget, read_within: int, *findings: Finding) -> UnlockBanner:
    banner = UnlockBanner(read_within)
    banner.setParent(window)
    banner.tell(findings)
    return banner


def test_after_a_crash_it_is_said_calmly_and_goes_once_work_goes_on(
    qtbot: QtBot, window: QWidget
) -> None:
    banner = banner_of(window, AT_ONCE, CRASH)
    message = banner.message
    assert message is not None
    assert message.objectName() == "banner_notice"
    qtbot.waitUntil(lambda: not banner._reading.isActive())
    assert "not closed properly" in banner.text, "nobody went on: it may not have been seen"
    banner.went_on()
    assert banner.text == ""
    assert banner.still_told == ()


def test_whoever_works_at_once_can_read_it_all_the_same(qtbot: QtBot, window: QWidget) -> None:
    banner = banner_of(window, 300, CRASH)
    banner.went_on()
    assert "not closed properly" in banner.text
    qtbot.waitUntil(lambda: banner.text == "")


@pytest.mark.parametrize("findings", [(GUESSED,), (CRASH, GUESSED)])
def test_what_asks_for_something_stays(window: QWidget, findings: tuple[Finding, ...]) -> None:
    banner = banner_of(window, AT_ONCE, *findings)
    message = banner.message
    assert message is not None
    assert message.objectName() == "banner_warning"
    banner.went_on()
    assert "wrong passphrase was tried" in banner.text
    assert banner.still_told == findings


def test_it_can_be_closed(window: QWidget) -> None:
    banner = banner_of(window, NEVER, CRASH)
    (closer,) = banner.findChildren(QPushButton)
    assert closer.accessibleName() == "Close this message"
    closer.click()
    assert banner.text == ""


def test_what_came_in_its_place_is_left_alone(qtbot: QtBot, window: QWidget) -> None:
    banner = banner_of(window, AT_ONCE, CRASH)
    banner.notice("The stick is there.")
    qtbot.waitUntil(lambda: not banner._reading.isActive())
    banner.went_on()
    assert banner.text == "The stick is there."


@pytest.fixture
def shell(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Shell:
    made = Shell(surroundings(desk, tmp_path), PAGES)
    qtbot.addWidget(made)
    made.show_page("today")
    made.tell((CRASH,))
    made._findings._reading.stop()  # as after twenty seconds
    return made


def test_a_save_is_work_and_a_line_in_the_log_is_none(shell: Shell, desk: Desk) -> None:
    desk.note_in_log(LogKind.BACKED_UP, "file")
    assert "not closed properly" in shell._findings.text
    desk.members.save(Member(chosen_name="Wren"))
    assert shell._findings.text == ""


def test_another_page_is_work_too(shell: Shell) -> None:
    shell.show_page("notes")
    assert shell._findings.text == ""


def test_a_window_that_is_made_anew_says_what_was_not_closed(qtbot: QtBot, shell: Shell) -> None:
    again = shell.made_anew()
    qtbot.addWidget(again)
    assert "not closed properly" in again._findings.text
    again._findings.clear()
    third = again.made_anew()
    qtbot.addWidget(third)
    assert third._findings.text == ""
    for made in (again, third):
        made.put_away()
