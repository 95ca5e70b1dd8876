"""The question for a passphrase: by keyboard alone, and a changed mind."""

from collections.abc import Callable

import pytest
from checks import without_a_name
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.ui.dialogs.ask_passphrase import ask_passphrase


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def asked(window: QWidget, answer: Callable[[QWidget], None]) -> str | None:
    """What is given where the question is answered so, a moment after it opened."""

    def begin() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        try:
            assert without_a_name(dialog) == []
            answer(dialog)
        finally:
            dialog.close()

    QTimer.singleShot(50, begin)
    return ask_passphrase(window, "Names", "Your passphrase")


def type_into(dialog: QWidget, words: str) -> None:
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    assert line.hasFocus()
    QTest.keyClicks(line, words)


def test_enter_gives_what_was_typed(window: QWidget) -> None:
    def answer(dialog: QWidget) -> None:
        type_into(dialog, "violet harbour")
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert asked(window, answer) == "violet harbour"


def test_the_button_gives_what_was_typed(window: QWidget) -> None:
    def answer(dialog: QWidget) -> None:
        type_into(dialog, "violet harbour")
        (go_on,) = (each for each in dialog.findChildren(QPushButton) if each.text() == "Go on")
        assert go_on.isDefault()
        QTest.mouseClick(go_on, Qt.MouseButton.LeftButton)

    assert asked(window, answer) == "violet harbour"


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_a_changed_mind_and_an_empty_answer_give_nothing(window: QWidget, key: Qt.Key) -> None:
    assert asked(window, lambda dialog: QTest.keyClick(dialog, key)) is None
