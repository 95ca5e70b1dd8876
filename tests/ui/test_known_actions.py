"""The list of known backups leads to a look inside and to a trial of the one that is chosen."""

from pathlib import Path

from checks import shown, surroundings, without_a_name
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot
from vault_page_kit import button, whole_page

from peerdesk.backup.make import export
from peerdesk.backup.records import generation_of, record_of
from peerdesk.desk.desk import Desk
from peerdesk.domain.backups import BackupOrigin
from peerdesk.domain.members import Member
from peerdesk.ui.dialogs.drill import DrillDialog
from peerdesk.ui.dialogs.erased_in_backups import ErasedInBackupsDialog
from peerdesk.ui.dialogs.restore_backup import RestoreBackupDialog
from peerdesk.ui.pages.vault.page import VaultPage


def made_page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> tuple[VaultPage, Path]:
    target = tmp_path / "evening.peerdesk-backup"
    generation = generation_of(desk.vault)
    report = export(desk.vault, target)
    desk.backups.remember(record_of(report, BackupOrigin.CHOSEN, generation))
    page = whole_page(surroundings(desk, tmp_path))
    shown(qtbot, page)
    return page, target


def table(page: VaultPage) -> QTableWidget:
    (found,) = (
        each
        for each in page.section.findChildren(QTableWidget)
        if each.accessibleName() == "Known backups"
    )
    return found


def test_a_chosen_backup_can_be_looked_into_and_tried_out(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    page, target = made_page(qtbot, desk, tmp_path)
    look, try_out = button(page, "Look inside, and restore…"), button(page, "Try this one out…")
    assert not look.isEnabled()
    assert not try_out.isEnabled()
    table(page).selectRow(0)
    assert without_a_name(page) == []
    look.click()
    restoring = page.findChild(RestoreBackupDialog)
    assert isinstance(restoring, RestoreBackupDialog)
    assert restoring._backup == target
    restoring.reject()
    try_out.click()
    drilling = page.findChild(DrillDialog)
    assert isinstance(drilling, DrillDialog)
    drilling.reject()


def test_backups_that_may_hold_an_erased_person_are_pointed_out(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    wren = desk.members.save(Member(chosen_name="Wren"))
    page, _target = made_page(qtbot, desk, tmp_path)
    assert not button(page, "Look after them…").isVisible()
    desk.erasures.erase(wren.id)
    look_after = button(page, "Look after them…")
    assert look_after.isVisible()
    look_after.click()
    assert isinstance(page.findChild(ErasedInBackupsDialog), ErasedInBackupsDialog)


def test_a_backup_that_peerdesk_was_started_with_is_looked_into(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    page, target = made_page(qtbot, desk, tmp_path)
    page.open(f"backups:restore:{target}")
    assert isinstance(page.findChild(RestoreBackupDialog), RestoreBackupDialog)
