"""What is scrolled in a window is as much a part of it as what is not."""

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from peerdesk.ui.widgets.layout import column, scrolling


def test_a_field_that_was_given_the_keyboard_has_it_once_the_window_shows(qtbot: QtBot) -> None:
    first, second = QLineEdit(), QLineEdit()
    window = QDialog()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(scrolling(column(first, second)))
    second.setFocus()
    window.show()
    qtbot.waitExposed(window)
    assert window.focusWidget() is second
