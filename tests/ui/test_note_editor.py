"""A note is a draft within two seconds, a note when it is left, and never lost."""

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from checks import after_two_seconds, without_a_name
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.notes import NoteKind
from peerdesk.domain.sessions import Session
from peerdesk.ui.widgets.note_editor import NoteEditor
from peerdesk.vault.troubles import VaultTrouble

if TYPE_CHECKING:
    from peerdesk.errors import PeerDeskError


@pytest.fixture
def session(desk: Desk) -> Session:
    group = desk.groups.save(Group(name="Harbour"))
    return desk.sessions.plan(group.id, datetime(2026, 11, 24, 18, 30))


@pytest.fixture
def windows() -> list[QWidget]:
    """Keeps the windows of a test."""
    return []


def make_editor(qtbot: QtBot, desk: Desk, windows: list[QWidget]) -> NoteEditor:
    """An editor in a window that has another field to go to."""
    window = QWidget()
    windows.append(window)
    layout = QVBoxLayout(window)
    made = NoteEditor(desk, NoteKind.GROUP, "Note", desk.notes.keep_group_note)
    layout.addWidget(made)
    layout.addWidget(QLineEdit())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return made


@pytest.fixture
def editor(qtbot: QtBot, desk: Desk, session: Session, windows: list[QWidget]) -> NoteEditor:
    made = make_editor(qtbot, desk, windows)
    made.show_note(session.id, "")
    made.setFocus()
    return made


def leave(editor: NoteEditor) -> None:
    other = editor.window().findChild(QLineEdit)
    assert other is not None
    other.setFocus()


def draft(desk: Desk, session: Session) -> str | None:
    return desk.drafts.text(NoteKind.GROUP, session.id)


def note(desk: Desk, session: Session) -> str | None:
    kept = desk.notes.of_session(session.id)
    return kept.text if kept else None


def recovered_is_said(editor: NoteEditor) -> bool:
    labels = editor.findChildren(QLabel)
    return any("not finished" in label.text() and label.isVisible() for label in labels)


def test_what_is_typed_is_in_the_vault_within_two_seconds_however_fast_one_types(
    qtbot: QtBot, desk: Desk, session: Session, editor: NoteEditor
) -> None:
    qtbot.keyClicks(editor.field, "we ")
    kept = after_two_seconds(editor, lambda: draft(desk, session))
    while not kept:
        qtbot.keyClicks(editor.field, "we ")
        qtbot.wait(60)
    assert (kept[0] or "").startswith("we we")
    assert (draft(desk, session) or "").startswith("we we")


def test_leaving_the_field_makes_it_the_note_and_drops_the_draft(
    qtbot: QtBot, desk: Desk, session: Session, editor: NoteEditor
) -> None:
    qtbot.keyClicks(editor.field, "We spoke of rest")
    qtbot.waitUntil(lambda: draft(desk, session) is not None)
    leave(editor)
    assert note(desk, session) == "We spoke of rest"
    assert draft(desk, session) is None


def test_words_of_a_crashed_program_are_shown_again_and_kept(
    qtbot: QtBot, desk: Desk, session: Session, editor: NoteEditor, windows: list[QWidget]
) -> None:
    desk.notes.keep_group_note(session.id, "Earlier")
    editor.field.setPlainText("Earlier, and more")
    qtbot.waitUntil(lambda: draft(desk, session) is not None)
    # A program that crashed never hears that its field was left; the next one reads anew.
    editor.field.blockSignals(True)
    after_crash = Desk(desk.vault)
    again = make_editor(qtbot, after_crash, windows)
    again.show_note(session.id, "Earlier")
    assert again.text == "Earlier, and more"
    assert recovered_is_said(again)
    again.flush()
    assert note(after_crash, session) == "Earlier, and more"
    assert draft(after_crash, session) is None
    assert not recovered_is_said(again)


def test_words_that_were_taken_back_do_not_come_back(
    qtbot: QtBot, desk: Desk, session: Session, editor: NoteEditor
) -> None:
    qtbot.keyClicks(editor.field, "x")
    qtbot.waitUntil(lambda: draft(desk, session) == "x")
    editor.field.setPlainText("")
    leave(editor)
    assert draft(desk, session) is None
    assert note(desk, session) is None


def test_showing_the_same_note_again_leaves_what_is_typed(
    qtbot: QtBot, session: Session, editor: NoteEditor
) -> None:
    qtbot.keyClicks(editor.field, "half a sen")
    place = editor.field.textCursor().position()
    editor.show_note(session.id, "from the vault")
    assert editor.text == "half a sen"
    assert editor.field.textCursor().position() == place


def test_showing_another_note_first_keeps_this_one(
    qtbot: QtBot, desk: Desk, session: Session, editor: NoteEditor
) -> None:
    other = desk.sessions.plan(session.group_id, datetime(2026, 12, 1, 18, 30))
    qtbot.keyClicks(editor.field, "first session")
    editor.show_note(other.id, "second session")
    assert note(desk, session) == "first session"
    assert note(desk, other) is None
    assert editor.text == "second session"


def test_a_note_that_was_only_looked_at_is_not_saved(
    desk: Desk, session: Session, editor: NoteEditor
) -> None:
    leave(editor)
    desk.notes.keep_group_note(session.id, "Kept")
    editor.show_note(session.id, "Kept")
    lines = desk.log.entries()
    editor.flush()
    assert desk.log.entries() == lines


def test_a_refusal_is_said_and_the_words_stay_in_the_field(
    qtbot: QtBot, desk: Desk, session: Session, editor: NoteEditor
) -> None:
    said: list[PeerDeskError] = []
    editor.failed.connect(said.append)
    qtbot.keyClicks(editor.field, "Something")
    group = desk.groups.get(session.group_id)
    desk.groups.save(
        Group(id=group.id, uid=group.uid, name=group.name, note_policy=NotePolicy.CONTENT_FREE)
    )
    editor.flush()
    assert [error.code for error in said] == [DeskTrouble.NOTE_POLICY_CONTENT_FREE]
    assert editor.text == "Something"
    assert note(desk, session) is None


def test_a_note_whose_record_is_gone_is_let_go(
    qtbot: QtBot, desk: Desk, session: Session, editor: NoteEditor
) -> None:
    qtbot.keyClicks(editor.field, "Something")
    editor.forget()
    editor.flush()
    assert editor.text == ""
    assert note(desk, session) is None


def test_the_tab_key_leaves_the_field(qtbot: QtBot, editor: NoteEditor) -> None:
    assert editor.field.tabChangesFocus()
    assert without_a_name(editor) == []


def test_a_formatted_note_that_is_only_looked_at_leaves_no_draft(
    qtbot: QtBot, desk: Desk, session: Session, editor: NoteEditor
) -> None:
    desk.notes.keep_group_note(session.id, "# Themes\n**rest**")
    editor.forget()
    editor.show_note(session.id, "# Themes\n**rest**")
    qtbot.wait(800)
    assert desk.drafts.all() == []


def test_words_of_a_note_that_was_left_on_a_full_disk_are_saved_once_there_is_room(
    qtbot: QtBot, desk: Desk, session: Session, editor: NoteEditor
) -> None:
    long_note = ("Long evenings, and what helps. " * 4_000).strip()
    troubles: list[PeerDeskError] = []
    editor.failed.connect(troubles.append)
    (pages,) = desk.connection.execute("PRAGMA page_count").fetchone()
    desk.connection.execute(f"PRAGMA max_page_count = {pages}")
    editor.field.setPlainText(long_note)
    editor.flush()
    assert [each.code for each in troubles] == [VaultTrouble.DISK_FULL]
    assert editor.unsaved == {session.id: long_note}
    editor.forget()
    assert list(editor.unsaved) == [session.id], "the page shows something else meanwhile"
    desk.connection.execute("PRAGMA max_page_count = 1073741823")
    with qtbot.waitSignal(editor.mended):
        pass
    assert desk.drafts.text(NoteKind.GROUP, session.id) == long_note
    assert editor.unsaved == {}
