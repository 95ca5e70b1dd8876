"""The room display: large, and nothing about anyone."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import checks
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from peerdesk.app import sample_desk
from peerdesk.desk.desk import Desk
from peerdesk.domain.scripts import RuleItem, RuleTopic, Segment, SegmentKind
from peerdesk.ui.pages.sessions import SessionsPage
from peerdesk.ui.room import display as room
from peerdesk.ui.room.display import RoomDisplay
from peerdesk.ui.room.view import RoomView, view_of_part, view_of_rule

RULE = RuleItem(
    topic=RuleTopic.CONFIDENTIALITY, text="In {group} we keep what {facilitators} hear, at {place}."
)
PART = Segment(kind=SegmentKind.AGREEMENTS, title="Rules of {group}", text="", rules=(RULE,))


@pytest.fixture
def wall(qtbot: QtBot) -> Iterator[RoomDisplay]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = RoomDisplay(parent)
    yield made
    made.close()


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Desk]:
    desk = sample_desk(tmp_path / "sample")
    yield desk
    desk.close()


@pytest.mark.parametrize("language", ["en", "es", "es-MX", "fi"])
def test_blanks_are_filled_with_words_that_name_nobody(language: str) -> None:
    views = (view_of_part(PART, language), view_of_rule(PART, RULE.text, 3, language))
    for view in views:
        assert "{" not in view.heading + view.words
    assert views[1].words.startswith("3.  ")


@pytest.mark.usefixtures("qapp")
def test_a_short_rule_is_large_enough_for_the_back_of_the_room() -> None:
    wall_screen = QRect(0, 0, 1920, 1080)
    font = room._fitting(QFont(), "We keep what is said here, here.", wall_screen)
    assert QFontMetrics(font).capHeight() >= 1080 / 25


@pytest.mark.usefixtures("qapp")
def test_a_long_rule_still_fits() -> None:
    wall_screen = QRect(0, 0, 1280, 720)
    words = "What we hear from one another stays with us, kindly and carefully. " * 9
    font = room._fitting(QFont(), words, wall_screen)
    needed = QFontMetrics(font).boundingRect(wall_screen, room._FLOWING, words)
    assert needed.height() <= 720
    assert font.pixelSize() >= 720 // room.LEAST_LETTERS


def test_keys_and_a_clicker_go_on_and_esc_puts_it_away(qtbot: QtBot, wall: RoomDisplay) -> None:
    wall.show_view(RoomView("Welcome"))
    wall.open_on_its_screen()
    with qtbot.waitSignal(wall.forward_wanted):
        qtbot.keyClick(wall, Qt.Key.Key_PageDown)
    with qtbot.waitSignal(wall.back_wanted):
        qtbot.keyClick(wall, Qt.Key.Key_PageUp)
    with qtbot.waitSignal(wall.put_away):
        qtbot.keyClick(wall, Qt.Key.Key_Escape)
    assert not wall.isVisible()


def test_a_screen_that_is_unplugged_takes_the_display_with_it(
    qtbot: QtBot, wall: RoomDisplay
) -> None:
    wall.show_view(RoomView("Welcome"))
    wall.open_on_its_screen()
    with qtbot.waitSignal(wall.put_away):
        wall._on_screen_removed(wall.screen())
    assert not wall.isVisible()


def test_its_title_says_nothing(wall: RoomDisplay) -> None:
    wall.show_view(RoomView("Rules", "1.  A rule"))
    assert wall.windowTitle() == "PeerDesk"


def test_no_name_of_the_vault_reaches_the_room(qtbot: QtBot, sample: Desk, tmp_path: Path) -> None:
    page = SessionsPage(checks.surroundings(sample, tmp_path))
    checks.shown(qtbot, page)
    running = next(iter(sample.sessions.running()), None)
    session = running or sample.sessions.recent()[0]
    page.open(session.id)
    reader = page.view.run.reader
    reader.show_session(session, fresh=True)
    names = [member.chosen_name for member in sample.members.all(with_left=True)]
    names += [group.name for group in sample.groups.all(with_archived=True)]
    seen: list[RoomView] = []
    for _ in range(200):
        view = reader.wall._view
        assert view is not None
        if seen and view == seen[-1]:
            break
        seen.append(view)
        reader.go_on()
    assert len(seen) > 10
    said = " ".join(f"{view.heading} {view.words}" for view in seen)
    assert [name for name in names if name in said] == []


def test_two_screens_of_one_place_are_known_as_a_mirror(monkeypatch: pytest.MonkeyPatch) -> None:
    def screens(*places: QRect) -> None:
        made = [SimpleNamespace(geometry=lambda place=place: place) for place in places]
        monkeypatch.setattr(room.QGuiApplication, "screens", lambda: made)

    screens(QRect(0, 0, 1920, 1080), QRect(0, 0, 1920, 1080))
    assert room.shows_the_same_twice()
    screens(QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 720))
    assert not room.shows_the_same_twice()
