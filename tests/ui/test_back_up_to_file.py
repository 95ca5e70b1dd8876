"""Where one backup goes and what opens it, decided in a window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from checks import surroundings, too_small, without_a_name
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from vault_page_kit import button, open_file, settle, whole_page

from peerdesk.backup.opener import OPENER, READ_ME
from peerdesk.backup.proof import inspect, verify
from peerdesk.desk.desk import Desk
from peerdesk.paths import resource
from peerdesk.ui.dialogs.back_up_to_file import BackUpToFileDialog, BackupWish

OWN = "nine loud benches by the door"


@pytest.fixture
def wishes() -> list[BackupWish]:
    return []


@pytest.fixture
def dialog(qtbot: QtBot, wishes: list[BackupWish]) -> Iterator[BackUpToFileDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = BackUpToFileDialog("Harbour House", parent)
    made.wished.connect(wishes.append)
    made.show()
    yield made
    if isValid(made):
        made.reject()


def choose(dialog: BackUpToFileDialog, target: Path) -> None:
    dialog.place.line.setText(str(target))


def test_without_a_wish_the_vaults_own_secrets_open_it(
    dialog: BackUpToFileDialog, wishes: list[BackupWish], tmp_path: Path
) -> None:
    assert not dialog.own.isVisible()
    choose(dialog, tmp_path / "evening")
    dialog.make_button.click()
    assert wishes == [BackupWish(tmp_path / "evening.peerdesk-backup", None, with_opener=False)]


def test_a_passphrase_of_its_own_is_typed_twice(
    dialog: BackUpToFileDialog, wishes: list[BackupWish], tmp_path: Path
) -> None:
    choose(dialog, tmp_path / "evening.peerdesk-backup")
    dialog.has_own.click()
    assert dialog.own.isVisible()
    dialog.own.show_text(OWN)
    dialog.again.show_text("nine loud benches")
    dialog.make_button.click()
    assert "not the same" in dialog.banner.text
    dialog.again.show_text(OWN)
    dialog.make_button.click()
    (wish,) = wishes
    assert wish.own is not None
    assert wish.own.secret == OWN


@pytest.mark.parametrize("weak", ["short", "harbour house harbour house", ""])
def test_a_weak_passphrase_is_refused_with_the_reason(
    dialog: BackUpToFileDialog, wishes: list[BackupWish], weak: str
) -> None:
    dialog.has_own.click()
    dialog.own.show_text(weak)
    dialog.again.show_text(weak)
    dialog.make_button.click()
    assert wishes == []
    assert dialog.banner.text


def test_what_was_typed_and_unticked_again_is_not_used(
    dialog: BackUpToFileDialog, wishes: list[BackupWish], tmp_path: Path
) -> None:
    choose(dialog, tmp_path / "evening")
    dialog.has_own.click()
    dialog.own.show_text(OWN)
    dialog.has_own.click()
    dialog.make_button.click()
    assert wishes[0].own is None


def test_a_suggested_passphrase_is_strong_and_has_to_be_typed_once_more(
    dialog: BackUpToFileDialog,
) -> None:
    dialog.has_own.click()
    dialog.suggest.click()
    assert not dialog.strength.refusal(dialog.own.text)
    assert dialog.again.text == ""
    assert dialog.again.line.hasFocus() or not dialog.isActiveWindow()


def test_no_file_makes_no_backup(dialog: BackUpToFileDialog, wishes: list[BackupWish]) -> None:
    dialog.place.line.clear()
    dialog.make_button.click()
    assert wishes == []
    assert "Choose the file" in dialog.banner.text


def test_a_chosen_file_gets_the_ending_of_backups(
    dialog: BackUpToFileDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "b"), ""))
    dialog.place.choose_button.click()
    assert dialog.place.line.text() == str(tmp_path / "b.peerdesk-backup")


def test_every_control_has_a_name_and_is_large_enough(dialog: BackUpToFileDialog) -> None:
    dialog.has_own.click()
    assert without_a_name(dialog) == []
    assert too_small(dialog) == []


def test_a_backup_with_its_own_passphrase_is_made_and_checked_from_the_page(
    qtbot: QtBot,
    desk: Desk,
    tmp_path: Path,
    passphrase: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = whole_page(surroundings(desk, tmp_path))
    qtbot.addWidget(page)
    page.show()
    button(page, "Back up to another file…").click()
    dialog = page.findChild(BackUpToFileDialog)
    assert dialog is not None
    choose(dialog, tmp_path / "own")
    dialog.has_own.click()
    dialog.own.show_text(OWN)
    dialog.again.show_text(OWN)
    dialog.with_opener.click()
    dialog.make_button.click()
    settle(qtbot, page)
    assert "Backed up and verified" in page.banner.text
    made = tmp_path / "own.peerdesk-backup"
    qtbot.waitUntil((tmp_path / READ_ME).exists)
    assert (tmp_path / OPENER).read_bytes() == resource("recover", OPENER).read_bytes()
    assert verify(made, OWN).summary == inspect(made)
    open_file(monkeypatch, made)
    asked: list[str] = []
    monkeypatch.setattr(
        "peerdesk.ui.pages.vault.backups.backup_card.ask_passphrase",
        lambda *words: asked.append(" ".join(words[1:])) or passphrase,
    )
    button(page, "Check a backup file…").click()
    settle(qtbot, page)
    assert QApplication.activeModalWidget() is None
    assert "a passphrase of its own" in asked[0]
    assert "has a passphrase of its own" in page.banner.text
