import unicodedata
from datetime import datetime

import pytest
from pdf_reading import characters, texts, whole_text

from peerdesk.documents.notes_sheet import NotesSheet, render
from peerdesk.documents.pace import Pace
from peerdesk.documents.troubles import DocumentTrouble
from peerdesk.domain.light_markdown import Form, formed
from peerdesk.domain.notes import NoteKind, WrittenNote
from peerdesk.domain.paper import PaperSize
from peerdesk.errors import UserError

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


def test_a_long_sheet_says_how_far_it_is_and_is_the_same_as_an_unwatched_one() -> None:
    told: list[float] = []
    sheet = NotesSheet("Harbour", tuple(note("words and more\n" * 20) for _ in range(8)), MADE)
    watched = render(sheet, PaperSize.A4, Pace(tell=told.append))
    assert watched == render(sheet, PaperSize.A4)
    pages = len(texts(watched))
    assert len(told) == 8 + pages
    assert told == sorted(told)
    assert told[0] == 0.0
    assert told[-1] < 1.0


@pytest.mark.parametrize("after", [0, 3, 9])
def test_it_stops_soon_where_nobody_waits_any_more(after: int) -> None:
    sheet = NotesSheet("Harbour", tuple(note("words and more\n" * 20) for _ in range(8)), MADE)
    told: list[float] = []
    with pytest.raises(UserError) as caught:
        render(sheet, PaperSize.A4, Pace(told.append, lambda: len(told) >= after))
    assert caught.value.code is DocumentTrouble.STOPPED
    assert len(told) == after


def test_many_notes_go_over_pages_and_an_empty_one_harms_nothing() -> None:
    notes = (note(""), *(note("words and more words\n" * 20) for _ in range(6)))
    assert len(texts(render(NotesSheet("Harbour", notes, MADE, "es"), PaperSize.LETTER))) > 2
