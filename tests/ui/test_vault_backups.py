"""The Vault page's backups: made, proven, checked."""

import errno
from pathlib import Path

import pytest
from checks import shown, surroundings
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from vault_page_kit import button, open_file, settle, type_into_next_dialog, whole_page

from peerdesk.backup import make
from peerdesk.backup.proof import verify
from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.ui.dialogs.back_up_to_file import BackUpToFileDialog
from peerdesk.ui.pages.vault.page import VaultPage
from peerdesk.vault.files import VaultFolder


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> VaultPage:
    made = whole_page(surroundings(desk, tmp_path))
    shown(qtbot, made)
    return made


def describe(page: VaultPage, target: Path) -> BackUpToFileDialog:
    """The window that asks where the backup goes, with `target` typed into it."""
    button(page, "Back up to another file…").click()
    (dialog,) = page.findChildren(BackUpToFileDialog)
    dialog.place.line.setText(str(target))
    return dialog


def back_up_to(page: VaultPage, target: Path) -> None:
    dialog = describe(page, target)
    dialog.accept_wish()
    # It goes by itself, but only once the backup may have ended as well.
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)


def test_a_backup_is_made_proven_and_logged(
    qtbot: QtBot,
    desk: Desk,
    page: VaultPage,
    tmp_path: Path,
    passphrase: str,
) -> None:
    desk.groups.save(Group(name="Harbour"))
    back_up_to(page, tmp_path / "evening")
    assert not button(page, "Back up to another file…").isEnabled()
    assert button(page, "Cancel").isVisible()
    settle(qtbot, page)
    made = tmp_path / "evening.peerdesk-backup"
    assert "Backed up and verified" in page.banner.text
    assert "1 group, 0 people, 0 sessions" in page.banner.text
    assert verify(made, passphrase).counts["groups"] == 1
    assert desk.log.latest(LogKind.BACKED_UP) is not None
    assert button(page, "Back up to another file…").isEnabled()
    assert not button(page, "Cancel").isVisible()


def test_a_backup_that_cannot_be_written_says_so_and_is_not_logged(
    qtbot: QtBot, desk: Desk, page: VaultPage, tmp_path: Path
) -> None:
    back_up_to(page, tmp_path / "no such stick" / "evening.peerdesk-backup")
    settle(qtbot, page)
    assert "No file was written" in page.banner.text
    assert desk.log.latest(LogKind.BACKED_UP) is None
    assert button(page, "Back up to another file…").isEnabled()


def test_a_backup_can_be_stopped(qtbot: QtBot, desk: Desk, page: VaultPage, tmp_path: Path) -> None:
    back_up_to(page, tmp_path / "evening")
    button(page, "Cancel").click()
    settle(qtbot, page)
    if (tmp_path / "evening.peerdesk-backup").exists():
        pytest.skip("the backup was faster than the click")
    assert "Stopped" in page.banner.text
    assert desk.log.latest(LogKind.BACKED_UP) is None


def test_a_slow_stick_is_told_as_such_and_the_words_go_with_the_work(
    qtbot: QtBot, page: VaultPage, tmp_path: Path
) -> None:
    back_up_to(page, tmp_path / "evening")
    page.section.card._slow.start(0)
    qtbot.waitUntil(page.section.card._patience.isVisible)
    assert "Leave it in until" in page.section.card._patience.text()
    settle(qtbot, page)
    assert not page.section.card._patience.isVisible()


def test_changing_ones_mind_starts_nothing(qtbot: QtBot, page: VaultPage, tmp_path: Path) -> None:
    settle(qtbot, page)
    describe(page, tmp_path / "evening").reject()
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
    back_up_to(page, tmp_path / "evening")
    settle(qtbot, page)
    open_file(monkeypatch, tmp_path / "evening.peerdesk-backup")
    type_into_next_dialog(passphrase if typed == "right" else "not the passphrase at all")
    button(page, "Check a backup file…").click()
    settle(qtbot, page)
    assert answer in page.banner.text


def test_the_keyboard_goes_back_to_the_button_that_was_pressed(
    qtbot: QtBot, page: VaultPage, tmp_path: Path
) -> None:
    targets = (tmp_path / "evening", tmp_path / "no such stick" / "evening")
    for target in targets:
        button(page, "Back up to another file…").setFocus()
        back_up_to(page, target)
        assert page.window().focusWidget() is button(page, "Cancel")
        settle(qtbot, page)
        assert page.window().focusWidget() is button(page, "Back up to another file…")


def test_a_backup_leaves_the_keyboard_where_it_was_moved_to(
    qtbot: QtBot, page: VaultPage, tmp_path: Path
) -> None:
    button(page, "Back up to another file…").setFocus()
    back_up_to(page, tmp_path / "evening")
    checker = button(page, "Check the vault")
    checker.setFocus()
    settle(qtbot, page)
    assert page.window().focusWidget() is checker


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
    back_up_to(page, tmp_path / "evening")
    settle(qtbot, page)
    assert "choose another place for the backup" in page.banner.text
    assert "copy the vault" not in page.banner.text
