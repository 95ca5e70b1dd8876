"""Notes that are chosen leave the vault after the passphrase, and the log has their number only."""

from datetime import datetime
from pathlib import Path

import pytest
from checks import shown, surroundings
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from vault_page_kit import save_as, type_into_next_dialog

from peerdesk.desk.changes import Kind
from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote
from peerdesk.ui import naming
from peerdesk.ui.dialogs.print_dialog import PrintDialog
from peerdesk.ui.pages.notes.page import NotesPage
from peerdesk.ui.widgets.records import RecordList


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> NotesPage:
    """Two notes about Ana and one about a session, all of them chosen."""
    group = desk.groups.save(Group(name="Harbour"))
    session = desk.sessions.plan(group.id, datetime(2026, 11, 24, 18, 30))
    desk.notes.keep_group_note(session.id, "# Themes\nrest")
    member = desk.members.save(Member(chosen_name="Ana"))
    for text in ("Prefers the door", "Comes by bus"):
        desk.notes.keep_member_note(MemberNote(member_id=member.id, text=text))
    made = NotesPage(surroundings(desk, tmp_path))
    shown(qtbot, made)
    listing(made).setFocus()
    qtbot.keyClick(listing(made), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    return made


def listing(page: NotesPage) -> RecordList:
    (found,) = (
        each for each in page.findChildren(RecordList) if each.accessibleName() == "Notes found"
    )
    return found


def settle(qtbot: QtBot, page: NotesPage) -> None:
    qtbot.waitUntil(lambda: not page.context.jobs.busy)


def logged(desk: Desk, kind: LogKind) -> list[tuple[str, int]]:
    rows = desk.connection.execute(
        "SELECT subject, count FROM log_entries WHERE kind = ? ORDER BY subject", (kind.value,)
    )
    return [(str(subject), int(count)) for subject, count in rows]


BOTH = [(Kind.GROUP_NOTE, 1), (Kind.MEMBER_NOTE, 2)]


def test_text_and_pdf_are_saved_and_logged(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    desk: Desk,
    page: NotesPage,
    passphrase: str,
    tmp_path: Path,
) -> None:
    assert "3 notes" in page.leaving.count.text()
    for _ in range(2):  # the second one takes the place of the first
        save_as(monkeypatch, tmp_path / "chosen")
        type_into_next_dialog(passphrase)
        page.leaving.text_button.click()
        settle(qtbot, page)
        assert "Saved as “chosen.md”" in page.banner.text
    text = (tmp_path / "chosen.md").read_text(encoding="utf-8")
    assert text.startswith("# Notes from PeerDesk\n")
    for words in ("## Harbour", "# Themes\nrest", "## Ana", "Prefers the door", "Comes by bus"):
        assert words in text
    assert logged(desk, LogKind.SAVED_TEXT) == [BOTH[0]] * 2 + [BOTH[1]] * 2

    save_as(monkeypatch, tmp_path / "chosen.pdf")
    type_into_next_dialog(passphrase)
    page.leaving.pdf_button.click()
    settle(qtbot, page)
    assert (tmp_path / "chosen.pdf").read_bytes().startswith(b"%PDF")
    assert logged(desk, LogKind.SAVED_PDF) == BOTH


def test_a_folder_that_is_copied_elsewhere_is_said_before_and_after(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    page: NotesPage,
    passphrase: str,
    tmp_path: Path,
) -> None:
    copied = tmp_path / "copied"
    (copied / ".stfolder").mkdir(parents=True)

    for way in (page.leaving.text_button, page.leaving.pdf_button):
        save_as(monkeypatch, copied / "chosen")
        said = type_into_next_dialog(passphrase)
        way.click()
        settle(qtbot, page)
        assert "copied to other computers by Syncthing" in " ".join(said)
        assert "copied to other computers by Syncthing" in page.banner.text


def test_what_is_printed_is_logged_once_the_printer_has_it(
    qtbot: QtBot, desk: Desk, page: NotesPage, passphrase: str
) -> None:
    type_into_next_dialog(passphrase)
    page.leaving.print_button.click()
    settle(qtbot, page)
    dialog = page.leaving.findChild(PrintDialog)
    assert isinstance(dialog, PrintDialog)
    assert logged(desk, LogKind.PRINTED) == []
    dialog.printed.emit(2)
    dialog.reject()
    assert logged(desk, LogKind.PRINTED) == [(Kind.GROUP_NOTE, 2), (Kind.MEMBER_NOTE, 4)]


def test_a_wrong_passphrase_or_a_file_of_another_kind_lets_nothing_out(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    desk: Desk,
    page: NotesPage,
    tmp_path: Path,
) -> None:
    target = tmp_path / "diary.md"
    save_as(monkeypatch, target)
    type_into_next_dialog("not the passphrase at all")
    page.leaving.text_button.click()
    settle(qtbot, page)
    assert not target.exists()
    assert page.banner.text
    target.write_text("mine", encoding="utf-8")
    page.leaving.text_button.click()  # No passphrase is asked for in vain.
    settle(qtbot, page)
    assert "left alone" in page.banner.text
    assert target.read_text(encoding="utf-8") == "mine"
    assert logged(desk, LogKind.SAVED_TEXT) == []


def test_nothing_leaves_while_names_are_masked_and_a_refresh_keeps_the_choice(
    page: NotesPage,
) -> None:
    page.refresh()
    assert len(listing(page).chosen_keys) == 3
    naming.mask(masked=True)
    page.naming_changed()
    assert not page.leaving.text_button.isEnabled()
    naming.mask(masked=False)
    page.naming_changed()
    assert page.leaving.text_button.isEnabled()
