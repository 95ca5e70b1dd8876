"""The Vault page's health: the check and what it says."""

from pathlib import Path

import pytest
from checks import shown, surroundings
from pytestqt.qtbot import QtBot
from vault_page_kit import button, settle

from peerdesk.desk.desk import Desk
from peerdesk.domain.log import LogKind
from peerdesk.ui.pages.vault import VaultPage


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> VaultPage:
    made = VaultPage(surroundings(desk, tmp_path))
    shown(qtbot, made)
    return made


def test_the_vault_is_checked_and_the_check_is_logged(
    qtbot: QtBot, desk: Desk, page: VaultPage
) -> None:
    button(page, "Check the vault").click()
    settle(qtbot, page)
    assert "The vault is whole" in page.banner.text
    assert desk.log.latest(LogKind.CHECKED) is not None


def test_checking_keeps_the_keyboard_and_runs_once(
    qtbot: QtBot, desk: Desk, page: VaultPage
) -> None:
    checker = button(page, "Check the vault")
    checker.setFocus()
    checker.click()
    checker.click()
    assert checker.text() == "Checking…"
    settle(qtbot, page)
    assert page.window().focusWidget() is checker
    assert checker.text() == "Chec&k the vault"
    assert [entry.kind for entry in desk.log.entries()].count(LogKind.CHECKED) == 1
