"""Words that are painted have as few lines as they need, each as full as it can be."""

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.ui.widgets.wrapping import lines_of, number_of_lines

TOLD = "Long evenings, and what helps in them when nobody is at home"


@pytest.fixture
def metrics(qtbot: QtBot) -> QFontMetrics:
    return QFontMetrics(QApplication.font())


def test_what_fits_stays_one_line(metrics: QFontMetrics) -> None:
    assert lines_of(TOLD, metrics, metrics.horizontalAdvance(TOLD)) == [TOLD]


@pytest.mark.parametrize("words", range(1, len(TOLD.split())))
def test_a_line_has_every_word_that_it_has_room_for(metrics: QFontMetrics, words: int) -> None:
    wanted = " ".join(TOLD.split()[:words])
    first, *others = lines_of(TOLD, metrics, metrics.horizontalAdvance(wanted) + 1, most=20)
    assert first == wanted
    assert " ".join((first, *others)).split()[:words] == wanted.split()


def test_a_word_that_is_too_long_has_a_line_of_its_own(metrics: QFontMetrics) -> None:
    first, second = lines_of("Donaudampfschifffahrt yes", metrics, metrics.horizontalAdvance("Do…"))
    assert first.endswith("…")
    assert second.startswith("y")


def test_one_long_word_ends_in_dots(metrics: QFontMetrics) -> None:
    lines = lines_of("Donaudampfschifffahrt", metrics, metrics.horizontalAdvance("Donau…"))
    assert lines[0].endswith("…")


@pytest.mark.parametrize(
    "text", [TOLD, "Donaudampfschifffahrt", "Two words", "Ends in a space ", ""]
)
@pytest.mark.parametrize("most", [1, 2])
def test_lines_are_numbered_as_they_are_made(metrics: QFontMetrics, text: str, most: int) -> None:
    for width in (0, 40, metrics.horizontalAdvance(text), metrics.horizontalAdvance(text) - 1):
        made = lines_of(text, metrics, width, most)
        assert number_of_lines(text, metrics, width, one=most == 1) == len(made)
