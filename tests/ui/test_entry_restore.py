"""A backup becomes a new vault, from the entry window."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from checks import without_a_name
from entry_kit import Opened, button, field, is_said, said, services
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.backup.make import export
from peerdesk.desk.desk import Desk
from peerdesk.desk.restoring import restored_just_now
from peerdesk.domain.groups import Group
from peerdesk.domain.restoring import Restored
from peerdesk.ui.entry.restore import RestoreScreen
from peerdesk.ui.entry.restore_decision import RestoreDecisionScreen


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
def screen(qtbot: QtBot, tmp_path: Path) -> RestoreScreen:
    made = RestoreScreen(services(tmp_path))
    qtbot.addWidget(made)
    return made


def ask_for(screen: RestoreScreen, backup: Path, secret: str) -> None:
    field(screen, "Backup file").setText(str(backup))
    field(screen, "Passphrase").setText(secret)
    button(screen, "Look inside").click()


@pytest.fixture
def decision(
    qtbot: QtBot, screen: RestoreScreen, backup: Path, tmp_path: Path, passphrase: str
) -> RestoreDecisionScreen:
    """The screen that follows where the passphrase opens the backup."""
    with qtbot.waitSignal(screen.looked) as looked:
        ask_for(screen, backup, passphrase)
        assert not button(screen, "Look inside").isEnabled()
    made = RestoreDecisionScreen(services(tmp_path), looked.args[0])
    qtbot.addWidget(made)
    return made


def words_in(screen: QWidget) -> str:
    return " ".join(label.text() for label in screen.findChildren(QLabel))


def test_what_is_inside_is_shown_before_anything_is_made(
    decision: RestoreDecisionScreen, tmp_path: Path
) -> None:
    assert "“Harbour House”, backed up on" in words_in(decision)
    assert "Harbour circle" in words_in(decision)
    assert "the one that this backup was made of" not in words_in(decision)
    assert not (tmp_path / "again").exists()


def test_a_backup_becomes_a_new_vault_and_opens(
    qtbot: QtBot, decision: RestoreDecisionScreen, backup: Path, tmp_path: Path, opened: Opened
) -> None:
    before = backup.read_bytes()
    decision.opened.connect(opened.keep)
    field(decision, "New folder for the vault").setText(str(tmp_path / "again"))
    with qtbot.waitSignal(decision.opened):
        button(decision, "Restore as a new vault").click()
    assert [group.name for group in opened.desks[0].groups.all()] == ["Harbour circle"]
    assert restored_just_now(opened.desks[0]) == Restored(erased_again=0)
    assert backup.read_bytes() == before


def test_a_wrong_passphrase_is_told(qtbot: QtBot, screen: RestoreScreen, backup: Path) -> None:
    ask_for(screen, backup, "not the passphrase at all")
    qtbot.waitUntil(is_said(screen, "does not open"))
    assert button(screen, "Look inside").isEnabled()
    assert field(screen, "Passphrase").text() == ""


@pytest.mark.parametrize("content", [b"", b"not a backup", b"PK\x03\x04" + bytes(200)])
def test_a_file_that_is_no_backup_is_told(
    qtbot: QtBot, screen: RestoreScreen, tmp_path: Path, content: bytes
) -> None:
    strange = tmp_path / "strange.peerdesk-backup"
    strange.write_bytes(content)
    ask_for(screen, strange, "a passphrase that is long")
    qtbot.waitUntil(is_said(screen, "backup"))
    qtbot.waitUntil(button(screen, "Look inside").isEnabled)
    assert "Nothing was changed" in said(screen)


def test_a_folder_in_use_is_never_overwritten(
    qtbot: QtBot, decision: RestoreDecisionScreen, desk: Desk
) -> None:
    field(decision, "New folder for the vault").setText(str(desk.vault.folder.root))
    button(decision, "Restore as a new vault").click()
    qtbot.waitUntil(is_said(decision, "nothing was written"))
    assert desk.groups.all()


def test_a_backup_that_vanishes_in_between_is_told_and_leaves_no_folder(
    qtbot: QtBot, decision: RestoreDecisionScreen, backup: Path, tmp_path: Path
) -> None:
    backup.unlink()
    field(decision, "New folder for the vault").setText(str(tmp_path / "again"))
    button(decision, "Restore as a new vault").click()
    qtbot.waitUntil(is_said(decision, "no file of that name"))
    assert not (tmp_path / "again").exists()
    assert button(decision, "Restore as a new vault").isEnabled()


def test_what_is_missing_is_asked_for(screen: RestoreScreen, tmp_path: Path) -> None:
    button(screen, "Look inside").click()
    assert "Choose the backup file" in said(screen)
    ask_for(screen, tmp_path / "file", "")
    assert "Type the passphrase" in said(screen)


def test_the_file_can_be_chosen(
    screen: RestoreScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = str(tmp_path / "evening.peerdesk-backup")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (chosen, ""))
    button(screen, "Choose the file…").click()
    assert field(screen, "Backup file").text() == chosen


def test_a_file_whose_name_is_no_text_is_opened_all_the_same(
    qtbot: QtBot, backup: Path, tmp_path: Path, passphrase: str
) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/odd \xff\n.peerdesk-backup"))
    backup.rename(odd)
    screen = RestoreScreen(services(tmp_path), odd)
    qtbot.addWidget(screen)
    field(screen, "Passphrase").setText(passphrase)
    with qtbot.waitSignal(screen.looked):
        button(screen, "Look inside").click()


def test_a_vault_of_the_same_id_is_told_apart_and_can_be_compared_first(
    qtbot: QtBot, backup: Path, desk: Desk, tmp_path: Path, passphrase: str
) -> None:
    known = services(tmp_path)
    known.settings.change(vault=str(desk.vault.folder.root))
    screen = RestoreScreen(known, backup)
    qtbot.addWidget(screen)
    with qtbot.waitSignal(screen.unlock_first) as wanted:
        button(screen, "Unlock my vault first, and compare…").click()
    assert wanted.args == [desk.vault.folder, backup]
    with qtbot.waitSignal(screen.looked) as looked:
        field(screen, "Passphrase").setText(passphrase)
        button(screen, "Look inside").click()
    decision = RestoreDecisionScreen(known, looked.args[0])
    qtbot.addWidget(decision)
    assert f"The vault in {desk.vault.folder.root} is the one" in words_in(decision)
    assert without_a_name(decision) == []


def test_every_control_has_a_name(screen: RestoreScreen) -> None:
    assert without_a_name(screen) == []
