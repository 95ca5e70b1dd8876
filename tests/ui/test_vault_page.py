"""The Vault page around its sections, and how PeerDesk behaves on this computer."""

from dataclasses import replace
from pathlib import Path

import pytest
from checks import is_freed, shown, surroundings, too_small, without_a_name
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QSpinBox,
    QTabWidget,
)
from pytestqt.qtbot import QtBot
from vault_page_kit import whole_page

from peerdesk.desk.desk import Desk
from peerdesk.settings import SettingsStore
from peerdesk.ui.pages.vault.computer.settings_card import SettingsCard
from peerdesk.ui.pages.vault.page import VaultPage


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> VaultPage:
    made = whole_page(surroundings(desk, tmp_path))
    shown(qtbot, made)
    return made


def keys_tab(page: VaultPage) -> None:
    tabs = page.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    tabs.setCurrentIndex(1)


def test_other_colours_keep_the_part_that_is_shown(
    qtbot: QtBot, desk: Desk, page: VaultPage
) -> None:
    keys_tab(page)
    anew = whole_page(page.context)
    qtbot.addWidget(anew)
    tabs = anew.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    assert tabs.currentIndex() == 1


def test_idle_minutes_are_kept_and_told(qtbot: QtBot, page: VaultPage) -> None:
    minutes = page.findChild(QSpinBox)
    assert isinstance(minutes, QSpinBox)
    with qtbot.waitSignal(page.context.wishes.idle_changed) as told:
        minutes.setValue(12)
    assert told.args == [12]
    assert page.context.settings.current.idle_minutes == 12


def test_colours_are_kept_and_asked_for(qtbot: QtBot, page: VaultPage) -> None:
    colours = page.findChild(QComboBox)
    assert isinstance(colours, QComboBox)
    with qtbot.waitSignal(page.context.wishes.restyle) as asked:
        colours.setCurrentIndex(colours.findData("dark"))
    assert asked.args == ["dark"]
    assert page.context.settings.current.theme == "dark"


def test_it_says_where_the_vault_lies(desk: Desk, page: VaultPage) -> None:
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert any(str(desk.vault.folder.root) in text for text in texts)


def test_every_control_has_a_name_and_is_large_enough(page: VaultPage) -> None:
    tabs = page.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    for index in range(tabs.count()):
        tabs.setCurrentIndex(index)
        assert without_a_name(page) == []
        assert too_small(page) == []
        assert tabs.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_page_goes_when_it_is_closed(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    assert is_freed(lambda: whole_page(surroundings(desk, tmp_path)))


def test_choices_that_cannot_be_kept_are_said_to_be_so(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    context = surroundings(desk, tmp_path)
    blocked = tmp_path / "a file where the folder belongs"
    blocked.write_text("", encoding="utf-8")
    context = replace(context, settings=SettingsStore(blocked / "settings.json"))
    card = SettingsCard(context)
    qtbot.addWidget(card)
    assert card.not_kept.isHidden()

    (minutes,) = card.findChildren(QSpinBox)
    minutes.setValue(7)

    assert not card.not_kept.isHidden()
    assert context.settings.current.idle_minutes == 7
