"""What takes longer than a moment comes piece by piece, while somebody looks at it."""

from collections.abc import Iterator

import pytest
from checks import one_piece_at_a_time
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from peerdesk.ui.slices import Slices, all_is_shown

MANY = 30


class Paper(QWidget):
    """Lines of words below one another."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.slices = Slices(self)

    def pieces(self, called: str = "line", *, up_to: int = MANY) -> Iterator[None]:
        for number in range(up_to):
            self.column.addWidget(QLabel(f"{called} {number}"))
            yield

    @property
    def words(self) -> list[str]:
        return [label.text() for label in self.findChildren(QLabel)]


@pytest.fixture
def paper(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Paper:
    one_piece_at_a_time(monkeypatch)
    made = Paper()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def lines(up_to: int = MANY, called: str = "line") -> list[str]:
    return [f"{called} {number}" for number in range(up_to)]


def test_the_first_piece_is_there_at_once_and_all_of_them_in_the_end(
    qtbot: QtBot, paper: Paper
) -> None:
    paper.slices.begin(paper.pieces())
    assert paper.words == lines(1)
    assert not all_is_shown(paper)
    qtbot.waitUntil(lambda: all_is_shown(paper))
    assert paper.words == lines()


def test_nothing_is_made_at_once_of_what_is_to_follow(qtbot: QtBot, paper: Paper) -> None:
    paper.slices.follow(paper.pieces())
    assert paper.words == []
    qtbot.waitUntil(lambda: all_is_shown(paper))
    assert paper.words == lines()


def test_where_there_is_time_everything_is_there_at_once(qtbot: QtBot) -> None:
    paper = Paper()
    qtbot.addWidget(paper)
    paper.slices.begin(paper.pieces())
    assert paper.words == lines()


def test_a_click_between_two_pieces_is_answered(qtbot: QtBot, paper: Paper) -> None:
    there = []
    press = QPushButton("Press")
    press.clicked.connect(lambda: there.append(len(paper.words)))
    paper.column.addWidget(press)
    paper.slices.begin(paper.pieces())
    QTest.mouseClick(press, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: all_is_shown(paper))
    assert len(there) == 1
    assert there[0] < MANY


def test_who_looks_elsewhere_has_no_further_piece_made(qtbot: QtBot, paper: Paper) -> None:
    paper.slices.begin(paper.pieces())
    paper.hide()
    there = paper.words
    assert all_is_shown(paper)
    qtbot.wait(20)
    assert paper.words == there


def test_who_comes_back_finds_the_rest(qtbot: QtBot, paper: Paper) -> None:
    paper.slices.begin(paper.pieces())
    paper.hide()
    paper.show()
    qtbot.waitUntil(lambda: all_is_shown(paper))
    assert paper.words == lines()


def test_what_is_on_a_page_that_nobody_sees_yet_begins_when_it_is_shown(
    qtbot: QtBot, paper: Paper
) -> None:
    page = QWidget(paper)
    inner = Paper()
    QVBoxLayout(page).addWidget(inner)
    inner.slices.follow(inner.pieces())
    assert all_is_shown(paper)
    page.show()
    assert not all_is_shown(paper)
    qtbot.waitUntil(lambda: all_is_shown(paper))
    assert inner.words == lines()


def test_whoever_needs_the_whole_has_it_at_once(paper: Paper) -> None:
    paper.slices.begin(paper.pieces())
    paper.slices.complete()
    assert paper.words == lines()
    assert all_is_shown(paper)


def test_what_was_dropped_never_comes(qtbot: QtBot, paper: Paper) -> None:
    paper.slices.begin(paper.pieces())
    paper.slices.drop()
    paper.hide()
    paper.show()
    qtbot.wait(20)
    assert paper.words == lines(1)


def test_others_take_the_place_of_those_that_were_to_come(qtbot: QtBot, paper: Paper) -> None:
    paper.slices.begin(paper.pieces())
    paper.slices.begin(paper.pieces("other"))
    qtbot.waitUntil(lambda: all_is_shown(paper))
    assert paper.words == [*lines(1), *lines(called="other")]


def test_a_piece_may_begin_others_and_ask_for_the_whole(qtbot: QtBot, paper: Paper) -> None:
    def turning() -> Iterator[None]:
        yield from paper.pieces(up_to=2)
        paper.slices.begin(paper.pieces("other"))
        paper.slices.complete()
        yield
        yield from paper.pieces("never")

    paper.slices.begin(turning())
    qtbot.waitUntil(lambda: all_is_shown(paper))
    assert paper.words == [*lines(2), *lines(called="other")]


def test_a_piece_that_fails_is_told_of_once_and_ends_it(qtbot: QtBot, paper: Paper) -> None:
    def failing() -> Iterator[None]:
        yield from paper.pieces(up_to=2)
        raise RuntimeError("no more")

    with capture_exceptions() as told:
        paper.slices.begin(failing())
        qtbot.waitUntil(lambda: all_is_shown(paper))
    assert [kind for kind, _, _ in told] == [RuntimeError]
    assert paper.words == lines(2)
    paper.slices.begin(paper.pieces("other"))
    qtbot.waitUntil(lambda: all_is_shown(paper))
    assert paper.words == [*lines(2), *lines(called="other")]


def test_what_comes_in_a_window_over_it_counts_and_what_is_made_ahead_does_not(
    qtbot: QtBot, paper: Paper
) -> None:
    ahead = Slices(paper, ahead=True)
    ahead.follow(paper.pieces("ahead"))
    assert all_is_shown(paper)
    window = QDialog(paper)
    inner = Paper()
    QVBoxLayout(window).addWidget(inner)
    with qtbot.waitExposed(window):
        window.show()
    inner.slices.begin(inner.pieces())
    assert not all_is_shown(paper)
    qtbot.waitUntil(lambda: all_is_shown(paper) and not ahead.goes_on)
    assert inner.words == lines()


def test_a_window_that_goes_takes_its_pieces_with_it(qtbot: QtBot, paper: Paper) -> None:
    made = []

    def counted() -> Iterator[None]:
        while True:
            made.append(1)
            yield

    window = QWidget()
    Slices(window).follow(counted())
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: len(made) > 2)
    with qtbot.waitSignal(window.destroyed):
        window.deleteLater()
    before = len(made)
    qtbot.wait(20)
    assert len(made) == before
