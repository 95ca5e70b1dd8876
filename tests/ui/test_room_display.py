"""The room display: large, and nothing about anyone."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import checks
import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from peerdesk.app import sample_desk
from peerdesk.desk.desk import Desk
from peerdesk.domain.room import Passage, RoomView
from peerdesk.domain.scripts import RuleItem, RuleTopic, Segment, SegmentKind
from peerdesk.ui.pages.sessions import SessionsPage
from peerdesk.ui.room import display as room
from peerdesk.ui.room.display import RoomDisplay
from peerdesk.ui.room.view import heading_of, paragraphs_of, view_of_part, view_of_rule
from peerdesk.ui.room.word_pages import WordPage, laid_out

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


def letters(pages: tuple[WordPage, ...]) -> set[int]:
    return {line.paragraph.font().pixelSize() for page in pages for line in page.lines}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("height", [720, 1080, 2160])
@pytest.mark.parametrize("sentences", [1, 4, 30])
def test_no_word_is_smaller_than_a_fourteenth_of_the_screen(height: int, sentences: int) -> None:
    room = QRectF(0, 0, height * 14 / 9, height * 5 / 6)
    words = "What we hear from one another stays with us, kindly and carefully. " * sentences
    pages = laid_out((words,), QFont(), room, height)
    assert min(letters(pages)) >= height / 14
    assert max(letters(pages)) <= height / 9 + 1
    said = "".join(
        line.paragraph.text()[line.paragraph.lineAt(line.number).textStart() :][
            : line.paragraph.lineAt(line.number).textLength()
        ]
        for page in pages
        for line in page.lines
    )
    assert said.split() == words.split()
    bottom = max(line.at.y() + page.lift for page in pages for line in page.lines)
    assert bottom + max(letters(pages)) <= room.height()


@pytest.mark.usefixtures("qapp")
def test_a_rule_stays_on_one_page_where_it_fits_on_one() -> None:
    rules = tuple(f"{n}.  We keep what is said here, and who came, to ourselves." for n in range(9))
    pages = laid_out(rules, QFont(), QRectF(0, 0, 1700, 800), 1080)
    assert len(pages) > 1
    begun = [line.paragraph for page in pages for line in page.lines if line.number == 0]
    assert len(begun) == len(rules)
    for page in pages:
        assert page.lines[0].number == 0


def test_keys_and_a_clicker_go_on_and_esc_puts_it_away(qtbot: QtBot, wall: RoomDisplay) -> None:
    wall.show_view(Passage("Welcome"))
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
    wall.show_view(Passage("Welcome"))
    wall.open_on_its_screen()
    with qtbot.waitSignal(wall.put_away):
        wall._on_screen_removed(wall.screen())
    assert not wall.isVisible()


def test_its_title_says_nothing(wall: RoomDisplay) -> None:
    wall.show_view(Passage("Rules", "1.  A rule"))
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
        view = reader.wall.view
        assert view is not None
        if seen and view == seen[-1]:
            break
        seen.append(view)
        reader.go_on()
    assert len(seen) > 10
    said = " ".join(" ".join((heading_of(view), *paragraphs_of(view))) for view in seen)
    assert [name for name in names if name in said] == []


def test_two_screens_of_one_place_are_known_as_a_mirror(monkeypatch: pytest.MonkeyPatch) -> None:
    def screens(*places: QRect) -> None:
        made = [SimpleNamespace(geometry=lambda place=place: place) for place in places]
        monkeypatch.setattr(room.QGuiApplication, "screens", lambda: made)

    screens(QRect(0, 0, 1920, 1080), QRect(0, 0, 1920, 1080))
    assert room.shows_the_same_twice()
    screens(QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 720))
    assert not room.shows_the_same_twice()
