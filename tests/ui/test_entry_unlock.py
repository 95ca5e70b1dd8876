"""The unlock prompt."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from checks import without_a_name
from entry_kit import Opened, button, field, is_said, said, services
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from peerdesk.errors import UserError
from peerdesk.ui.entry.unlock import UnlockScreen
from peerdesk.ui.entry.window import EntryWindow
from peerdesk.ui.folder_lock import QtFolderLock
from peerdesk.ui.messages import words
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.troubles import VaultTrouble


@pytest.fixture
def opened() -> Iterator[Opened]:
    made = Opened()
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[EntryWindow]:
    made = EntryWindow()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.hide()


@pytest.fixture
def screen(
    qtbot: QtBot, window: EntryWindow, vault_folder: VaultFolder, tmp_path: Path, opened: Opened
) -> UnlockScreen:
    made = UnlockScreen(vault_folder, services(tmp_path))
    made.opened.connect(opened.keep)
    window.show_screen(made)
    return made


def enter(qtbot: QtBot, screen: UnlockScreen, text: str) -> None:
    line = field(screen, "Passphrase")
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_typing_begins_in_the_passphrase(screen: UnlockScreen) -> None:
    assert QApplication.focusWidget() is field(screen, "Passphrase")
    assert without_a_name(screen) == []


def test_a_wrong_passphrase_is_told_and_the_right_one_opens(
    qtbot: QtBot, screen: UnlockScreen, passphrase: str, opened: Opened
) -> None:
    enter(qtbot, screen, "not the passphrase at all")
    qtbot.waitUntil(is_said(screen, "does not open this vault"))
    line = field(screen, "Passphrase")
    assert (line.text(), line.isEnabled()) == ("", True)
    assert QApplication.focusWidget() is line
    with qtbot.waitSignal(screen.opened):
        enter(qtbot, screen, passphrase)
    assert opened.desks[0].vault.name == "Harbour House"


def test_while_it_opens_nothing_can_be_pressed_twice(
    qtbot: QtBot, screen: UnlockScreen, passphrase: str
) -> None:
    with qtbot.waitSignal(screen.opened):
        enter(qtbot, screen, passphrase)
        assert not button(screen, "Unlock").isEnabled()
        assert field(screen, "Passphrase").text() == ""


def test_an_empty_field_is_not_tried(qtbot: QtBot, screen: UnlockScreen) -> None:
    enter(qtbot, screen, "   ")
    assert "Type the passphrase" in said(screen)
    assert button(screen, "Unlock").isEnabled()


def test_recovery_words_with_a_slip_are_told_as_such(qtbot: QtBot, screen: UnlockScreen) -> None:
    enter(qtbot, screen, "abacus " * 12)
    qtbot.waitUntil(lambda: said(screen) != "")
    assert "sheet" in said(screen)


def test_a_vault_that_is_gone_is_told(
    qtbot: QtBot, screen: UnlockScreen, vault_folder: VaultFolder, passphrase: str
) -> None:
    vault_folder.database.unlink()
    vault_folder.keys.unlink()
    vault_folder.keys_backup.unlink()
    enter(qtbot, screen, passphrase)
    qtbot.waitUntil(is_said(screen, "no vault in that folder"))


def test_a_vault_that_is_open_elsewhere_is_told_by_its_computer(
    qtbot: QtBot, screen: UnlockScreen, vault_folder: VaultFolder, passphrase: str
) -> None:
    held = QtFolderLock(vault_folder.lock_file)
    held.acquire()
    enter(qtbot, screen, passphrase)
    qtbot.waitUntil(is_said(screen, "another PeerDesk on this computer"))
    held.release()
    assert "process" not in said(screen)


@pytest.mark.parametrize(
    ("host", "called"), [("", "this computer"), ("attic-laptop", "the computer attic-laptop")]
)
def test_another_computer_is_called_by_its_name(host: str, called: str) -> None:
    told = words(UserError(VaultTrouble.ALREADY_OPEN, pid=26745, host=host))
    assert f"another PeerDesk on {called}." in told
    assert "26745" not in told


def test_the_passphrase_is_hidden_and_shown_on_request(qtbot: QtBot, screen: UnlockScreen) -> None:
    line = field(screen, "Passphrase")
    assert line.echoMode() is QLineEdit.EchoMode.Password
    button(screen, "Show what is typed").click()
    assert line.echoMode() is QLineEdit.EchoMode.Normal


def test_leaving_empties_the_field(qtbot: QtBot, screen: UnlockScreen) -> None:
    qtbot.keyClicks(field(screen, "Passphrase"), "half a secret")
    with qtbot.waitSignal(screen.elsewhere):
        button(screen, "Another vault or a backup…").click()
    assert field(screen, "Passphrase").text() == ""
