"""Many rows come a few at a time, in their order, and whoever asks for one has it at once."""

import pytest
from checks import one_piece_at_a_time
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from peerdesk.ui.slices import all_is_shown
from peerdesk.ui.widgets.rows import KeyedRows, RecordRow

MANY = 20


class Line(RecordRow[str]):
    """A row that is its words."""

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel()
        QVBoxLayout(self).addWidget(self.words)

    def fill(self, record: str) -> None:
        self.words.setText(record)


@pytest.fixture
def lines(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> KeyedRows[str]:
    one_piece_at_a_time(monkeypatch)
    made: KeyedRows[str] = KeyedRows(Line)
    qtbot.addWidget(made)
    made.show()
    return made


def records(*, called: str = "line") -> list[tuple[int, str]]:
    return [(number, f"{called} {number}") for number in range(MANY)]


def shown(lines: KeyedRows[str]) -> list[str]:
    """What stands there, from the top to the bottom."""
    words = [each for each in lines.findChildren(QLabel) if each.isVisible()]
    return [
        each.text() for each in sorted(words, key=lambda each: each.mapTo(lines, each.pos()).y())
    ]


def test_they_come_a_few_at_a_time_and_in_their_order(qtbot: QtBot, lines: KeyedRows[str]) -> None:
    lines.show_records(records())
    assert len(lines.findChildren(QLabel)) == 1
    qtbot.waitUntil(lambda: shown(lines) == [words for _, words in records()])


def test_a_row_that_is_asked_for_is_there_at_once(lines: KeyedRows[str]) -> None:
    lines.show_records(records())
    last = lines.row(MANY - 1)
    assert isinstance(last, Line)
    assert last.words.text() == f"line {MANY - 1}"
    assert len(lines.rows) == MANY


def test_other_records_take_the_place_of_those_that_were_still_to_come(
    qtbot: QtBot, lines: KeyedRows[str]
) -> None:
    lines.show_records(records())
    lines.show_records(records(called="other")[:3])
    qtbot.waitUntil(lambda: shown(lines) == [f"other {n}" for n in range(3)])


def test_what_was_changed_is_said_in_the_rows_that_are_there(
    qtbot: QtBot, lines: KeyedRows[str]
) -> None:
    lines.show_records(records())
    before = lines.rows
    lines.show_records(records(called="changed"))
    assert lines.rows == before
    qtbot.waitUntil(lambda: shown(lines) == [words for _, words in records(called="changed")])


class Field(RecordRow[str]):
    """A row that can be typed in."""

    def __init__(self) -> None:
        super().__init__()
        self.words = QLineEdit()
        QVBoxLayout(self).addWidget(self.words)

    def fill(self, record: str) -> None:
        self.words.setText(record)


def test_tab_goes_down_the_rows_also_where_they_were_shown_twice_meanwhile(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_piece_at_a_time(monkeypatch)
    fields: KeyedRows[str] = KeyedRows(Field)
    fields.setMinimumSize(200, 300)
    qtbot.addWidget(fields)
    with qtbot.waitExposed(fields):
        fields.show()
    fields.show_records([(1, "one"), (3, "three"), (4, "four")])
    qtbot.waitUntil(lambda: all_is_shown(fields))
    wanted = [(1, "one"), (2, "two"), (3, "three"), (4, "four"), (5, "five")]
    fields.show_records(wanted)
    fields.show_records(wanted)
    qtbot.waitUntil(lambda: all_is_shown(fields))
    fields.findChildren(QLineEdit)[0].setFocus()
    passed = []
    for _ in wanted:
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        passed.append(field.text())
        QTest.keyClick(field, Qt.Key.Key_Tab)
    assert passed == [words for _, words in wanted]
