"""A backup is looked into in a window, compared with the open vault, and only then decided."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from checks import surroundings, too_small, without_a_name
from PySide6.QtWidgets import QLabel, QTableWidget, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from peerdesk.app import open_desk, sample_desk
from peerdesk.backup.make import export
from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.ui.dialogs.restore_backup import RestoreBackupDialog
from peerdesk.ui.folder_lock import held
from peerdesk.ui.replacing import Replacement
from peerdesk.vault.files import VaultFolder


@pytest.fixture
def backup(desk: Desk, tmp_path: Path) -> Path:
    desk.groups.save(Group(name="Harbour circle"))
    wren = desk.members.save(Member(chosen_name="Wren"))
    target = tmp_path / "evening.peerdesk-backup"
    export(desk.vault, target)
    desk.members.save(Member(chosen_name="Juniper"))
    desk.erasures.erase(wren.id)
    return target


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, backup: Path, tmp_path: Path) -> Iterator[RestoreBackupDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = RestoreBackupDialog(surroundings(desk, tmp_path), backup, parent)
    made.show()
    yield made
    if isValid(made):
        made.reject()


def look_inside(qtbot: QtBot, dialog: RestoreBackupDialog, secret: str) -> None:
    dialog.passphrase.field.show_text(secret)
    dialog.look()
    qtbot.waitUntil(dialog.look_button.isEnabled)


def words_in(dialog: RestoreBackupDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_what_is_inside_and_what_would_be_missing_is_shown_first(
    qtbot: QtBot, dialog: RestoreBackupDialog, passphrase: str
) -> None:
    look_inside(qtbot, dialog, passphrase)
    told = words_in(dialog)
    assert "“Harbour House”, backed up on" in told
    assert "older than your vault" in told
    assert "missing after a restore: 1 person" in told
    assert "1 person in it was erased since" in told
    assert "Harbour circle" in told
    table = dialog.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    lines = [
        [table.item(row, column).text() for column in range(4)] for row in range(table.rowCount())
    ]
    assert lines[:2] == [["Groups", "1", "1", "0"], ["People", "1", "1", "1"]]
    assert without_a_name(dialog) == []
    assert too_small(dialog) == []


def test_a_new_vault_is_made_beside_the_open_one(
    qtbot: QtBot, dialog: RestoreBackupDialog, desk: Desk, passphrase: str, tmp_path: Path
) -> None:
    look_inside(qtbot, dialog, passphrase)
    assert dialog.choice is not None
    assert not dialog.choice.in_place
    dialog.choice.place.setText(str(tmp_path / "again"))
    with qtbot.waitSignal(dialog.restored) as restored:
        dialog.restore()
    assert restored.args == [VaultFolder(tmp_path / "again")]
    with closing(open_desk(VaultFolder(tmp_path / "again"), passphrase)) as again:
        assert again.members.all() == [], "who was erased since is not brought back"
        assert [group.name for group in again.groups.all()] == ["Harbour circle"]
    assert [member.chosen_name for member in desk.members.all()] == ["Juniper"]


def test_a_vault_is_replaced_once_everything_is_ready(
    qtbot: QtBot, dialog: RestoreBackupDialog, desk: Desk, passphrase: str
) -> None:
    look_inside(qtbot, dialog, passphrase)
    assert dialog.choice is not None
    dialog.choice.replacing.setChecked(True)
    with qtbot.waitSignal(dialog._context.wishes.replace) as wished:
        dialog.restore()
    (replacement,) = wished.args
    assert isinstance(replacement, Replacement)
    assert [member.chosen_name for member in desk.members.all()] == ["Juniper"]
    (first,) = desk.backups.all()
    assert first.path.parent == desk.vault.folder.backups
    desk.close()
    with held(desk.vault.folder):
        replacement.successor.take_place()
    replacement.successor.give_up()
    with closing(open_desk(desk.vault.folder, passphrase)) as again:
        assert again.members.all() == []
        assert [each.path for each in again.backups.all()] == [first.path]


def test_closing_it_meanwhile_leaves_nothing_behind(
    qtbot: QtBot, dialog: RestoreBackupDialog, desk: Desk, passphrase: str
) -> None:
    look_inside(qtbot, dialog, passphrase)
    assert dialog.choice is not None
    dialog.choice.replacing.setChecked(True)
    jobs = dialog._context.jobs
    dialog.restore()
    qtbot.waitUntil(lambda: bool(desk.backups.all()))
    dialog.reject()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not desk.vault.folder.next_in_the_making.exists()
    assert not desk.vault.folder.next.exists()


def test_a_wrong_passphrase_is_told_and_can_be_typed_again(
    qtbot: QtBot, dialog: RestoreBackupDialog, passphrase: str
) -> None:
    look_inside(qtbot, dialog, "not the passphrase of this backup")
    assert "does not open this backup" in dialog.banner.text
    look_inside(qtbot, dialog, passphrase)
    assert dialog.choice is not None


def test_a_folder_in_use_is_told_and_the_choice_stays(
    qtbot: QtBot, dialog: RestoreBackupDialog, desk: Desk, passphrase: str
) -> None:
    look_inside(qtbot, dialog, passphrase)
    assert dialog.choice is not None
    dialog.choice.place.setText(str(desk.vault.folder.root))
    dialog.restore()
    assert "nothing was written" in dialog.banner.text
    assert dialog.restore_button.isEnabled()


def test_a_backup_that_vanishes_is_told(
    qtbot: QtBot, dialog: RestoreBackupDialog, backup: Path, passphrase: str, tmp_path: Path
) -> None:
    look_inside(qtbot, dialog, passphrase)
    assert dialog.choice is not None
    backup.unlink()
    dialog.choice.place.setText(str(tmp_path / "again"))
    dialog.restore()
    qtbot.waitUntil(dialog.restore_button.isEnabled)
    assert "no file of that name" in dialog.banner.text
    assert not (tmp_path / "again").exists()


def test_a_backup_of_another_vault_can_only_become_a_new_one(
    qtbot: QtBot, desk: Desk, passphrase: str, tmp_path: Path
) -> None:
    other = sample_desk(tmp_path / "sample", passphrase)
    export(other.vault, tmp_path / "other.peerdesk-backup")
    other.close()
    parent = QWidget()
    qtbot.addWidget(parent)
    context = surroundings(desk, tmp_path)
    dialog = RestoreBackupDialog(context, tmp_path / "other.peerdesk-backup", parent)
    dialog.show()
    look_inside(qtbot, dialog, passphrase)
    assert "a backup of another vault" in words_in(dialog)
    assert dialog.choice is not None
    assert not dialog.choice.replacing.isVisible()
    desk.erasures.erase(desk.members.save(Member(chosen_name="Wren")).id)
    dialog.choice.place.setText(str(tmp_path / "again"))
    with qtbot.waitSignal(dialog.restored):
        dialog.restore()
    with closing(open_desk(VaultFolder(tmp_path / "again"), passphrase)) as again:
        assert again.erasures.all() == [], "these are of the vault that is open"
        assert again.vault.vault_id != desk.vault.vault_id
