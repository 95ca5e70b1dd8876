"""Messages where the eye is."""

from collections.abc import Iterator

import pytest
from checks import without_a_name
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.troubles import DeskTrouble
from peerdesk.errors import UserError
from peerdesk.ui.messages import words
from peerdesk.ui.widgets import banner as banner_module
from peerdesk.ui.widgets.banner import Banner


@pytest.fixture
def banner(qtbot: QtBot) -> Iterator[Banner]:
    page = QWidget()
    layout = QVBoxLayout(page)
    made = Banner()
    layout.addWidget(made)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    yield made
    page.hide()


def control(banner: Banner, text: str) -> QPushButton:
    (found,) = (
        each
        for each in banner.findChildren(QPushButton)
        if each.accessibleName() == text and each.isVisible()
    )
    return found


def test_an_empty_banner_takes_no_room(banner: Banner) -> None:
    assert banner.isHidden()
    assert banner.text == ""


def test_a_message_is_shown_until_it_is_closed(qtbot: QtBot, banner: Banner) -> None:
    banner.warn("The stick is full.")
    assert banner.isVisible()
    assert banner.text == "The stick is full."
    assert without_a_name(banner) == []
    qtbot.mouseClick(control(banner, "Close this message"), Qt.MouseButton.LeftButton)
    assert banner.isHidden()


def test_a_new_message_takes_the_place_of_the_old(qtbot: QtBot, banner: Banner) -> None:
    banner.good("Saved.")
    banner.warn("The stick is full.")
    qtbot.wait(10)
    shown = [each.text() for each in banner.findChildren(QLabel, "bannerText") if each.isVisible()]
    assert shown == ["The stick is full."]


def test_undo_is_one_click_away(qtbot: QtBot, banner: Banner) -> None:
    undone: list[str] = []
    banner.good("Ana was taken out.", "Undo", lambda: undone.append("once"))
    qtbot.mouseClick(control(banner, "Undo"), Qt.MouseButton.LeftButton)
    assert undone == ["once"]


def test_an_undo_that_clears_the_banner_is_safe(qtbot: QtBot, banner: Banner) -> None:
    banner.good("Ana was taken out.", "Undo", banner.clear)
    qtbot.mouseClick(control(banner, "Undo"), Qt.MouseButton.LeftButton)
    assert banner.isHidden()


def test_good_news_leaves_by_itself_and_a_warning_stays(
    qtbot: QtBot, banner: Banner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(banner_module, "SHOWN_MILLISECONDS", 60)
    banner.good("Saved.")
    qtbot.waitUntil(banner.isHidden)
    banner.good("Saved.")
    banner.warn("The stick is full.")
    qtbot.wait(150)
    assert banner.isVisible()


def test_a_failure_is_told_in_its_own_words(banner: Banner) -> None:
    error = UserError(DeskTrouble.NAME_MISSING)
    banner.explain(error)
    assert banner.text == words(error)


def test_markup_in_a_name_is_shown_as_it_was_typed(banner: Banner) -> None:
    banner.notice("<b>Ana</b> &amp; <img src=x>")
    label = banner.findChild(QLabel, "bannerText")
    assert isinstance(label, QLabel)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert banner.text == "<b>Ana</b> &amp; <img src=x>"


def test_good_news_stays_while_the_pointer_moves(
    qtbot: QtBot, banner: Banner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is below moves up when it leaves, and a click would hit what nobody aimed at."""
    monkeypatch.setattr(banner_module, "SHOWN_MILLISECONDS", 40)
    monkeypatch.setattr(banner_module, "POINTER_RESTS_MILLISECONDS", 60_000)
    QCursor.setPos(10, 10)
    banner.good("Saved.")
    QCursor.setPos(30, 40)
    waiting = banner.findChild(QTimer)
    assert waiting is not None
    qtbot.waitUntil(lambda: waiting.interval() == 60_000)
    assert banner.isVisible()
    waiting.timeout.emit()
    assert banner.isHidden()
