"""Words to be read aloud stay in sight, however large they are."""

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.ui.widgets.large_text import LargeText
from peerdesk.ui.widgets.layout import scrolling

PARAGRAPHS = tuple(f"{number}.  We listen, and nobody has to speak. " * 3 for number in range(1, 9))


@pytest.mark.parametrize("points", [11, 22])
def test_the_rule_that_is_read_is_in_sight_where_the_page_around_it_scrolls(
    qtbot: QtBot, points: int
) -> None:
    inner = QWidget()
    font = inner.font()
    font.setPointSize(points)
    inner.setFont(font)
    column = QVBoxLayout(inner)
    column.addWidget(QLabel("\n".join("above" for _ in range(12))))
    text = LargeText()
    text.setMinimumHeight(400)
    column.addWidget(text)
    column.addWidget(QLabel("\n".join("below" for _ in range(30))))
    page = scrolling(inner)
    qtbot.addWidget(page)
    page.resize(600, 300)
    with qtbot.waitExposed(page):
        page.show()
    text.show_paragraphs(PARAGRAPHS)
    for number in range(len(PARAGRAPHS)):
        text.highlight(number)
        begins = text.viewport().mapTo(page.viewport(), text.cursorRect().center())
        assert 0 <= begins.y() <= page.viewport().height()
