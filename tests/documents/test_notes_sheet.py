import unicodedata
from datetime import datetime

import pytest
from pdf_reading import characters, texts, whole_text

from peerdesk.documents.notes_sheet import NotesSheet, render
from peerdesk.domain.light_markdown import Form, formed
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


def bold_of(text: str) -> str:
    """The bold letters of a note on paper, in their order, without those of the sheet itself."""
    sheet = NotesSheet("Harbour House", (note(f"<< {text} >>"),), MADE)
    pdf = render(sheet, PaperSize.A4)
    read = characters(pdf)
    assert "**" not in whole_text(pdf)
    assert not any("Italic" in each.font or "Oblique" in each.font for each in read)
    letters = "".join(each.text for each in read)
    inside = slice(letters.index("<<") + 2, letters.index(">>"))
    return "".join(each.text for each in read[inside] if "Bold" in each.font)


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("a **quiet** evening and *warm* tea", "quietwarm"),
        ("some __three   words more__, then none", "threewordsmore"),
        ("(**Rest**), un**break**able, 2 * 3 * 4, snake_case_name", "Restbreak"),
        ("e\u0301te\u0301 **e\u0301te\u0301** e\u0301te\u0301", "e\u0301te\u0301"),
        ("word " * 60 + "**" + "over two lines " * 8 + "here** " + "word " * 20,
         "overtwolines" * 8 + "here"),
        ("nothing at all", ""),
    ],
)  # fmt: skip
def test_bold_words_within_a_line_are_bold_on_paper_as_they_are_on_the_screen(
    text: str, bold: str
) -> None:
    def composed(letters: str) -> str:
        return unicodedata.normalize("NFC", letters)

    assert composed(bold_of(text)) == composed(bold)
    typed = "".join(
        text[part.begin : part.end] for part in formed(text) if part.form is Form.STRONG
    )
    assert composed("".join(typed.split())) == composed(bold)


def test_many_notes_go_over_pages_and_an_empty_one_harms_nothing() -> None:
    notes = (note(""), *(note("words and more words\n" * 20) for _ in range(6)))
    assert len(texts(render(NotesSheet("Harbour", notes, MADE, "es"), PaperSize.LETTER))) > 2
