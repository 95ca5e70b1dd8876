"""A backup becomes a new vault, from the entry window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from checks import without_a_name
from entry_kit import WAIT, Opened, button, field, is_said, said, services
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from peerdesk.backup.make import export
from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.ui.entry.restore import RestoreScreen


@pytest.fixture
def opened() -> Iterator[Opened]:
    made = Opened()
    yield made
    made.close()


@pytest.fixture
def backup(desk: Desk, tmp_path: Path) -> Path:
    desk.groups.save(Group(name="Harbour circle"))
    target = tmp_path / "evening.peerdesk-backup"
    export(desk.vault, target)
    return target


@pytest.fixture
def screen(qtbot: QtBot, tmp_path: Path, opened: Opened) -> RestoreScreen:
    made = RestoreScreen(services(tmp_path))
    made.opened.connect(opened.keep)
    qtbot.addWidget(made)
    return made


def ask_for(screen: RestoreScreen, backup: Path, place: Path, secret: str) -> None:
    field(screen, "Backup file").setText(str(backup))
    field(screen, "New folder for the vault").setText(str(place))
    field(screen, "Passphrase").setText(secret)
    button(screen, "Check and restore").click()


def test_a_backup_becomes_a_new_vault_and_opens(
    qtbot: QtBot,
    screen: RestoreScreen,
    backup: Path,
    tmp_path: Path,
    passphrase: str,
    opened: Opened,
) -> None:
    before = backup.read_bytes()
    with qtbot.waitSignal(screen.opened, timeout=WAIT):
        ask_for(screen, backup, tmp_path / "again", passphrase)
        assert not button(screen, "Check and restore").isEnabled()
    assert [group.name for group in opened.desks[0].groups.all()] == ["Harbour circle"]
    assert backup.read_bytes() == before


def test_a_wrong_passphrase_is_told_and_leaves_no_folder(
    qtbot: QtBot, screen: RestoreScreen, backup: Path, tmp_path: Path
) -> None:
    ask_for(screen, backup, tmp_path / "again", "not the passphrase at all")
    qtbot.waitUntil(is_said(screen, "does not open"), timeout=WAIT)
    assert not (tmp_path / "again").exists()
    assert button(screen, "Check and restore").isEnabled()
    assert field(screen, "Passphrase").text() == ""


@pytest.mark.parametrize("content", [b"", b"not a backup", b"PK\x03\x04" + bytes(200)])
def test_a_file_that_is_no_backup_is_told(
    qtbot: QtBot, screen: RestoreScreen, tmp_path: Path, content: bytes
) -> None:
    strange = tmp_path / "strange.peerdesk-backup"
    strange.write_bytes(content)
    ask_for(screen, strange, tmp_path / "again", "a passphrase that is long")
    qtbot.waitUntil(is_said(screen, "backup"), timeout=WAIT)
    qtbot.waitUntil(button(screen, "Check and restore").isEnabled, timeout=WAIT)
    assert "Nothing was changed" in said(screen)
    assert not (tmp_path / "again").exists()


def test_a_folder_in_use_is_never_overwritten(
    qtbot: QtBot, screen: RestoreScreen, backup: Path, desk: Desk, passphrase: str
) -> None:
    ask_for(screen, backup, desk.vault.folder.root, passphrase)
    qtbot.waitUntil(is_said(screen, "nothing was written"), timeout=WAIT)
    assert desk.groups.all()


def test_what_is_missing_is_asked_for(screen: RestoreScreen, tmp_path: Path) -> None:
    button(screen, "Check and restore").click()
    assert "Choose the backup file" in said(screen)
    ask_for(screen, tmp_path / "file", tmp_path / "again", "")
    assert "Type the passphrase" in said(screen)


def test_the_file_can_be_chosen(
    screen: RestoreScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = str(tmp_path / "evening.peerdesk-backup")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (chosen, ""))
    button(screen, "Choose the file…").click()
    assert field(screen, "Backup file").text() == chosen


def test_every_control_has_a_name(screen: RestoreScreen) -> None:
    assert without_a_name(screen) == []
