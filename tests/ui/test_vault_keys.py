"""The Vault page's keys."""

from pathlib import Path

import pytest
from checks import shown, surroundings
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QTabWidget,
)
from pytestqt.qtbot import QtBot
from vault_page_kit import button, field, settle, whole_page

from peerdesk.app import open_desk
from peerdesk.desk.desk import Desk
from peerdesk.domain.log import LogKind
from peerdesk.ui.pages.vault.page import VaultPage
from peerdesk.vault.files import VaultFolder

NEW = "nine lanterns over a quiet harbour"


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> VaultPage:
    made = whole_page(surroundings(desk, tmp_path))
    shown(qtbot, made)
    return made


def change_passphrase(page: VaultPage, old: str, new: str, again: str) -> None:
    field(page, "Passphrase now").setText(old)
    field(page, "New passphrase").setText(new)
    field(page, "The new one again").setText(again)
    button(page, "Change it").click()


def test_the_passphrase_is_changed(
    qtbot: QtBot, vault_folder: VaultFolder, passphrase: str, tmp_path: Path
) -> None:
    desk = open_desk(vault_folder, passphrase)
    page = whole_page(surroundings(desk, tmp_path))
    shown(qtbot, page)
    change_passphrase(page, passphrase, NEW, NEW)
    settle(qtbot, page)
    assert "was changed" in page.banner.text
    assert desk.log.latest(LogKind.KEYS_CHANGED) is not None
    desk.close()
    again = open_desk(vault_folder, NEW)
    again.close()


def test_a_wrong_old_passphrase_changes_nothing(qtbot: QtBot, desk: Desk, page: VaultPage) -> None:
    keys_tab(page)
    change_passphrase(page, "not the passphrase at all", NEW, NEW)
    settle(qtbot, page)
    assert "does not open this vault" in page.banner.text
    assert desk.log.latest(LogKind.KEYS_CHANGED) is None
    assert button(page, "Change it").isEnabled()
    assert field(page, "New passphrase").text() == NEW
    assert field(page, "The new one again").text() == NEW
    assert field(page, "Passphrase now").text() == ""
    assert page.window().focusWidget() is field(page, "Passphrase now")


@pytest.mark.parametrize(
    ("new", "again", "reason"),
    [("short", "short", "at least 15"), (NEW, NEW + "x", "not the same")],
)
def test_a_new_passphrase_that_will_not_do_is_refused(
    qtbot: QtBot, page: VaultPage, passphrase: str, new: str, again: str, reason: str
) -> None:
    settle(qtbot, page)  # the page itself looks into the folder of backups
    change_passphrase(page, passphrase, new, again)
    assert reason in page.banner.text
    assert not page.context.jobs.busy


def keys_tab(page: VaultPage) -> None:
    tabs = page.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    tabs.setCurrentIndex(1)


def test_enter_in_the_last_field_changes_it_and_the_keyboard_stays_in_the_card(
    qtbot: QtBot, desk: Desk, page: VaultPage, passphrase: str
) -> None:
    keys_tab(page)
    for name, typed in (
        ("Passphrase now", passphrase),
        ("New passphrase", NEW),
        ("The new one again", NEW),
    ):
        field(page, name).setFocus()
        qtbot.keyClicks(field(page, name), typed)
    qtbot.keyClick(field(page, "The new one again"), Qt.Key.Key_Return)
    assert not button(page, "Change it").isEnabled()
    assert page.window().focusWidget() is field(page, "Passphrase now")
    settle(qtbot, page)
    assert "was changed" in page.banner.text
    assert field(page, "New passphrase").text() == ""
    assert page.window().focusWidget() is field(page, "Passphrase now")


def test_an_old_message_goes_when_typing_begins(qtbot: QtBot, page: VaultPage) -> None:
    keys_tab(page)
    change_passphrase(page, "", NEW, NEW)
    assert "opens the vault now" in page.banner.text
    assert page.window().focusWidget() is field(page, "Passphrase now")
    qtbot.keyClicks(field(page, "Passphrase now"), "x")
    assert page.banner.text == ""
