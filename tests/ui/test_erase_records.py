"""Erasing several at once: the numbers, a backup first, one transaction, the proof, a receipt."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from aged_vault import GONE, Aged, age
from checks import NOON, MovingClock, surroundings, too_small, without_a_name
from patience import PATIENCE_SECONDS
from pdf_reading import whole_text
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from peerdesk.backup.proof import verify
from peerdesk.desk.desk import Desk
from peerdesk.documents.erasure_receipt import BulkErasureReceipt, render
from peerdesk.domain.backups import BackupOrigin
from peerdesk.domain.log import LogKind
from peerdesk.domain.paper import PaperSize
from peerdesk.domain.retention import RetentionKind
from peerdesk.ui.dialogs.erase_records import EraseRecordsDialog
from peerdesk.ui.dialogs.erased_in_backups import ErasedInBackupsDialog
from peerdesk.ui.pages.page import PageContext
from peerdesk.vault.pages import plain_pages


@pytest.fixture
def aged(desk: Desk) -> Aged:
    return age(desk)


@pytest.fixture
def context(desk: Desk, tmp_path: Path) -> PageContext:
    return replace(surroundings(desk, tmp_path), clock=MovingClock(NOON))


@pytest.fixture
def dialog(qtbot: QtBot, context: PageContext, aged: Aged) -> Iterator[EraseRecordsDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    keys = (
        *((RetentionKind.PERSON, member.id) for member in aged.gone),
        (RetentionKind.GROUP_NOTE, aged.old.id),
    )
    made = EraseRecordsDialog(context, keys, parent)
    made.show()
    ended(qtbot, made)
    yield made
    if isValid(made):
        ended(qtbot, made)
        made.reject()


def ended(qtbot: QtBot, dialog: EraseRecordsDialog) -> None:
    qtbot.waitUntil(lambda: not dialog._context.jobs.busy)


def begun(qtbot: QtBot, dialog: EraseRecordsDialog, secret: str) -> None:
    dialog.passphrase.show_text(secret)
    dialog.begin()
    ended(qtbot, dialog)


def holds(desk: Desk, word: str) -> bool:
    return any(word.encode() in page for page in plain_pages(desk.vault))


def test_the_numbers_are_there_before_anything_happens(
    dialog: EraseRecordsDialog, desk: Desk
) -> None:
    assert dialog.heading.text() == "Erase 2 people, 1 session's notes for good?"
    told = dialog.explanation.text()
    assert "2 people's pages, 2 places in groups, 2 marks of who was where" in told
    assert "1 session still says how many came" in told
    assert "1 safeguarding concern stays" in told
    assert "A backup is made and verified first" in told
    assert not any(name in told + dialog.heading.text() for name in GONE)
    assert without_a_name(dialog) == []
    assert too_small(dialog) == []
    assert len(desk.members.all()) == 3


def test_all_of_them_go_after_a_proven_backup_and_nothing_is_left(
    qtbot: QtBot, dialog: EraseRecordsDialog, desk: Desk, passphrase: str
) -> None:
    assert holds(desk, "Quickthorn")
    assert holds(desk, "marmalade")
    with qtbot.waitSignal(dialog.erased):
        begun(qtbot, dialog, passphrase)
    ended(qtbot, dialog)
    assert dialog.heading.text() == "Erased"
    assert "nothing of them is in it" in dialog.explanation.text()
    assert not any(holds(desk, word) for word in ("Quickthorn", "Oakenleaf", "marmalade"))
    assert holds(desk, "told of a flood")
    assert [member.chosen_name for member in desk.members.all()] == ["Kit"]
    (backup,) = desk.backups.all()
    assert backup.origin is BackupOrigin.BEFORE_ERASURE
    assert verify(backup.path, passphrase).counts["members"] == 3
    logged = {(entry.kind, entry.subject, entry.count) for entry in desk.log.entries()}
    assert (LogKind.ERASED, "member", 2) in logged
    assert (LogKind.ERASED, "group_note", 1) in logged


def test_the_backup_from_just_before_is_named_and_can_be_removed(
    qtbot: QtBot, dialog: EraseRecordsDialog, desk: Desk, passphrase: str
) -> None:
    begun(qtbot, dialog, passphrase)
    ended(qtbot, dialog)
    told = dialog.explanation.text()
    assert "kept for two days at the least and may stay for nine months" in told
    assert "1 such backup can be looked after now" in told
    dialog.look_at_backups()
    older = dialog.findChild(ErasedInBackupsDialog)
    ended(qtbot, dialog)
    assert older.list.count() == 1
    older.remove()
    qtbot.waitUntil(lambda: "Removed: 1 backup" in older.banner.text)
    (fresh,) = desk.backups.all()
    assert fresh.origin is BackupOrigin.BY_HAND
    assert verify(fresh.path, passphrase).counts["members"] == 1
    older.reject()


def test_a_wrong_passphrase_makes_no_backup_and_erases_nothing(
    qtbot: QtBot, dialog: EraseRecordsDialog, desk: Desk
) -> None:
    begun(qtbot, dialog, "not the passphrase of this vault")
    assert "does not open this vault" in dialog.banner.text
    assert desk.backups.all() == []
    assert len(desk.members.all()) == 3
    dialog.begin()
    assert "Type your passphrase first" in dialog.banner.text


@pytest.fixture
def no_place(desk: Desk) -> None:
    """Where the vault's own backups go lies a file."""
    folder = desk.vault.folder.backups
    if folder.exists():
        folder.rmdir()
    folder.write_text("in the way", "utf-8")


def test_without_a_backup_nothing_is_erased_and_it_says_so(
    qtbot: QtBot, dialog: EraseRecordsDialog, desk: Desk, passphrase: str, no_place: None
) -> None:
    begun(qtbot, dialog, passphrase)
    assert "No backup was made, so nothing was erased." in dialog.banner.text
    assert len(desk.members.all()) == 3
    assert dialog.elsewhere_button.isVisible()
    assert dialog.without_button.isVisible()
    assert without_a_name(dialog) == []


def test_the_backup_may_go_to_another_place(
    qtbot: QtBot,
    dialog: EraseRecordsDialog,
    desk: Desk,
    passphrase: str,
    no_place: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun(qtbot, dialog, passphrase)
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(stick))
    dialog.elsewhere_button.click()
    ended(qtbot, dialog)
    ended(qtbot, dialog)
    assert dialog.heading.text() == "Erased"
    (backup,) = desk.backups.all()
    assert (backup.path.parent, backup.origin) == (stick, BackupOrigin.CHOSEN)
    assert str(backup.path) in dialog.explanation.text()
    assert "PeerDesk never removes a backup" in dialog.explanation.text()


def test_somebody_may_go_on_knowingly_without_a_backup(
    qtbot: QtBot, dialog: EraseRecordsDialog, desk: Desk, passphrase: str, no_place: None
) -> None:
    begun(qtbot, dialog, passphrase)
    dialog.without_button.click()
    ended(qtbot, dialog)
    ended(qtbot, dialog)
    assert len(desk.members.all()) == 1
    assert "No backup was made just before." in dialog.explanation.text()


def kept_busy(dialog: EraseRecordsDialog, gate: Event) -> None:
    """Keep both threads busy, so that no job begins before `gate` is set."""
    for _ in range(2):
        dialog._context.jobs.run(lambda _task: gate.wait(PATIENCE_SECONDS))


def test_escape_stops_before_anything_is_gone(
    qtbot: QtBot,
    dialog: EraseRecordsDialog,
    desk: Desk,
    passphrase: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gate = Event()
    go_on = dialog._on_checked

    def stop_the_backup(accepted: bool) -> None:
        kept_busy(dialog, gate)
        go_on(accepted)
        assert "Backing up first" in dialog.work._words.text()
        dialog.reject()
        gate.set()

    monkeypatch.setattr(dialog, "_on_checked", stop_the_backup)
    dialog.passphrase.show_text(passphrase)
    dialog.begin()
    qtbot.waitUntil(gate.is_set)
    ended(qtbot, dialog)
    assert dialog.isVisible()
    assert len(desk.members.all()) == 3
    assert "nothing was erased" in dialog.banner.text


def test_a_search_that_was_stopped_says_that_nothing_is_proven(
    qtbot: QtBot, dialog: EraseRecordsDialog, desk: Desk, passphrase: str
) -> None:
    gate = Event()

    def stop() -> None:
        kept_busy(dialog, gate)
        QTimer.singleShot(0, dialog.reject)
        QTimer.singleShot(50, gate.set)

    dialog.erased.connect(stop)
    dialog.passphrase.show_text(passphrase)
    dialog.begin()
    ended(qtbot, dialog)
    assert len(desk.members.all()) == 1
    assert "nothing is proven" in dialog.explanation.text()
    assert "The search was stopped" in dialog.banner.text


def test_the_receipt_has_numbers_and_no_name(
    qtbot: QtBot, dialog: EraseRecordsDialog, passphrase: str
) -> None:
    begun(qtbot, dialog, passphrase)
    ended(qtbot, dialog)
    receipt = dialog.receipt._receipt
    assert isinstance(receipt, BulkErasureReceipt)
    said = " ".join(whole_text(render(receipt, PaperSize.A4)).split())
    assert "People, with everything on their pages: 2" in said
    assert "Sessions whose notes are gone: 1" in said
    assert f"Erasure {receipt.number}" in said
    assert not any(part in said for name in GONE for part in name.split())
    spanish = whole_text(render(replace(receipt, language="es"), PaperSize.LETTER))
    assert "Recibo de un borrado" in spanish
