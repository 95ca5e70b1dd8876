"""What nobody has looked at yet is made in quiet moments, without being noticed."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from checks import one_piece_at_a_time, surroundings
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.ui.pages.listed import PAGES
from peerdesk.ui.pages.sessions.close import CloseStep
from peerdesk.ui.pages.sessions.page import SessionsPage
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.pages.sessions.prepare import PrepareStep
from peerdesk.ui.pages.sessions.run import RunStep
from peerdesk.ui.shell import Shell

SEVEN = datetime(2026, 11, 24, 19, 0)


@pytest.fixture
def shell(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shell]:
    one_piece_at_a_time(monkeypatch)
    made = Shell(surroundings(desk, tmp_path), PAGES)
    qtbot.addWidget(made)
    made.show_page("today")
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.focus_page()
    yield made
    made.put_away()


def test_every_page_is_made_and_the_one_that_comes_next_is_the_first(
    qtbot: QtBot, shell: Shell
) -> None:
    shell.ahead.begin()
    made = []
    while shell.ahead.goes_on:
        qtbot.wait(1)
        made += [name for name in shell.made if name not in made]
    assert made[:2] == ["today", "sessions"]
    assert set(made) == {page.name for page in PAGES}


def test_neither_the_page_nor_the_keyboard_is_moved(qtbot: QtBot, shell: Shell) -> None:
    before = QApplication.focusWidget()
    assert before is not None
    shell.ahead.begin()
    qtbot.waitUntil(lambda: not shell.ahead.goes_on)
    assert QApplication.focusWidget() is before
    assert shell.page is not None
    assert shell.page.name == "today"


class Windows(QObject):
    """Every window that shows."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_nothing_flashes_up_as_a_window_of_its_own(qtbot: QtBot, shell: Shell) -> None:
    windows = Windows()
    QApplication.instance().installEventFilter(windows)
    shell.ahead.begin()
    qtbot.waitUntil(lambda: not shell.ahead.goes_on)
    assert windows.shown == []


def test_what_is_wanted_at_once_is_there_at_once(qtbot: QtBot, shell: Shell) -> None:
    shell.ahead.begin()
    qtbot.wait(1)
    shell.show_page("sessions")
    page = shell.page
    assert isinstance(page, SessionsPage)
    assert page.view.run.tabs.count() == 5
    qtbot.waitUntil(lambda: not shell.ahead.goes_on)
    assert page.view.run.tabs.count() == 5


def test_of_what_was_made_only_one_step_is_seen(qtbot: QtBot, desk: Desk, shell: Shell) -> None:
    group = desk.groups.save(Group(name="Tuesday circle"))
    session = desk.sessions.plan(group.id, SEVEN)
    shell.ahead.begin()
    qtbot.waitUntil(lambda: not shell.ahead.goes_on)
    shell.show_page("sessions", session.id)
    page = shell.page
    assert isinstance(page, SessionsPage)
    seen = [each for each in page.findChildren(Part) if each.isVisible()]
    steps = [each for each in seen if isinstance(each, PrepareStep | RunStep | CloseStep)]
    assert steps == [page.view.prepare]
    assert not page.view.run.isVisible()


def test_a_window_that_is_put_away_makes_nothing_more(qtbot: QtBot, shell: Shell) -> None:
    shell.ahead.begin()
    shell.hide()
    qtbot.wait(20)
    assert not shell.ahead.goes_on
    assert list(shell.made) == ["today"]


def test_a_window_that_is_shown_again_goes_on(qtbot: QtBot, shell: Shell) -> None:
    shell.ahead.begin()
    shell.hide()
    shell.show()
    qtbot.waitUntil(lambda: not shell.ahead.goes_on)
    assert set(shell.made) == {page.name for page in PAGES}
