"""A note's Markdown is lightly formatted while it is typed, and nothing jumps."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from peerdesk.ui import theme
from peerdesk.ui.widgets.light_formatting import LightFormatting


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[QPlainTextEdit]:
    made = QPlainTextEdit()
    made.formatting = LightFormatting(made)  # type: ignore[attr-defined] # kept as its owner does
    qtbot.addWidget(made)
    made.show()
    yield made
    made.hide()


def bold(field: QPlainTextEdit) -> list[str]:
    """The bold words of each line, as they are shown."""
    found = []
    block = field.document().firstBlock()
    while block.isValid():
        raw = block.text().encode("utf-16-le")
        for each in block.layout().formats():
            if each.format.fontWeight() == QFont.Weight.Bold:
                part = raw[2 * each.start : 2 * (each.start + each.length)]
                found.append(part.decode("utf-16-le"))
        block = block.next()
    return found


def colour(field: QPlainTextEdit) -> str:
    """That of the first letters that have a form."""
    formats = field.document().firstBlock().layout().formats()
    return formats[0].format.foreground().color().name()


def test_bold_words_headings_and_points_stand_out(field: QPlainTextEdit) -> None:
    field.setPlainText("# Themes\n- **rest**, and 🌿 **tea**\nplain")
    assert bold(field) == ["Themes", "-", "rest", "tea"]


def test_words_are_formatted_as_they_are_typed(qtbot: QtBot, field: QPlainTextEdit) -> None:
    qtbot.keyClicks(field, "a **quiet*")
    assert bold(field) == []
    qtbot.keyClicks(field, "*")
    assert bold(field) == ["quiet"]
    assert field.toPlainText() == "a **quiet**"


def test_no_line_changes_its_height(field: QPlainTextEdit) -> None:
    heights = []
    for text in ("Themes", "# Themes"):
        field.setPlainText(text)
        heights.append(field.blockBoundingRect(field.document().firstBlock()).height())
    assert heights[0] == heights[1]


def test_another_theme_is_no_change_by_a_person(
    qtbot: QtBot, qapp: QApplication, field: QPlainTextEdit
) -> None:
    field.setPlainText("**rest**")
    before = colour(field)
    with qtbot.assertNotEmitted(field.textChanged, wait=50):
        theme.apply(qapp, "dark")
    after = colour(field)
    theme.apply(qapp, "light")
    assert before != after
