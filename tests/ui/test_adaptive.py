"""Two parts side by side, or below one another, whichever is to be on top."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from peerdesk.ui.widgets.columns import Adaptive


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
