"""Cards that stay where nothing about them changed, and are read and tabbed through in order."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.ui.widgets.cards import Cards, tab_through


class Shown:
    """A column of cards, each a button with its words."""

    def __init__(self) -> None:
        self.holder = QWidget()
        self.left: list[str] = []
        self.cards = Cards(QVBoxLayout(self.holder), self._leave)

    def show(self, *words: str) -> None:
        self.cards.show([(each, self._maker(each)) for each in words])
        tab_through(self.cards.controls)

    def _maker(self, words: str) -> Callable[[], QWidget]:
        return lambda: self._made(words)

    def _made(self, words: str) -> QWidget:
        card = QWidget()
        QVBoxLayout(card).addWidget(QPushButton(words))
        return card

    def _leave(self, card: QWidget) -> None:
        self.left += [each.text() for each in card.findChildren(QPushButton)]

    def read(self) -> list[str]:
        """The words as a screen reader comes to them, without what is about to go."""
        buttons = self.holder.findChildren(QPushButton)
        return [each.text() for each in buttons if each.isVisible()]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    made = Shown()
    qtbot.addWidget(made.holder)
    made.holder.show()
    return made


def test_a_card_that_says_the_same_stays(qtbot: QtBot, shown: Shown) -> None:
    shown.show("next", "due")
    first, second = shown.cards.controls
    shown.show("next", "nothing due")
    assert shown.cards.controls[0] is first
    assert shown.cards.controls[1] is not second
    assert shown.left == ["due"]
    qtbot.waitUntil(lambda: shown.read() == ["next", "nothing due"])


def test_a_new_card_above_the_others_is_read_and_reached_before_them(
    qtbot: QtBot, shown: Shown
) -> None:
    shown.show("next", "due")
    shown.show("still open", "next", "due")
    qtbot.waitUntil(lambda: shown.read() == ["still open", "next", "due"])
    shown.holder.activateWindow()
    shown.cards.controls[0].setFocus()
    reached = []
    for _card in range(3):
        focused = QApplication.focusWidget()
        assert isinstance(focused, QPushButton)
        reached.append(focused.text())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert reached == ["still open", "next", "due"]


def test_what_is_forgotten_is_made_anew(shown: Shown) -> None:
    shown.show("due")
    (before,) = shown.cards.controls
    shown.cards.forget()
    shown.show("due")
    assert shown.cards.controls[0] is not before
