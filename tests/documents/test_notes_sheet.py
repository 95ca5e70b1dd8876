from datetime import datetime

from pdf_reading import texts, whole_text

from peerdesk.documents.notes_sheet import NotesSheet, render
from peerdesk.domain.notes import NoteKind, WrittenNote
from peerdesk.domain.paper import PaperSize

MADE = datetime(2026, 11, 22, 12, 5)


def note(text: str, statement: str = "") -> WrittenNote:
    return WrittenNote(NoteKind.MEMBER, "Ana", "last changed 20 November 2026", text, statement)


def test_a_note_is_set_in_its_form_and_without_its_markers() -> None:
    text = "# Themes\n\n- **Rest**, and tea\n2. a walk\n> quiet\nplain   words"
    sheet = NotesSheet("Harbour House", (note(text, "In their own words: no"),), MADE)
    read = whole_text(render(sheet, PaperSize.A4))
    for words in (
        "Harbour House", "Ana", "last changed 20 November 2026", "Themes", "• Rest, and tea",
        "2. a walk", "quiet", "plain words", "In their own words: no", "Made 22 November 2026",
        "shred it",
    ):  # fmt: skip
        assert words in read, words
    assert "**" not in read
    assert "#" not in read


def test_many_notes_go_over_pages_and_an_empty_one_harms_nothing() -> None:
    notes = (note(""), *(note("words and more words\n" * 20) for _ in range(6)))
    assert len(texts(render(NotesSheet("Harbour", notes, MADE, "es"), PaperSize.LETTER))) > 2
