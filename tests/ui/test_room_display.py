"""The room display: large, and nothing about anyone."""

from collections.abc import Iterator
from datetime import time
from pathlib import Path
from types import SimpleNamespace

import checks
import pypdfium2
import pytest
from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QPoint,
    QRect,
    QRectF,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QFont, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.app import sample_desk
from peerdesk.desk.desk import Desk
from peerdesk.domain.room import (
    BreakTimer,
    Breathing,
    Passage,
    Question,
    RoundTimer,
    Sheet,
)
from peerdesk.domain.scripts import RuleItem, RuleTopic, Segment, SegmentKind
from peerdesk.ui.pages.sessions.page import SessionsPage
from peerdesk.ui.room import display as room
from peerdesk.ui.room.display import RoomDisplay
from peerdesk.ui.room.guard import NameGuard
from peerdesk.ui.room.view import view_of_part, view_of_rule
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


def test_on_the_only_screen_it_says_for_a_moment_how_to_come_back(
    qtbot: QtBot, wall: RoomDisplay
) -> None:
    wall.show_view(view_of_part(PART, "en"))
    wall.open_on_its_screen()
    assert "Esc" in wall.way_back.text()
    qtbot.waitUntil(wall.way_back.isVisible)
    assert wall.rect().contains(wall.way_back.geometry())
    wall._hint_time.setInterval(10)
    qtbot.waitUntil(lambda: not wall.way_back.isVisible())


def test_its_title_says_nothing(wall: RoomDisplay) -> None:
    wall.show_view(Passage("Rules", "1.  A rule"))
    assert wall.windowTitle() == "PeerDesk"


def captured(display: RoomDisplay) -> str:
    """Every word that the display paints, on all its pages, read back from a PDF of it."""
    page = QByteArray()
    pages = []
    while True:
        buffer = QBuffer(page)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly | QIODevice.OpenModeFlag.Truncate)
        writer = QPdfWriter(buffer)
        writer.setPageSize(QPageSize(QSizeF(1280, 720), QPageSize.Unit.Point))
        writer.setPageMargins(QMarginsF())
        writer.setResolution(72)
        painter = QPainter(writer)
        display.render(painter, QPoint())
        painter.end()
        buffer.close()
        pages.append(first_page_text(bytes(page.data())))
        if not display.turn(1):
            return squeezed(" ".join(pages))


def squeezed(words: str) -> str:
    """Without spaces, which a capture does not tell from wide letters."""
    return "".join(words.split())


def first_page_text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return str(document[0].get_textpage().get_text_bounded())
    finally:
        document.close()


def names_of(sample: Desk) -> list[str]:
    """Whatever stands for a person or a group in the vault."""
    people = [
        name
        for member in sample.members.all(with_left=True)
        for name in (member.chosen_name, member.other_name)
        if name
    ]
    return [*people, *(group.name for group in sample.groups.all(with_archived=True))]


def test_no_name_of_the_vault_is_in_what_the_room_sees(
    qtbot: QtBot, sample: Desk, tmp_path: Path
) -> None:
    page = SessionsPage(checks.surroundings(sample, tmp_path))
    checks.shown(qtbot, page)
    running = next(iter(sample.sessions.running()), None)
    session = running or sample.sessions.recent()[0]
    page.open(session.id)
    reader, wall = page.view.run.reader, page.view.run.wall
    reader.show_session(session, fresh=True)
    wall.toggle()
    display = wall.display
    assert display is not None
    display.resize(1280, 720)
    seen = [captured(display)]
    for _ in range(200):
        before = wall.view
        reader.view.go_on()
        if wall.view == before:
            break
        seen.append(captured(display))
    assert len(seen) > 10
    somebody = names_of(sample)[0]
    for view in (
        RoundTimer("en", 120, 30, question=f"What helped {somebody}?"),
        BreakTimer("en", 600, 61, time(19, 40)),
        Question(f"Is {somebody} here?"),
        Question("What helps you to rest?"),
        Breathing("en"),
        Sheet("Our agreement", (f"We wait for {somebody}.", "We keep it here.")),
    ):
        wall.bring(view)
        seen.append(captured(display))
    said = " ".join(seen)
    # The capture sees words at all: those of every view, and the time.
    for words in ("0:30", "1:01", "We go on at 19:40", "What helps you to rest?", "Breathe in",
                  "We keep it here.", "Anyone may pass"):  # fmt: skip
        assert squeezed(words) in said, words
    assert [name for name in names_of(sample) if squeezed(name) in said] == []


def test_no_rule_of_the_library_is_taken_for_a_name_of_the_sample(sample: Desk) -> None:
    guard = NameGuard(sample)
    rules = [
        rule.text
        for script in sample.scripts.all()
        for rule in sample.scripts.latest(script.id).rules
        if script.built_in
    ]
    assert [(rule, guard.found_in(rule)) for rule in rules if guard.found_in(rule)] == []


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("words", ["1.  ما يقال هنا يبقى هنا.", "1.  מה שנאמר כאן נשאר כאן."])
def test_words_that_are_read_from_the_right_begin_there(words: str) -> None:
    (page,) = laid_out((words,), QFont(), QRectF(0, 0, 1600, 500), 720)
    line = page.lines[0].paragraph.lineAt(0)
    assert line.naturalTextRect().right() == pytest.approx(1600, abs=2)
    assert line.naturalTextRect().left() > 100


def test_a_rule_with_a_name_in_it_is_not_shown_until_it_is_said_to_be_none(
    qtbot: QtBot, sample: Desk, tmp_path: Path
) -> None:
    page = SessionsPage(checks.surroundings(sample, tmp_path))
    checks.shown(qtbot, page)
    somebody = sample.members.all()[0].chosen_name
    wall = page.view.run.wall
    wall.toggle()
    wall.bring(Passage("Rules", f"1.  We listen to {somebody}."))
    assert wall.view == Passage("Rules")
    assert somebody in page.banner.text
    (allow,) = (
        each
        for each in page.banner.findChildren(QPushButton)
        if each.text() == "That is no name here"
    )
    allow.click()
    assert wall.view == Passage("Rules", f"1.  We listen to {somebody}.")


def test_a_question_of_ones_own_a_breath_and_all_the_rules_are_one_choice_away(
    qtbot: QtBot, sample: Desk, tmp_path: Path
) -> None:
    page = SessionsPage(checks.surroundings(sample, tmp_path))
    checks.shown(qtbot, page)
    session = next(iter(sample.sessions.running()), None) or sample.sessions.recent()[0]
    page.open(session.id)
    reader, wall = page.view.run.reader, page.view.run.wall
    reader.show_session(session, fresh=True)
    choose = {action.text(): action for action in reader.choices._menu.actions()}
    choose["A slow breath"].trigger()
    assert isinstance(wall.view, Breathing)
    choose["All the rules"].trigger()
    assert isinstance(wall.view, Sheet)
    assert len(wall.view.lines) > 10
    choose["A question of our own…"].trigger()
    reader.choices.field.setText(f"Is {sample.members.all()[0].chosen_name} well?")
    reader.choices.show_question()
    assert isinstance(wall.view, Sheet)
    reader.choices.field.setText("What helps you to rest?")
    qtbot.keyClick(reader.choices.field, Qt.Key.Key_Return)
    assert wall.view == Question("What helps you to rest?")
    choose["What is being read"].trigger()
    assert isinstance(wall.view, Passage)
    choose["Nothing"].trigger()
    assert wall.view is None


def test_two_screens_of_one_place_are_known_as_a_mirror(monkeypatch: pytest.MonkeyPatch) -> None:
    def screens(*places: QRect) -> None:
        made = [SimpleNamespace(geometry=lambda place=place: place) for place in places]
        monkeypatch.setattr(room.QGuiApplication, "screens", lambda: made)

    screens(QRect(0, 0, 1920, 1080), QRect(0, 0, 1920, 1080))
    assert room.shows_the_same_twice()
    screens(QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 720))
    assert not room.shows_the_same_twice()
