"""A member's own words beside a note: on their page, and wherever the note is shown."""

from pathlib import Path

import pytest
from checks import shown, surroundings, without_a_name
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote
from peerdesk.ui.pages.notes.page import NotesPage
from peerdesk.ui.pages.people.notes import NoteRow
from peerdesk.ui.pages.people.page import PeoplePage

NOTE, WORDS = "She was late.", "The bus was late."


@pytest.fixture
def note(desk: Desk) -> MemberNote:
    member = desk.members.save(Member(chosen_name="Zoë"))
    return desk.notes.keep_member_note(MemberNote(member_id=member.id, text=NOTE))


def first_row(qtbot: QtBot, desk: Desk, place: Path) -> tuple[PeoplePage, NoteRow]:
    page = PeoplePage(surroundings(desk, place))
    shown(qtbot, page)
    page.tabs.setCurrentIndex(page.section_index(page.notes))
    row = page.notes.rows.rows[0]
    assert isinstance(row, NoteRow)
    return page, row


def test_they_are_typed_under_the_note_and_saved_as_typed(
    qtbot: QtBot, desk: Desk, note: MemberNote, tmp_path: Path
) -> None:
    page, row = first_row(qtbot, desk, tmp_path)
    assert not row.own_words.text.isVisibleTo(row)
    row.own_words.add.click()
    assert row.own_words.text.isVisibleTo(row)
    row.own_words.text.insertPlainText(WORDS)
    page.flush()
    assert desk.notes.member_note(note.id).statement == WORDS
    assert desk.notes.member_note(note.id).text == NOTE
    assert without_a_name(row) == []


def test_neither_takes_the_words_of_the_other_away(
    qtbot: QtBot, desk: Desk, note: MemberNote, tmp_path: Path
) -> None:
    page, row = first_row(qtbot, desk, tmp_path)
    row.text.insertPlainText("Today: ")
    row.own_words.add.click()
    row.own_words.text.insertPlainText(WORDS)
    page.flush()
    kept = desk.notes.member_note(note.id)
    assert (kept.text, kept.statement) == (f"Today: {NOTE}", WORDS)
    row.text.setFocus()
    row.own_words.text.clear()
    page.flush()
    page.refresh()
    assert desk.notes.member_note(note.id).stated_at is None
    assert row.own_words.add.isVisibleTo(row)


def test_they_stand_under_the_note_on_the_page_of_all_notes(
    qtbot: QtBot, desk: Desk, note: MemberNote, tmp_path: Path
) -> None:
    desk.notes.keep_statement(note.id, WORDS)
    page = NotesPage(surroundings(desk, tmp_path))
    shown(qtbot, page)
    page.open(f"member:{note.id}")
    said = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith("In their own words, ") and WORDS in text for text in said)
