"""Records of a backup in a window: opened by its passphrase, found, ticked, taken."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from checks import one_piece_at_a_time, surroundings, too_small, without_a_name
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from peerdesk.backup.make import export
from peerdesk.desk.desk import Desk
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote
from peerdesk.domain.taking import Takeable
from peerdesk.ui.dialogs.take_records import TakeRecordsDialog
from peerdesk.ui.slices import all_is_shown

if TYPE_CHECKING:
    from peerdesk.domain.taking import TakeReport


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Iterator[TakeRecordsDialog]:
    member = desk.members.save(Member(chosen_name="Wilhelmina"))
    note = desk.notes.keep_member_note(MemberNote(member_id=member.id, text="Window seat."))
    target = tmp_path / "kept.peerdesk-backup"
    export(desk.vault, target)
    desk.notes.remove_member_note(note)
    parent = QWidget()
    qtbot.addWidget(parent)
    made = TakeRecordsDialog(surroundings(desk, tmp_path), target, parent)
    made.show()
    yield made
    if isValid(made):
        made.reject()


def opened(qtbot: QtBot, dialog: TakeRecordsDialog, secret: str) -> None:
    dialog.passphrase.field.show_text(secret)
    dialog.open_backup()
    qtbot.waitUntil(dialog.open_button.isEnabled)


def test_a_missing_note_is_found_ticked_and_taken(
    qtbot: QtBot, dialog: TakeRecordsDialog, desk: Desk, passphrase: str
) -> None:
    opened(qtbot, dialog, passphrase)
    dialog.search.setText("window")
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    shown = [dialog.list.item(index) for index in range(dialog.list.count())]
    assert [item.text().splitlines()[0] for item in shown] == ["Note about Wilhelmina"]
    assert "not in the vault now" in shown[0].text()
    assert dialog.text.toPlainText() == "Window seat."
    shown[0].setCheckState(Qt.CheckState.Checked)
    assert dialog.count.text().startswith("1 record ticked")
    dialog.search.setText("nowhere")
    qtbot.waitUntil(lambda: dialog.list.count() == 0)
    assert dialog.count.text().startswith("1 record ticked"), "ticked also where it is not listed"
    reports: list[TakeReport] = []
    dialog.taken.connect(reports.append)
    dialog.take()
    assert [report.taken for report in reports] == [1]
    (member,) = desk.members.all()
    assert [note.text for note in desk.notes.of_member(member.id)] == ["Window seat."]


def test_a_long_list_comes_piece_by_piece_and_whole(
    qtbot: QtBot,
    desk: Desk,
    tmp_path: Path,
    passphrase: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one_piece_at_a_time(monkeypatch)
    member = desk.members.save(Member(chosen_name="Wilhelmina"))
    for number in range(60):
        desk.notes.keep_member_note(MemberNote(member_id=member.id, text=f"Seat {number:02}."))
    target = tmp_path / "kept.peerdesk-backup"
    export(desk.vault, target)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = TakeRecordsDialog(surroundings(desk, tmp_path), target, parent)
    dialog.show()
    opened(qtbot, dialog, passphrase)
    qtbot.waitUntil(lambda: dialog.list.count() == 61)
    assert dialog.list.currentRow() == 0
    dialog.search.setText("seat 4")
    qtbot.waitUntil(lambda: dialog.list.count() == 10 and all_is_shown(dialog))
    assert "Seat 4" in dialog.text.toPlainText()
    dialog.search.clear()
    qtbot.waitUntil(lambda: dialog.list.count() > 10)
    dialog.reject()


def test_a_wrong_passphrase_opens_nothing(qtbot: QtBot, dialog: TakeRecordsDialog) -> None:
    opened(qtbot, dialog, "not the passphrase of this backup")
    assert "does not open this backup" in dialog.banner.text
    assert not dialog.take_button.isVisible()


def test_closing_while_it_opens_leaves_no_copy_behind(
    qtbot: QtBot,
    dialog: TakeRecordsDialog,
    passphrase: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    jobs = dialog._context.jobs
    dialog.passphrase.field.show_text(passphrase)
    dialog.open_backup()
    dialog.reject()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not list(tmp_path.glob("peerdesk-proof-*"))


def test_nothing_ticked_takes_nothing(
    qtbot: QtBot, dialog: TakeRecordsDialog, passphrase: str
) -> None:
    opened(qtbot, dialog, passphrase)
    dialog.take()
    assert "Nothing was taken" in dialog.banner.text
    assert without_a_name(dialog) == []
    assert too_small(dialog) == []


def test_closing_leaves_no_copy_behind(
    qtbot: QtBot,
    dialog: TakeRecordsDialog,
    passphrase: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    opened(qtbot, dialog, passphrase)
    assert list(tmp_path.glob("peerdesk-proof-*"))
    dialog.reject()
    assert not list(tmp_path.glob("peerdesk-proof-*"))


def test_a_lock_leaves_no_copy_behind(
    qtbot: QtBot,
    dialog: TakeRecordsDialog,
    passphrase: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    opened(qtbot, dialog, passphrase)
    assert list(tmp_path.glob("peerdesk-proof-*"))
    dialog._context.jobs.stop(1000)
    assert not list(tmp_path.glob("peerdesk-proof-*"))


def test_a_lock_before_the_window_hears_that_it_is_open_leaves_no_copy_behind(
    dialog: TakeRecordsDialog,
    passphrase: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    jobs = dialog._context.jobs
    dialog.passphrase.field.show_text(passphrase)
    dialog.open_backup()
    jobs.wait()
    assert list(tmp_path.glob("peerdesk-proof-*"))
    jobs.stop(1000)
    assert not list(tmp_path.glob("peerdesk-proof-*"))


def test_closing_lets_go_of_all_that_the_backup_says(
    qtbot: QtBot, dialog: TakeRecordsDialog, passphrase: str
) -> None:
    def new_records() -> list[Takeable]:
        """Those that windows of other tests do not still hold."""
        records = [each for each in gc.get_objects() if type(each) is Takeable]
        return [each for each in records if not any(each is other for other in earlier)]

    earlier: list[Takeable] = []
    earlier = new_records()
    opened(qtbot, dialog, passphrase)
    qtbot.waitUntil(lambda: dialog.list.count() > 0)
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert new_records()
    jobs = dialog._context.jobs
    dialog.reject()
    qtbot.waitUntil(lambda: not isValid(dialog) and not jobs.busy)
    assert not new_records(), "although its window is still referred to"
