"""The note of a session while it is typed."""

from dataclasses import replace

from pytestqt.qtbot import QtBot
from session_kit import Evening, resumed

from peerdesk.domain.groups import NotePolicy
from peerdesk.domain.notes import NoteKind
from peerdesk.ui.pages.sessions.run import Tab
from peerdesk.ui.pages.sessions.steps import Step


def test_the_note_is_a_draft_while_it_is_typed(qtbot: QtBot, evening: Evening) -> None:
    session = evening.running()
    run = evening.page.view.run
    run.tabs.setCurrentWidget(run.note)
    run.note.editor.field.setFocus()
    qtbot.keyClicks(run.note.editor.field, "Long evenings")
    qtbot.waitUntil(
        lambda: evening.desk.drafts.text(NoteKind.GROUP, session.id) == "Long evenings",
    )
    evening.page.flush()
    note = evening.desk.notes.of_session(session.id)
    assert note is not None
    assert note.text == "Long evenings"
    assert evening.desk.drafts.text(NoteKind.GROUP, session.id) is None


def test_an_older_draft_never_comes_back_over_what_was_written_since(evening: Evening) -> None:
    session = evening.running()
    evening.desk.drafts.keep(NoteKind.GROUP, session.id, "First words")
    run = evening.page.view.run
    run.tabs.setCurrentWidget(run.note)
    assert run.note.editor.text == "First words"
    run.note.editor.field.setPlainText("First words and more")
    evening.page.view.go_to(Step.CLOSE)
    assert evening.page.view.close_step.note.editor.text == "First words and more"
    evening.page.view.go_to(Step.RUN)
    evening.page.view.go_to(Step.CLOSE)
    note = evening.desk.notes.of_session(session.id)
    assert note is not None
    assert note.text == "First words and more"


def test_a_group_that_writes_nothing_down_has_no_field_to_type_in(evening: Evening) -> None:
    evening.desk.groups.save(replace(evening.group, note_policy=NotePolicy.CONTENT_FREE))
    evening.running()
    view = evening.page.view
    assert not view.run.tabs.isTabVisible(Tab.NOTE)
    view.go_to(Step.CLOSE)
    assert not view.close_step.note.editor.isVisible()
    assert not view.close_step.follow_ups.text.isVisible()


def test_after_an_unlock_words_follow_on_those_that_are_there(
    qtbot: QtBot, evening: Evening
) -> None:
    session = evening.running()
    evening.desk.notes.keep_group_note(session.id, "Long evenings")
    run = resumed(qtbot, evening, session)
    run.tabs.setCurrentWidget(run.note)
    qtbot.keyClicks(run.note.editor.field, ", short nights")
    assert run.note.editor.text == "Long evenings, short nights"
