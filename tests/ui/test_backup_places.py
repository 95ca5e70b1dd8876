"""Backing up with one click, the list of known backups, and the second place."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from checks import shown, surroundings, unwatched_task, without_a_name
from PySide6.QtWidgets import QFileDialog, QLabel, QTableWidget
from pytestqt.qtbot import QtBot
from vault_page_kit import button, settle, whole_page

from peerdesk.backup.naming import PLACE_FOLDER, SUFFIX
from peerdesk.backup.places import PlacedBackup
from peerdesk.backup.proof import verify
from peerdesk.backup.second_place import choose
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.desk.desk import Desk
from peerdesk.domain.backups import BackupOrigin, KnownBackup
from peerdesk.domain.groups import Group
from peerdesk.errors import UserError
from peerdesk.ui.backing_up import into_every_place, into_own_place
from peerdesk.ui.pages.vault.backups.known_backups_card import KnownBackupsCard
from peerdesk.ui.pages.vault.page import VaultPage
from peerdesk.vault.files import FOLDER_MODE


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> VaultPage:
    made = whole_page(surroundings(desk, tmp_path))
    shown(qtbot, made)
    settle(qtbot, made)
    return made


def choose_folder(
    qtbot: QtBot, page: VaultPage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    button(page, "Choose a place…").click()
    settle(qtbot, page)


def said(page: VaultPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def rows(page: VaultPage) -> list[list[str]]:
    table = table_of(page)
    cells = [
        [table.item(line, column) for column in range(table.columnCount())]
        for line in range(table.rowCount())
    ]
    return [[cell.text() if cell is not None else "" for cell in line] for line in cells]


def table_of(page: VaultPage) -> QTableWidget:
    (table,) = (
        each for each in page.findChildren(QTableWidget) if each.accessibleName() == "Known backups"
    )
    return table


def test_one_click_makes_a_proven_backup_in_the_vaults_own_folder(
    qtbot: QtBot, desk: Desk, page: VaultPage, passphrase: str
) -> None:
    desk.groups.save(Group(name="Harbour"))
    button(page, "Back up now").click()
    settle(qtbot, page)
    (known,) = desk.backups.all()
    assert known.origin is BackupOrigin.BY_HAND
    assert known.path.parent == desk.vault.folder.backups
    assert verify(known.path, passphrase).counts["groups"] == 1
    assert "1 group, 0 people, 0 sessions" in page.banner.text
    assert "on this computer only" in page.banner.text
    ((made, where, size, verified, drilled, remark),) = rows(page)
    assert made.startswith("Today, ")
    assert (where, verified, drilled) == ("Vault's folder, by hand", "today", "not yet")
    assert size.endswith(" MB")
    assert remark == ""


def test_a_second_place_gets_its_backup_with_the_same_click_and_may_be_taken_out(
    qtbot: QtBot, desk: Desk, page: VaultPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    choose_folder(qtbot, page, stick, monkeypatch)
    assert "on the same disk as the vault" in page.banner.text
    assert "It is there." in said(page)
    button(page, "Back up now").click()
    settle(qtbot, page)
    assert "can be taken out now" in page.banner.text
    found = {each.origin: each.path.parent for each in desk.backups.all()}
    assert found == {
        BackupOrigin.BY_HAND: desk.vault.folder.backups,
        BackupOrigin.SECOND_PLACE: stick / PLACE_FOLDER,
    }


def test_a_stick_that_is_not_in_is_told_with_the_backup_that_was_made(
    qtbot: QtBot, desk: Desk, page: VaultPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    choose_folder(qtbot, page, stick, monkeypatch)
    stick.rename(tmp_path / "pulled")
    button(page, "Back up now").click()
    settle(qtbot, page)
    assert "Backed up and verified" in page.banner.text
    assert "the second place is not there" in page.banner.text
    assert "taken out" not in page.banner.text
    assert "It is not there now." in said(page)


def test_a_place_that_fails_does_not_keep_the_other_from_its_backup(
    qtbot: QtBot, desk: Desk, page: VaultPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    choose_folder(qtbot, page, stick, monkeypatch)
    own = desk.vault.folder.backups
    own.rmdir()
    own.write_bytes(b"a file where the folder was")
    button(page, "Back up now").click()
    settle(qtbot, page)
    own.unlink()
    own.mkdir(mode=FOLDER_MODE)
    assert [each.origin for each in desk.backups.all()] == [BackupOrigin.SECOND_PLACE]
    assert "can be taken out now" in page.banner.text
    assert "In the vault's own folder: " in page.banner.text


def test_what_was_made_before_a_stop_is_kept_and_told(desk: Desk, tmp_path: Path) -> None:
    desk.backups.choose_second_place(choose(desk.vault.folder, tmp_path))
    asked = unwatched_task()
    second = tmp_path / PLACE_FOLDER

    def stop_after_the_second_place(_step: str) -> None:
        if any(path.name.endswith(SUFFIX) for path in second.iterdir()):
            asked.cancel()

    asked.progress = stop_after_the_second_place  # type: ignore[method-assign]
    made = into_every_place(desk)(asked)
    assert isinstance(made.second, PlacedBackup)
    assert [error.code for error in made.troubles] == [BackupTrouble.CANCELLED]
    assert list(desk.vault.folder.backups.iterdir()) == []
    with pytest.raises(UserError) as stopped:
        into_every_place_of_a_stopped(desk)
    assert stopped.value.code is BackupTrouble.CANCELLED


def into_every_place_of_a_stopped(desk: Desk) -> None:
    task = unwatched_task()
    task.cancel()
    into_every_place(desk)(task)


def test_two_backups_of_one_second_come_one_after_the_other(desk: Desk) -> None:
    work = into_own_place(desk.vault, BackupOrigin.DAILY)
    made: list[PlacedBackup] = []
    threads = [
        threading.Thread(target=lambda: made.append(work(unwatched_task()))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({each.made.known.path for each in made}) == 3


def test_the_vaults_own_folder_is_refused_as_second_place(
    qtbot: QtBot, desk: Desk, page: VaultPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_folder(qtbot, page, desk.vault.folder.root, monkeypatch)
    assert "lost together with it" in page.banner.text
    assert desk.backups.second_place is None


def test_a_second_place_can_be_let_go_of(
    qtbot: QtBot, desk: Desk, page: VaultPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_folder(qtbot, page, tmp_path, monkeypatch)
    button(page, "Use none").click()
    assert desk.backups.second_place is None
    assert "None is chosen yet." in said(page)
    assert (tmp_path / PLACE_FOLDER).is_dir()


def test_a_wish_from_another_page_backs_up_at_once(
    qtbot: QtBot, desk: Desk, page: VaultPage
) -> None:
    page.open("backups:now")
    page.open("backups:now")
    settle(qtbot, page)
    assert len(desk.backups.all()) == 1


def test_a_backup_whose_file_is_gone_is_told_as_out_of_reach(
    qtbot: QtBot, desk: Desk, page: VaultPage
) -> None:
    desk.backups.remember(known(Path("/media/stick/evening.peerdesk-backup")))
    settle(qtbot, page)
    ((_made, where, *_rest, remark),) = rows(page)
    assert where == "/media/stick/evening.peerdesk-backup"
    assert remark == "Not within reach now"


def test_the_list_says_which_backup_it_stands_on_and_stays_there(
    qtbot: QtBot, desk: Desk, page: VaultPage
) -> None:
    desk.backups.remember(known(Path("/media/stick/older"), days=1))
    newer = desk.backups.remember(known(Path("/media/stick/newer")))
    settle(qtbot, page)
    card = page.findChild(KnownBackupsCard)
    assert isinstance(card, KnownBackupsCard)
    with qtbot.waitSignal(card.chosen) as chosen:
        table_of(page).selectRow(0)
    assert chosen.args == [newer]
    desk.backups.remember(known(Path("/media/stick/newest"), days=-1))
    settle(qtbot, page)
    assert card.backup == newer


def test_every_control_has_a_name(page: VaultPage) -> None:
    assert without_a_name(page) == []


def known(path: Path, days: int = 0) -> KnownBackup:
    moment = datetime(2026, 11, 22, 12, 0, tzinfo=UTC) - timedelta(days=days)
    return KnownBackup(
        path=path,
        origin=BackupOrigin.CHOSEN,
        made_at=moment,
        size=1_500_000,
        generation=5,
        verified_at=moment,
    )
