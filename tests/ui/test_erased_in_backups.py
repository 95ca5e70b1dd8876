"""After a person was erased: which backups may still hold them, a fresh one, and the older go."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from checks import surroundings, too_small, without_a_name
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from peerdesk.backup.make import export
from peerdesk.backup.places import back_up_into
from peerdesk.backup.proof import verify
from peerdesk.backup.records import generation_of, record_of
from peerdesk.desk.desk import Desk
from peerdesk.desk.erased_backups import may_hold_erased
from peerdesk.domain.backups import BackupOrigin, KnownBackup
from peerdesk.domain.members import Member
from peerdesk.ui.backing_up import local_now
from peerdesk.ui.dialogs.erase_member import EraseMemberDialog
from peerdesk.ui.dialogs.erased_in_backups import ErasedInBackupsDialog
from peerdesk.ui.pages.vault.backups.restore_card import RestoreCard
from peerdesk.ui.widgets.banner import Banner


def backed_up(desk: Desk, target: Path) -> KnownBackup:
    generation = generation_of(desk.vault)
    known = record_of(export(desk.vault, target), BackupOrigin.CHOSEN, generation)
    return desk.backups.remember(known)


@pytest.fixture
def older(desk: Desk, tmp_path: Path) -> KnownBackup:
    """A backup on a stick with Wren in it, who was erased since."""
    wren = desk.members.save(Member(chosen_name="Wren"))
    (tmp_path / "stick").mkdir()
    known = backed_up(desk, tmp_path / "stick" / "older.peerdesk-backup")
    desk.erasures.erase(wren.id)
    return known


@pytest.fixture
def dialog(
    qtbot: QtBot, desk: Desk, older: KnownBackup, tmp_path: Path
) -> Iterator[ErasedInBackupsDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = ErasedInBackupsDialog(surroundings(desk, tmp_path), parent)
    made.show()
    yield made
    if isValid(made):
        made.reject()


def removed(qtbot: QtBot, dialog: ErasedInBackupsDialog) -> None:
    dialog.remove()
    qtbot.waitUntil(lambda: not dialog._context.jobs.busy)
    qtbot.waitUntil(lambda: bool(dialog.banner.text))


def test_a_fresh_backup_is_made_and_proven_before_the_older_goes(
    qtbot: QtBot, dialog: ErasedInBackupsDialog, desk: Desk, older: KnownBackup, passphrase: str
) -> None:
    assert str(older.path.parent) in dialog.list.item(0).text()
    assert without_a_name(dialog) == []
    assert too_small(dialog) == []
    removed(qtbot, dialog)
    assert not older.path.exists()
    (fresh,) = desk.backups.all()
    assert verify(fresh.path, passphrase).counts["members"] == 0
    assert may_hold_erased(desk) == []
    assert "Removed: 1 backup" in dialog.banner.text
    assert "on this computer only" in dialog.banner.text
    assert not dialog.remove_button.isVisible()


def test_what_is_not_ticked_or_not_within_reach_stays_known(
    qtbot: QtBot, dialog: ErasedInBackupsDialog, desk: Desk, older: KnownBackup
) -> None:
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    dialog.remove()
    assert "Nothing was removed" in dialog.banner.text
    older.path.rename(older.path.with_name("elsewhere"))
    dialog._fill()
    assert "not within reach now" in dialog.list.item(0).text()
    assert not dialog.list.item(0).flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert [each.path for each in may_hold_erased(desk)] == [older.path]


def test_a_file_that_is_not_surely_ours_is_left_alone(
    qtbot: QtBot, dialog: ErasedInBackupsDialog, desk: Desk, older: KnownBackup
) -> None:
    older.path.write_bytes(b"a letter under the same name")
    removed(qtbot, dialog)
    assert older.path.read_bytes() == b"a letter under the same name"
    assert "not surely backups of this vault" in dialog.banner.text
    assert older.path in {each.path for each in may_hold_erased(desk)}


def test_a_link_in_the_place_of_a_backup_is_not_followed(
    qtbot: QtBot, dialog: ErasedInBackupsDialog, older: KnownBackup
) -> None:
    kept = older.path.rename(older.path.with_name("kept"))
    older.path.symlink_to(kept)
    removed(qtbot, dialog)
    assert kept.exists()
    assert older.path.is_symlink()


def test_after_an_erasure_the_dialog_leads_to_the_backups(
    qtbot: QtBot, desk: Desk, older: KnownBackup, passphrase: str, tmp_path: Path
) -> None:
    sol = desk.members.save(Member(chosen_name="Sol"))
    parent = QWidget()
    qtbot.addWidget(parent)
    erasing = EraseMemberDialog(surroundings(desk, tmp_path), sol.id, parent)
    erasing.show()
    qtbot.waitUntil(erasing.erase_button.isEnabled)
    assert not erasing.backups_button.isVisible()
    erasing.passphrase.show_text(passphrase)
    with qtbot.waitSignal(erasing.erased):
        erasing.erase()
    assert "1 such backup can be looked after now" in erasing.explanation.text()
    with qtbot.waitSignal(erasing.backups_wanted):
        erasing.backups_button.click()


def test_a_former_vault_from_before_is_named_with_its_place(
    qtbot: QtBot, desk: Desk, older: KnownBackup, tmp_path: Path
) -> None:
    aside = desk.vault.folder.set_aside
    (aside / "20260101T120000Z-ab12-before-restore").mkdir(parents=True)
    (aside / "29990101T120000Z-ab12-before-restore").mkdir()
    (aside / "notes of my own").mkdir()
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ErasedInBackupsDialog(surroundings(desk, tmp_path), parent)
    dialog.show()
    assert "20260101T120000Z-ab12-before-restore" in dialog._aside.text()
    assert str(aside) in dialog._aside.text()
    assert "2999" not in dialog._aside.text()
    assert "notes of my own" not in dialog._aside.text()
    assert "never removes these" in dialog._aside.text()
    card = RestoreCard(surroundings(desk, tmp_path), Banner())
    qtbot.addWidget(card)
    card.refresh()
    assert "1 item that a restore or a repair put aside" in card._erased.text()
    dialog.reject()


def test_a_backup_that_was_never_written_down_is_shown_too(
    qtbot: QtBot, desk: Desk, older: KnownBackup, tmp_path: Path
) -> None:
    sol = desk.members.save(Member(chosen_name="Sol"))
    place = desk.vault.folder.backups
    made = back_up_into(desk.vault, place, BackupOrigin.DAILY, local_now()).made.known
    desk.erasures.erase(sol.id)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ErasedInBackupsDialog(surroundings(desk, tmp_path), parent)
    dialog.show()
    assert dialog.list.count() == 1
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    assert made.path in {each.path for each in may_hold_erased(desk)}
    dialog.reject()
