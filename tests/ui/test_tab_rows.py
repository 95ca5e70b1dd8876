"""Tabs stand in rows where one line would hide some of them behind arrows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QTabWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sight import faults, needs_arrows

from peerdesk.ui import theme
from peerdesk.ui.widgets.tab_rows import TabRows

TITLES = ("About", "When it meets", "People", "Ground rules", "Agenda", "Limits", "Where to turn")


class Shown(QWidget):
    """Seven tabs and their rows in a window."""

    def __init__(self) -> None:
        super().__init__()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.rows = TabRows(self.tabs)
        for title in TITLES:
            self.tabs.addTab(QLabel(title), title)
        column = QVBoxLayout(self)
        column.addWidget(self.rows)
        column.addWidget(self.tabs, 1)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Shown:
    theme.apply(qapp, "light")
    made = Shown()
    qtbot.addWidget(made)
    made.resize(1200, 400)
    made.show()
    qapp.processEvents()
    return made


def narrow(window: Shown, qapp: QApplication) -> None:
    window.resize(320, 400)
    qapp.processEvents()


def test_a_line_with_room_for_all_is_the_usual_one(window: Shown) -> None:
    assert window.tabs.tabBar().isVisible()
    assert not window.rows.isVisible()


def test_every_tab_is_in_sight_where_one_line_is_too_short(
    window: Shown, qapp: QApplication
) -> None:
    narrow(window, qapp)
    assert not window.tabs.tabBar().isVisible()
    assert [each.text() for each in window.rows.buttons] == list(TITLES)
    assert all(each.visibleRegion().boundingRect() == each.rect() for each in window.rows.buttons)
    assert faults(window) == []
    window.resize(1200, 400)
    qapp.processEvents()
    assert window.tabs.tabBar().isVisible()
    assert not window.rows.isVisible()


def test_a_click_and_the_program_choose_the_same_tab(window: Shown, qapp: QApplication) -> None:
    narrow(window, qapp)
    window.rows.buttons[5].click()
    assert window.tabs.currentIndex() == 5
    window.tabs.setCurrentIndex(2)
    assert [each.isChecked() for each in window.rows.buttons].index(True) == 2


def test_what_may_not_be_looked_at_yet_can_not_be_pressed(
    window: Shown, qapp: QApplication
) -> None:
    window.tabs.setTabEnabled(3, False)
    narrow(window, qapp)
    assert not window.rows.buttons[3].isEnabled()
    window.tabs.setTabEnabled(3, True)
    window.rows.refresh()
    assert window.rows.buttons[3].isEnabled()


def test_the_keyboard_stays_at_the_tabs_and_arrows_go_on(
    qtbot: QtBot, window: Shown, qapp: QApplication
) -> None:
    window.activateWindow()
    window.tabs.tabBar().setFocus()
    qtbot.waitUntil(window.tabs.tabBar().hasFocus)
    narrow(window, qapp)
    qtbot.waitUntil(window.rows.buttons[0].hasFocus)
    qtbot.keyClick(window.rows.buttons[0], Qt.Key.Key_Right)
    assert window.rows.buttons[1].hasFocus()


def test_the_measure_sees_tabs_behind_arrows(qtbot: QtBot, qapp: QApplication) -> None:
    tabs = QTabWidget()
    qtbot.addWidget(tabs)
    for title in TITLES:
        tabs.addTab(QLabel(title), title)
    tabs.resize(200, 200)
    tabs.show()
    qapp.processEvents()
    assert needs_arrows(tabs.tabBar())
