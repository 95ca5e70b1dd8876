"""What is typed into a time is what it says, wherever the caret was before."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateTimeEdit
from pytestqt.qtbot import QtBot

from peerdesk.ui.widgets.bound_form import time_field
from peerdesk.ui.widgets.time_field import TimeField


def leave_it(_field: TimeField) -> None:
    """As the Tab key comes to it."""


def mark_everything(field: TimeField) -> None:
    field.selectAll()


def go_to_the_beginning(field: TimeField) -> None:
    QTest.keyClick(field, Qt.Key.Key_Home)


def click_before_the_hour(field: TimeField) -> None:
    QTest.mouseClick(field.lineEdit(), Qt.MouseButton.LeftButton)
    field.lineEdit().setCursorPosition(0)


@pytest.mark.parametrize(
    "prepare", [leave_it, mark_everything, go_to_the_beginning, click_before_the_hour]
)
@pytest.mark.parametrize(("typed", "meant"), [("20:45", (20, 45)), ("08:15", (8, 15))])
def test_a_typed_time_is_taken_as_a_whole(
    qtbot: QtBot, prepare: Callable[[TimeField], None], typed: str, meant: tuple[int, int]
) -> None:
    field = time_field()
    qtbot.addWidget(field)
    field.setTime(QTime(19, 0))
    field.show()
    field.setFocus()
    prepare(field)
    qtbot.keyClicks(field, typed)
    assert (field.time().hour(), field.time().minute()) == meant


def test_the_minutes_alone_can_be_typed_anew(qtbot: QtBot) -> None:
    field = time_field()
    qtbot.addWidget(field)
    field.setTime(QTime(19, 0))
    field.show()
    field.setFocus()
    field.setSelectedSection(QDateTimeEdit.Section.MinuteSection)
    qtbot.keyClicks(field, "30")
    assert (field.time().hour(), field.time().minute()) == (19, 30)
