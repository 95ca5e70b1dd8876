"""The first run: four ways to begin."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from checks import too_small, without_a_name
from entry_kit import button, said, services
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.ui.entry.welcome import WelcomeScreen
from peerdesk.vault.files import VaultFolder


@pytest.fixture
def screen(qtbot: QtBot, tmp_path: Path) -> Iterator[WelcomeScreen]:
    made = WelcomeScreen(services(tmp_path))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.begin()
    yield made
    made.hide()


def choose(monkeypatch: pytest.MonkeyPatch, folder: Path | None) -> None:
    chosen = str(folder) if folder else ""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: chosen)


def test_each_way_leads_on(qtbot: QtBot, screen: WelcomeScreen) -> None:
    assert button(screen, "Create a vault").hasFocus()
    with qtbot.waitSignal(screen.create_wanted):
        button(screen, "Create a vault").click()
    with qtbot.waitSignal(screen.restore_wanted):
        button(screen, "Restore a backup…").click()


def test_a_folder_with_a_vault_is_opened(
    qtbot: QtBot,
    screen: WelcomeScreen,
    vault_folder: VaultFolder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choose(monkeypatch, vault_folder.root)
    with qtbot.waitSignal(screen.open_folder) as opened:
        button(screen, "Open a vault…").click()
    assert opened.args is not None
    assert opened.args[0].root == vault_folder.root


def test_a_folder_without_a_vault_is_told(
    screen: WelcomeScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path)
    button(screen, "Open a vault…").click()
    assert "no vault in that folder" in said(screen)


def test_a_vault_with_a_missing_part_is_told(
    screen: WelcomeScreen, vault_folder: VaultFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault_folder.database.unlink()
    choose(monkeypatch, vault_folder.root)
    button(screen, "Open a vault…").click()
    assert "vault.db" in said(screen)


def test_changing_ones_mind_changes_nothing(
    qtbot: QtBot, screen: WelcomeScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, None)
    with qtbot.assertNotEmitted(screen.open_folder):
        button(screen, "Open a vault…").click()
    assert said(screen) == ""


def test_looking_around_opens_a_sample_of_made_up_people(
    qtbot: QtBot, screen: WelcomeScreen
) -> None:
    with qtbot.waitSignal(screen.opened) as opened:
        button(screen, "Look around with a sample vault").click()
        assert not button(screen, "Create a vault").isEnabled()
    assert opened.args is not None
    desk = opened.args[0]
    assert isinstance(desk, Desk)
    assert desk.vault.is_sample
    assert len(desk.members.all(with_left=True)) >= 20
    desk.close()
    shutil.rmtree(desk.vault.folder.root.parent)


def test_every_control_has_a_name_and_is_large_enough(screen: WelcomeScreen) -> None:
    assert without_a_name(screen) == []
    assert too_small(screen) == []
