"""A name and its hints share a line where both have room in it."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.ui.widgets.name_line import NameLine


@pytest.mark.parametrize(("width", "shares_a_line"), [(500, True), (120, False)])
def test_hints_stand_beside_a_name_where_both_have_room(
    qtbot: QtBot, qapp: QApplication, width: int, shares_a_line: bool
) -> None:
    line = NameLine()
    qtbot.addWidget(line)
    line.show_name("Marguerite", "has not agreed yet · she/her")
    line.resize(width, 80)
    line.show()
    qapp.processEvents()
    assert line.is_one_line is shares_a_line
    assert not line.name.is_cut
    assert not line.name.geometry().intersects(line.hints.geometry())


def test_a_name_alone_has_the_whole_line(qtbot: QtBot, qapp: QApplication) -> None:
    line = NameLine()
    qtbot.addWidget(line)
    line.show_name("Marguerite", "")
    line.resize(300, 40)
    line.show()
    qapp.processEvents()
    assert line.name.width() == 300
    assert not line.hints.isVisible()
