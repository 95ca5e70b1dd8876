"""Earlier words of a note, in the window: compared, brought back, removed."""

from datetime import datetime, timedelta

import pytest
from checks import without_a_name
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.notes import NoteKind
from peerdesk.ui.dialogs.note_versions import NoteVersionsDialog
from peerdesk.ui.widgets.note_editor import NoteEditor

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def editor(qtbot: QtBot, desk: Desk) -> NoteEditor:
    group = desk.groups.save(Group(name="Tuesday"))
    session = desk.sessions.plan(group.id, datetime(2026, 11, 24, 19, 0))
    note = desk.notes.keep_group_note(session.id, "We spoke about sleep.")
    assert note is not None
    older = (note.updated_at - timedelta(hours=1)).isoformat()
    desk.connection.execute("UPDATE group_notes SET updated_at = ?", (older,))
    desk.notes.keep_group_note(session.id, "We spoke about work.")
    made = NoteEditor(desk, NoteKind.GROUP, "Note", desk.notes.keep_group_note)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.show_note(session.id, "We spoke about work.")
    return made


def shown(editor: NoteEditor) -> NoteVersionsDialog:
    editor.earlier.click()
    dialog = editor.findChild(NoteVersionsDialog)
    assert isinstance(dialog, NoteVersionsDialog)
    return dialog


def test_a_note_with_earlier_words_says_so_and_compares_them(editor: NoteEditor) -> None:
    assert editor.earlier.text() == "Earlier words (1)…"

    dialog = shown(editor)

    assert dialog.text.toPlainText() == "We spoke about sleep. work."
    assert dialog.text.accessibleDescription() == "gone: sleep.; new: work."
    assert without_a_name(dialog) == []
    dialog.reject()


def test_earlier_words_are_brought_back(editor: NoteEditor, desk: Desk) -> None:
    shown(editor).back_button.click()

    assert editor.text == "We spoke about sleep."
    (text,) = desk.connection.execute("SELECT text FROM group_notes").fetchone()
    assert text == "We spoke about sleep."


def test_earlier_words_are_removed_for_good(qtbot: QtBot, editor: NoteEditor, desk: Desk) -> None:
    shown(editor).remove_button.click()

    qtbot.waitUntil(lambda: not editor.earlier.isVisible())
    assert desk.connection.execute("SELECT count(*) FROM group_note_versions").fetchone() == (0,)
