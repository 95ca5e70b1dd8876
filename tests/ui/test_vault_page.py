"""The page of the vault: backups that are proven, keys that are changed, a log without names."""

import time
from pathlib import Path

import pytest
from checks import is_freed, shown, surroundings, too_small, without_a_name
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTabWidget,
)
from pytestqt.qtbot import QtBot

from peerdesk.app import open_desk
from peerdesk.backup.proof import verify
from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.ui.pages.vault import VaultPage
from peerdesk.vault.files import VaultFolder

WAIT = 20_000
NEW = "nine lanterns over a quiet harbour"


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> VaultPage:
    made = VaultPage(surroundings(desk, tmp_path))
    shown(qtbot, made)
    return made


def button(page: VaultPage, name: str) -> QPushButton:
    (found,) = (each for each in page.findChildren(QPushButton) if each.accessibleName() == name)
    return found


def field(page: VaultPage, name: str) -> QLineEdit:
    (found,) = (each for each in page.findChildren(QLineEdit) if each.accessibleName() == name)
    return found


def settle(qtbot: QtBot, page: VaultPage) -> None:
    qtbot.waitUntil(lambda: not page.context.jobs.busy, timeout=WAIT)


def save_as(monkeypatch: pytest.MonkeyPatch, target: Path | None) -> None:
    chosen = str(target) if target else ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))


def open_file(monkeypatch: pytest.MonkeyPatch, source: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(source), ""))


def type_into_next_dialog(secret: str) -> None:
    """Answer the question for a passphrase that opens next."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        assert without_a_name(dialog) == []
        line = dialog.findChild(QLineEdit)
        assert isinstance(line, QLineEdit)
        line.setText(secret)
        dialog.accept()

    QTimer.singleShot(100, answer)


def test_a_backup_is_made_proven_and_logged(
    qtbot: QtBot,
    desk: Desk,
    page: VaultPage,
    tmp_path: Path,
    passphrase: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk.groups.save(Group(name="Harbour"))
    save_as(monkeypatch, tmp_path / "evening")
    button(page, "Back up now…").click()
    assert not button(page, "Back up now…").isEnabled()
    assert button(page, "Cancel").isVisible()
    settle(qtbot, page)
    made = tmp_path / "evening.peerdesk-backup"
    assert "Backed up and verified" in page.banner.text
    assert "1 group, 0 people, 0 sessions" in page.banner.text
    assert verify(made, passphrase).counts["groups"] == 1
    assert desk.log.latest(LogKind.BACKED_UP) is not None
    assert button(page, "Back up now…").isEnabled()
    assert not button(page, "Cancel").isVisible()


def test_a_backup_that_cannot_be_written_says_so_and_is_not_logged(
    qtbot: QtBot, desk: Desk, page: VaultPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(monkeypatch, tmp_path / "no such stick" / "evening.peerdesk-backup")
    button(page, "Back up now…").click()
    settle(qtbot, page)
    assert "No file was written" in page.banner.text
    assert desk.log.latest(LogKind.BACKED_UP) is None
    assert button(page, "Back up now…").isEnabled()


def test_a_backup_can_be_stopped(
    qtbot: QtBot, desk: Desk, page: VaultPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(monkeypatch, tmp_path / "evening")
    button(page, "Back up now…").click()
    button(page, "Cancel").click()
    settle(qtbot, page)
    if (tmp_path / "evening.peerdesk-backup").exists():
        pytest.skip("the backup was faster than the click")
    assert "Stopped" in page.banner.text
    assert desk.log.latest(LogKind.BACKED_UP) is None


def test_changing_ones_mind_starts_nothing(
    page: VaultPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(monkeypatch, None)
    page.begin_new()
    assert not page.context.jobs.busy


@pytest.mark.parametrize(("typed", "answer"), [("right", "whole and opens"), ("wrong", "not open")])
def test_a_backup_file_is_checked_with_its_passphrase(
    qtbot: QtBot,
    desk: Desk,
    page: VaultPage,
    tmp_path: Path,
    passphrase: str,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    answer: str,
) -> None:
    save_as(monkeypatch, tmp_path / "evening")
    button(page, "Back up now…").click()
    settle(qtbot, page)
    open_file(monkeypatch, tmp_path / "evening.peerdesk-backup")
    type_into_next_dialog(passphrase if typed == "right" else "not the passphrase at all")
    button(page, "Check a backup file…").click()
    settle(qtbot, page)
    assert answer in page.banner.text


def test_the_vault_is_checked_and_the_check_is_logged(
    qtbot: QtBot, desk: Desk, page: VaultPage
) -> None:
    button(page, "Check the vault").click()
    settle(qtbot, page)
    assert "The vault is whole" in page.banner.text
    assert desk.log.latest(LogKind.CHECKED) is not None


def change_passphrase(page: VaultPage, old: str, new: str, again: str) -> None:
    field(page, "Passphrase now").setText(old)
    field(page, "New passphrase").setText(new)
    field(page, "The new one again").setText(again)
    button(page, "Change it").click()


def test_the_passphrase_is_changed(
    qtbot: QtBot, vault_folder: VaultFolder, passphrase: str, tmp_path: Path
) -> None:
    desk = open_desk(vault_folder, passphrase)
    page = VaultPage(surroundings(desk, tmp_path))
    shown(qtbot, page)
    change_passphrase(page, passphrase, NEW, NEW)
    settle(qtbot, page)
    assert "was changed" in page.banner.text
    assert desk.log.latest(LogKind.KEYS_CHANGED) is not None
    desk.close()
    again = open_desk(vault_folder, NEW)
    again.close()


def test_a_wrong_old_passphrase_changes_nothing(qtbot: QtBot, desk: Desk, page: VaultPage) -> None:
    change_passphrase(page, "not the passphrase at all", NEW, NEW)
    settle(qtbot, page)
    assert "does not open this vault" in page.banner.text
    assert desk.log.latest(LogKind.KEYS_CHANGED) is None
    assert button(page, "Change it").isEnabled()
    assert field(page, "New passphrase").text() == ""


@pytest.mark.parametrize(
    ("new", "again", "reason"),
    [("short", "short", "at least 15"), (NEW, NEW + "x", "not the same")],
)
def test_a_new_passphrase_that_will_not_do_is_refused(
    page: VaultPage, passphrase: str, new: str, again: str, reason: str
) -> None:
    change_passphrase(page, passphrase, new, again)
    assert reason in page.banner.text
    assert not page.context.jobs.busy


def test_idle_minutes_are_kept_and_told(qtbot: QtBot, page: VaultPage) -> None:
    minutes = page.findChild(QSpinBox)
    assert isinstance(minutes, QSpinBox)
    with qtbot.waitSignal(page.context.wishes.idle_changed) as told:
        minutes.setValue(12)
    assert told.args == [12]
    assert page.context.settings.current.idle_minutes == 12


def test_colours_are_kept_and_asked_for(qtbot: QtBot, page: VaultPage) -> None:
    colours = page.findChild(QComboBox)
    assert isinstance(colours, QComboBox)
    with qtbot.waitSignal(page.context.wishes.restyle) as asked:
        colours.setCurrentIndex(colours.findData("dark"))
    assert asked.args == ["dark"]
    assert page.context.settings.current.theme == "dark"


def test_the_log_shows_every_kind_in_words_and_no_name(desk: Desk, page: VaultPage) -> None:
    desk.members.save(Member(chosen_name="Planted"))
    for kind in LogKind:
        desk.note_in_log(kind)
    tabs = page.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    tabs.setCurrentIndex(tabs.count() - 1)
    table = page.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    cells = [
        item.text()
        for line in range(table.rowCount())
        for column in range(table.columnCount())
        if (item := table.item(line, column)) is not None
    ]
    assert "Changed: people" in cells
    assert "Robin" in cells
    assert not {kind.value for kind in LogKind} & set(cells)
    assert not any("Planted" in cell for cell in cells)


def test_a_full_log_is_shown_quickly(desk: Desk, page: VaultPage) -> None:
    with desk.change(None):
        for number in range(500):
            desk.log.write(LogKind.PRINTED, "rules_sheet", number + 1)
    began = time.perf_counter()
    page.refresh()
    assert time.perf_counter() - began < 0.25


def test_it_says_where_the_vault_lies(desk: Desk, page: VaultPage) -> None:
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert any(str(desk.vault.folder.root) in text for text in texts)


def test_every_control_has_a_name_and_is_large_enough(page: VaultPage) -> None:
    tabs = page.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    for index in range(tabs.count()):
        tabs.setCurrentIndex(index)
        assert without_a_name(page) == []
        assert too_small(page) == []
        assert tabs.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_page_goes_when_it_is_closed(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    assert is_freed(lambda: VaultPage(surroundings(desk, tmp_path)))
