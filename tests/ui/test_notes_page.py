"""Notes: found by their words, edited in place, led back to where they belong."""

from datetime import datetime
from pathlib import Path

import pytest
from checks import is_freed, shown, surroundings, too_small, without_a_name
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.members import Member
from peerdesk.domain.notes import GroupNote, MemberNote, NoteKind
from peerdesk.domain.sessions import Session
from peerdesk.ui.pages.notes.page import NotesPage
from peerdesk.ui.widgets.records import RecordList


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> NotesPage:
    made = NotesPage(surroundings(desk, tmp_path))
    shown(qtbot, made)
    return made


@pytest.fixture
def session(desk: Desk) -> Session:
    group = desk.groups.save(Group(name="Harbour"))
    return desk.sessions.plan(group.id, datetime(2026, 11, 24, 18, 30))


@pytest.fixture
def member(desk: Desk) -> Member:
    return desk.members.save(Member(chosen_name="Ana"))


@pytest.fixture
def notes(desk: Desk, session: Session, member: Member) -> tuple[GroupNote, MemberNote]:
    group_note = desk.notes.keep_group_note(session.id, "We spoke of rest")
    assert group_note is not None
    about = MemberNote(member_id=member.id, text="Prefers the seat near the door")
    return group_note, desk.notes.keep_member_note(about)


def listing(page: NotesPage) -> RecordList:
    (found,) = (
        each for each in page.findChildren(RecordList) if each.accessibleName() == "Notes found"
    )
    return found


def titles(page: NotesPage) -> list[str]:
    return [entry.title for entry in listing(page).entries]


def editor(page: NotesPage) -> QPlainTextEdit:
    (found,) = (each for each in page.findChildren(QPlainTextEdit) if each.isVisible())
    return found


def search(qtbot: QtBot, page: NotesPage, words: str) -> None:
    line = next(
        each for each in page.findChildren(QLineEdit) if each.accessibleName() == "Search notes"
    )
    line.clear()
    with qtbot.waitSignal(page.filters.changed):
        qtbot.keyClicks(line, words)


def press(page: NotesPage, text: str) -> None:
    (found,) = (
        each
        for each in page.findChildren(QPushButton)
        if each.accessibleName() == text and each.isVisible()
    )
    found.click()


def test_an_empty_page_leads_to_a_session(qtbot: QtBot, page: NotesPage) -> None:
    with qtbot.waitSignal(page.context.wishes.go) as gone:
        press(page, "Plan a session")
    assert gone.args == ["sessions", "new"]


def test_words_find_a_note_and_show_it(
    qtbot: QtBot, page: NotesPage, notes: tuple[GroupNote, MemberNote]
) -> None:
    search(qtbot, page, "door")
    assert [title.split(",")[0] for title in titles(page)] == ["Ana"]
    assert editor(page).toPlainText() == "Prefers the seat near the door"
    search(qtbot, page, "spo res")
    assert [title.split(",")[0] for title in titles(page)] == ["Harbour"]
    assert editor(page).toPlainText() == "We spoke of rest"


def test_words_that_nobody_wrote_are_said_to_be_so(
    qtbot: QtBot, page: NotesPage, notes: tuple[GroupNote, MemberNote]
) -> None:
    search(qtbot, page, "orchard")
    assert titles(page) == ["No note has these words"]
    assert [each for each in page.findChildren(QPlainTextEdit) if each.isVisible()] == []


def people(page: NotesPage) -> list[str]:
    return [title.split(",")[0] for title in titles(page)]


def choose(page: NotesPage, name: str, words: str) -> None:
    (box,) = (each for each in page.findChildren(QComboBox) if each.accessibleName() == name)
    box.setCurrentText(words)


def test_kinds_can_be_looked_at_apart(page: NotesPage, notes: tuple[GroupNote, MemberNote]) -> None:
    assert len(titles(page)) == 2
    choose(page, "Kind of note", "About sessions")
    assert people(page) == ["Harbour"]
    choose(page, "Kind of note", "About people")
    assert people(page) == ["Ana"]


def test_notes_of_a_group_or_a_span_of_days_can_be_looked_at_apart(
    desk: Desk, page: NotesPage, notes: tuple[GroupNote, MemberNote]
) -> None:
    desk.groups.save(Group(name="Meadow"))
    choose(page, "Notes of a group", "Harbour")
    assert people(page) == ["Harbour"]
    choose(page, "Notes of a group", "Meadow")
    assert people(page) == ["No note of this kind"]
    choose(page, "Notes of a group", "Every group")
    choose(page, "When", "From … to …")
    page.filters.since.setDate(QDate(2026, 11, 24))
    page.filters.until.setDate(QDate(2026, 11, 24))
    assert "Harbour" in people(page)
    page.filters.until.setDate(QDate(2026, 11, 23))
    assert "Harbour" not in people(page)


def test_notes_about_one_person_are_found_by_keys_and_left_again(
    qtbot: QtBot, page: NotesPage, notes: tuple[GroupNote, MemberNote]
) -> None:
    qtbot.keyClicks(page.filters.person.field, "an")
    qtbot.keyClick(page.filters.person.field, Qt.Key.Key_Return)
    assert people(page) == ["Ana"]
    qtbot.keyClick(page.filters.anyone, Qt.Key.Key_Space)
    assert len(people(page)) == 2


def test_what_was_found_stands_out(
    qtbot: QtBot, page: NotesPage, notes: tuple[GroupNote, MemberNote]
) -> None:
    search(qtbot, page, "door")
    (entry,) = listing(page).entries
    assert [entry.subtitle[begin:end] for begin, end in entry.found] == ["door"]


def test_a_note_that_is_opened_is_shown_however_many_are_newer(
    desk: Desk, page: NotesPage, notes: tuple[GroupNote, MemberNote]
) -> None:
    for number in range(201):
        about = MemberNote(member_id=notes[1].member_id, text=f"Tea {number}")
        desk.notes.keep_member_note(about)
    page.open(f"member:{notes[1].id}")
    assert editor(page).toPlainText() == "Prefers the seat near the door"
    page.refresh()
    assert listing(page).current_key == f"member:{notes[1].id}"


def test_a_note_is_edited_in_place(
    qtbot: QtBot, desk: Desk, page: NotesPage, notes: tuple[GroupNote, MemberNote]
) -> None:
    page.open(f"group:{notes[0].id}")
    field = editor(page)
    field.setFocus()
    field.moveCursor(field.textCursor().MoveOperation.End)
    qtbot.keyClicks(field, ", and of work")
    page.flush()
    kept = desk.notes.of_session(notes[0].session_id)
    assert kept is not None
    assert kept.text == "We spoke of rest, and of work"


def test_words_of_a_crashed_program_are_shown_and_kept_whole(
    desk: Desk, page: NotesPage, member: Member
) -> None:
    note = desk.notes.keep_member_note(MemberNote(member_id=member.id, text=""))
    desk.drafts.keep(NoteKind.MEMBER, note.id, "precious first words")

    page.refresh()

    assert editor(page).toPlainText() == "precious first words"
    page.refresh()
    page.flush()
    assert editor(page).toPlainText() == "precious first words"
    assert desk.notes.member_note(note.id).text == "precious first words"


def test_a_note_about_a_person_stays_theirs_when_edited(
    qtbot: QtBot, desk: Desk, page: NotesPage, notes: tuple[GroupNote, MemberNote]
) -> None:
    page.open(f"member:{notes[1].id}")
    editor(page).setPlainText("Prefers the window")
    page.flush()
    kept = desk.notes.member_note(notes[1].id)
    assert (kept.text, kept.member_id, kept.uid) == (
        "Prefers the window", notes[1].member_id, notes[1].uid,
    )  # fmt: skip


def test_a_refresh_keeps_what_is_being_typed_and_the_choice(
    qtbot: QtBot, desk: Desk, page: NotesPage, notes: tuple[GroupNote, MemberNote]
) -> None:
    page.open(f"member:{notes[1].id}")
    field = editor(page)
    field.setFocus()
    field.moveCursor(field.textCursor().MoveOperation.End)
    qtbot.keyClicks(field, " and")
    desk.members.save(Member(chosen_name="Lee"))
    assert editor(page).toPlainText() == "Prefers the seat near the door and"
    assert listing(page).current_key == f"member:{notes[1].id}"
    qtbot.keyClicks(field, " more")
    page.flush()
    assert desk.notes.member_note(notes[1].id).text == "Prefers the seat near the door and more"


def test_choosing_another_note_keeps_the_one_before(
    qtbot: QtBot, desk: Desk, page: NotesPage, notes: tuple[GroupNote, MemberNote]
) -> None:
    page.open(f"member:{notes[1].id}")
    editor(page).setPlainText("Changed")
    page.open(f"group:{notes[0].id}")
    assert desk.notes.member_note(notes[1].id).text == "Changed"
    assert editor(page).toPlainText() == "We spoke of rest"


def test_a_note_leads_to_where_it_belongs(
    qtbot: QtBot, page: NotesPage, notes: tuple[GroupNote, MemberNote]
) -> None:
    page.open(f"group:{notes[0].id}")
    with qtbot.waitSignal(page.context.wishes.go) as session:
        press(page, "Open where it belongs")
    assert session.args == ["sessions", notes[0].session_id]
    page.open(f"member:{notes[1].id}")
    with qtbot.waitSignal(page.context.wishes.go) as person:
        press(page, "Open where it belongs")
    assert person.args == ["people", notes[1].member_id]


def test_an_old_note_of_a_group_that_writes_nothing_down_can_only_be_read(
    desk: Desk, page: NotesPage, session: Session
) -> None:
    desk.notes.keep_group_note(session.id, "From before <b>this</b>")
    group = desk.groups.get(session.group_id)
    desk.groups.save(
        Group(id=group.id, uid=group.uid, name=group.name, note_policy=NotePolicy.CONTENT_FREE)
    )
    assert [each for each in page.findChildren(QPlainTextEdit) if each.isVisible()] == []
    shown_texts = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert "From before <b>this</b>" in shown_texts


def test_a_removed_note_leaves_the_list_and_the_field(
    desk: Desk, page: NotesPage, notes: tuple[GroupNote, MemberNote]
) -> None:
    page.open(f"member:{notes[1].id}")
    desk.notes.remove_member_note(notes[1])
    assert [title.split(",")[0] for title in titles(page)] == ["Harbour"]
    assert editor(page).toPlainText() == "We spoke of rest"
    page.flush()
    assert desk.drafts.all() == []


def test_every_control_has_a_name_and_is_large_enough(
    page: NotesPage, notes: tuple[GroupNote, MemberNote]
) -> None:
    assert without_a_name(page) == []
    assert too_small(page) == []


def test_keys_alone_reach_a_note(
    qtbot: QtBot, page: NotesPage, notes: tuple[GroupNote, MemberNote]
) -> None:
    listed = listing(page)
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_Home)
    first = editor(page).toPlainText()
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    assert editor(page).toPlainText() != first


def test_the_page_goes_when_it_is_closed(
    qtbot: QtBot, desk: Desk, tmp_path: Path, notes: tuple[GroupNote, MemberNote]
) -> None:
    assert is_freed(lambda: NotesPage(surroundings(desk, tmp_path)))
