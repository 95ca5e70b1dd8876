"""Two parts side by side, or below one another, whichever is to be on top."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.layout import column


@pytest.mark.parametrize("second_on_top", [False, True])
@pytest.mark.parametrize("stacked", [None, (0, 0)])
def test_the_parts_are_arranged_by_the_room_there_is(
    qtbot: QtBot, second_on_top: bool, stacked: tuple[int, int] | None
) -> None:
    both = Adaptive(
        QLabel("one"), QLabel("two"), least=20, stacked=stacked, second_on_top=second_on_top
    )
    qtbot.addWidget(both)
    both.resize(1000, 100)
    both.show()
    assert both.is_side_by_side
    with qtbot.waitSignal(both.turned):
        both.resize(100, 400)
    first, second = both._parts
    qtbot.waitUntil(lambda: first.y() != second.y())
    assert (second.y() < first.y()) is second_on_top
    both.resize(1000, 100)
    assert both.is_side_by_side


def test_a_part_that_comes_to_need_more_room_goes_below_the_other(qtbot: QtBot) -> None:
    first, second = QLabel("one"), QLabel("two")
    both = Adaptive(first, second)
    window = column(both)
    qtbot.addWidget(window)
    window.resize(300, 100)
    window.show()
    assert both.is_side_by_side
    with qtbot.waitSignal(both.turned):
        second.setText("a line of words that is longer than all of the room that there is for it")
    qtbot.waitUntil(lambda: second.y() > first.y())
    with qtbot.waitSignal(both.turned):
        second.setText("two")
    assert both.is_side_by_side
