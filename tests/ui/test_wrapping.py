"""Painted words break where a line ends."""

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from peerdesk.ui.widgets.wrapping import lines_of


@pytest.fixture
def metrics(qapp: QApplication) -> QFontMetrics:
    return QFontMetrics(QFont(qapp.font()))


def test_what_fits_stays_in_one_line(metrics: QFontMetrics) -> None:
    assert lines_of("Tuesday Evenings", metrics, 1000) == ["Tuesday Evenings"]


def test_words_go_on_in_the_next_line(metrics: QFontMetrics) -> None:
    width = metrics.horizontalAdvance("Evenings") + 4
    assert lines_of("Tuesday Evenings", metrics, width) == ["Tuesday", "Evenings"]


def test_the_last_line_says_that_there_is_more(metrics: QFontMetrics) -> None:
    width = metrics.horizontalAdvance("Evenings at the") + 4
    first, last = lines_of("Tuesday Evenings at the harbour and beyond", metrics, width)
    assert first == "Tuesday"
    assert last.endswith("…")
    assert metrics.horizontalAdvance(last) <= width


def test_no_line_is_wider_than_its_room_whatever_the_word(metrics: QFontMetrics) -> None:
    width = 60
    for text in ("Selbsthilfegruppenleitung am Abend", "a", "", "longwordwithoutanyspacesatall"):
        lines = lines_of(text, metrics, width, 3)
        assert 1 <= len(lines) <= 3
        assert all(metrics.horizontalAdvance(line) <= width for line in lines)


def test_nothing_is_lost_between_the_lines(metrics: QFontMetrics) -> None:
    text = "First meeting: making our agreement"
    width = metrics.horizontalAdvance("making our agreement") + 4
    assert " ".join(lines_of(text, metrics, width)) == text
