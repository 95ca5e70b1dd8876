"""From the Vault page into a backup, for single records, and back again."""

from pathlib import Path

import pytest
from checks import shown, surroundings
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from vault_page_kit import button, open_file, whole_page

from peerdesk.backup.make import export
from peerdesk.desk.desk import Desk
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote
from peerdesk.ui.dialogs.take_records import TakeRecordsDialog


def test_a_note_is_taken_out_of_a_backup_and_put_back_again(
    qtbot: QtBot,
    desk: Desk,
    tmp_path: Path,
    passphrase: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    member = desk.members.save(Member(chosen_name="Wilhelmina"))
    note = desk.notes.keep_member_note(MemberNote(member_id=member.id, text="Window seat."))
    target = tmp_path / "kept.peerdesk-backup"
    export(desk.vault, target)
    desk.notes.remove_member_note(note)
    page = whole_page(surroundings(desk, tmp_path))
    shown(qtbot, page)
    open_file(monkeypatch, target)
    button(page, "Take single records…").click()
    dialog = page.findChild(TakeRecordsDialog)
    assert isinstance(dialog, TakeRecordsDialog)
    dialog.passphrase.field.show_text(passphrase)
    dialog.open_backup()
    qtbot.waitUntil(dialog.take_button.isVisible)
    dialog.search.setText("window")
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.take_button.click()
    assert [each.text for each in desk.notes.of_member(member.id)] == ["Window seat."]
    assert "1 record" in page.banner.text
    undo = next(each for each in page.banner.findChildren(QPushButton) if each.text() == "Undo")
    undo.click()
    assert desk.notes.of_member(member.id) == []
    assert isValid(page)
