"""The page of the vault: backups that are proven, keys that are changed, a log without names."""

import errno
import time
from dataclasses import replace
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
from peerdesk.backup import make
from peerdesk.backup.proof import verify
from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.settings import SettingsStore
from peerdesk.ui.pages.vault import VaultPage
from peerdesk.ui.pages.vault.settings_card import SettingsCard
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
    keys_tab(page)
    change_passphrase(page, "not the passphrase at all", NEW, NEW)
    settle(qtbot, page)
    assert "does not open this vault" in page.banner.text
    assert desk.log.latest(LogKind.KEYS_CHANGED) is None
    assert button(page, "Change it").isEnabled()
    assert field(page, "New passphrase").text() == NEW
    assert field(page, "The new one again").text() == NEW
    assert field(page, "Passphrase now").text() == ""
    assert page.window().focusWidget() is field(page, "Passphrase now")


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


def keys_tab(page: VaultPage) -> None:
    tabs = page.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    tabs.setCurrentIndex(1)


def test_enter_in_the_last_field_changes_it_and_the_keyboard_stays_in_the_card(
    qtbot: QtBot, desk: Desk, page: VaultPage, passphrase: str
) -> None:
    keys_tab(page)
    for name, typed in (
        ("Passphrase now", passphrase),
        ("New passphrase", NEW),
        ("The new one again", NEW),
    ):
        field(page, name).setFocus()
        qtbot.keyClicks(field(page, name), typed)
    qtbot.keyClick(field(page, "The new one again"), Qt.Key.Key_Return)
    assert not button(page, "Change it").isEnabled()
    assert page.window().focusWidget() is field(page, "Passphrase now")
    settle(qtbot, page)
    assert "was changed" in page.banner.text
    assert field(page, "New passphrase").text() == ""
    assert page.window().focusWidget() is field(page, "Passphrase now")


def test_an_old_message_goes_when_typing_begins(qtbot: QtBot, page: VaultPage) -> None:
    keys_tab(page)
    change_passphrase(page, "", NEW, NEW)
    assert "opens the vault now" in page.banner.text
    assert page.window().focusWidget() is field(page, "Passphrase now")
    qtbot.keyClicks(field(page, "Passphrase now"), "x")
    assert page.banner.text == ""


def test_the_keyboard_goes_back_to_the_button_that_was_pressed(
    qtbot: QtBot, page: VaultPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets = (tmp_path / "evening", tmp_path / "no such stick" / "evening")
    for target in targets:
        save_as(monkeypatch, target)
        button(page, "Back up now…").setFocus()
        button(page, "Back up now…").click()
        assert page.window().focusWidget() is button(page, "Cancel")
        settle(qtbot, page)
        assert page.window().focusWidget() is button(page, "Back up now…")


def test_a_backup_leaves_the_keyboard_where_it_was_moved_to(
    qtbot: QtBot, page: VaultPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(monkeypatch, tmp_path / "evening")
    button(page, "Back up now…").setFocus()
    button(page, "Back up now…").click()
    checker = button(page, "Check the vault")
    checker.setFocus()
    settle(qtbot, page)
    assert page.window().focusWidget() is checker


def test_checking_keeps_the_keyboard_and_runs_once(
    qtbot: QtBot, desk: Desk, page: VaultPage
) -> None:
    checker = button(page, "Check the vault")
    checker.setFocus()
    checker.click()
    checker.click()
    assert checker.text() == "Checking…"
    settle(qtbot, page)
    assert page.window().focusWidget() is checker
    assert checker.text() == "Chec&k the vault"
    assert [entry.kind for entry in desk.log.entries()].count(LogKind.CHECKED) == 1


def test_a_file_that_is_no_backup_is_told_before_a_passphrase_is_asked_for(
    qtbot: QtBot, page: VaultPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = tmp_path / "strange.peerdesk-backup"
    strange.write_bytes(b"not a backup")
    open_file(monkeypatch, strange)
    button(page, "Check a backup file…").setFocus()
    button(page, "Check a backup file…").click()
    settle(qtbot, page)
    assert QApplication.activeModalWidget() is None
    assert "not a PeerDesk backup" in page.banner.text
    assert page.window().focusWidget() is button(page, "Check a backup file…")


def test_a_place_that_takes_no_backup_is_told_as_a_place(
    qtbot: QtBot, page: VaultPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: VaultFolder, _target: Path) -> None:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(make, "require_usable_target", refuse)
    save_as(monkeypatch, tmp_path / "evening")
    button(page, "Back up now…").click()
    settle(qtbot, page)
    assert "choose another place for the backup" in page.banner.text
    assert "copy the vault" not in page.banner.text


def test_other_colours_keep_the_part_that_is_shown(
    qtbot: QtBot, desk: Desk, page: VaultPage
) -> None:
    keys_tab(page)
    anew = VaultPage(page.context)
    qtbot.addWidget(anew)
    tabs = anew.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    assert tabs.currentIndex() == 1


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


def test_choices_that_cannot_be_kept_are_said_to_be_so(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    context = surroundings(desk, tmp_path)
    blocked = tmp_path / "a file where the folder belongs"
    blocked.write_text("", encoding="utf-8")
    context = replace(context, settings=SettingsStore(blocked / "settings.json"))
    card = SettingsCard(context)
    qtbot.addWidget(card)
    assert card.not_kept.isHidden()

    (minutes,) = card.findChildren(QSpinBox)
    minutes.setValue(7)

    assert not card.not_kept.isHidden()
    assert context.settings.current.idle_minutes == 7
