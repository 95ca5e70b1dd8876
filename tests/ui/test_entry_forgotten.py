"""A forgotten passphrase: from the prompt to an open vault by the twelve words."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from checks import without_a_name
from entry_kit import Opened, button, is_said, said, services
from pytestqt.qtbot import QtBot

from peerdesk.app import create_desk
from peerdesk.domain.recovery_words import RecoveryWords, generate
from peerdesk.ui.entry.flow import EntryFlow
from peerdesk.ui.entry.forgotten import ForgottenScreen
from peerdesk.ui.entry.unlock import UnlockScreen
from peerdesk.ui.entry.window import EntryWindow
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.keyfile import SlotKind
from peerdesk.vault.words import word_list


@pytest.fixture
def opened() -> Iterator[Opened]:
    made = Opened()
    yield made
    made.close()


@pytest.fixture
def sheet() -> RecoveryWords:
    return generate(word_list(), secrets.randbelow)


@pytest.fixture
def screen(
    qtbot: QtBot, tmp_path: Path, passphrase: str, sheet: RecoveryWords, opened: Opened
) -> Iterator[ForgottenScreen]:
    folder = VaultFolder(tmp_path / "own")
    create_desk(
        folder, passphrase=passphrase, label="Robin", recovery=sheet, name="Own", cost=FLOOR
    ).close()
    window = EntryWindow()
    qtbot.addWidget(window)
    flow = EntryFlow(window, services(tmp_path))
    flow.opened.connect(opened.keep)
    flow.ask_passphrase(folder)
    window.show()
    prompt = window.findChild(UnlockScreen)
    assert isinstance(prompt, UnlockScreen)
    button(prompt, "Forgotten? Use the recovery words…").click()
    found = window.findChild(ForgottenScreen)
    assert isinstance(found, ForgottenScreen)
    yield found
    window.hide()


def fill(screen: ForgottenScreen, words: tuple[str, ...]) -> None:
    for field, word in zip(screen.grid.fields, words, strict=True):
        field.setText(word)


def test_the_words_open_the_vault(
    qtbot: QtBot, screen: ForgottenScreen, sheet: RecoveryWords, opened: Opened
) -> None:
    assert without_a_name(screen) == []
    fill(screen, sheet.words)
    button(screen, "Open the vault").click()
    qtbot.waitUntil(lambda: bool(opened.desks))
    assert opened.desks[0].vault.opened_with is SlotKind.RECOVERY
    assert screen.grid.text == ""


def test_a_slip_is_told_by_its_number_before_any_key_is_tried(
    screen: ForgottenScreen, sheet: RecoveryWords, opened: Opened
) -> None:
    fill(screen, (*sheet.words[:7], "lampshed", *sheet.words[8:]))
    button(screen, "Open the vault").click()
    assert "Word 8 is on no recovery sheet" in said(screen)
    assert opened.desks == []


def test_the_sheet_of_another_vault_is_said_to_be_wrong(
    qtbot: QtBot, screen: ForgottenScreen
) -> None:
    fill(screen, generate(word_list(), secrets.randbelow).words)
    button(screen, "Open the vault").click()
    qtbot.waitUntil(is_said(screen, "does not open this vault"))


def test_back_leads_to_the_prompt(qtbot: QtBot, screen: ForgottenScreen) -> None:
    window = screen.window()
    button(screen, "Back").click()
    assert isinstance(window.findChild(UnlockScreen), UnlockScreen)
