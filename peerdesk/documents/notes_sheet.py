"""Notes that were chosen, on paper: whose each is and when, and its words in their form."""

from dataclasses import dataclass
from datetime import datetime

from peerdesk.documents.flow import Mark, Row, beside, on_panel, paragraph
from peerdesk.documents.ink import Imprint, printed
from peerdesk.documents.lines import set_in_lines
from peerdesk.documents.look import Look, on_leaves
from peerdesk.documents.pace import UNWATCHED, Pace
from peerdesk.documents.wording import wording, words_of
from peerdesk.domain.light_markdown import PlainLine, plain_line
from peerdesk.domain.notes import WrittenNote
from peerdesk.domain.paper import PaperSize, PrintSize

_INDENT = 1.4
"""Of an entry of a list, in sizes of the letters."""


@dataclass(frozen=True, slots=True)
class NotesWords:
    """What PeerDesk itself says on it."""

    title: str
    keep: str
    """How to keep it and when to destroy it."""
    made: str
    """With {day} and {time}."""


@dataclass(frozen=True, slots=True)
class NotesSheet:
    """Notes in the order in which they were listed, and when that was (local time)."""

    vault_name: str
    notes: tuple[WrittenNote, ...]
    made_at: datetime
    language: str = "en"


def render(sheet: NotesSheet, paper: PaperSize, pace: Pace = UNWATCHED) -> bytes:
    """The sheet as PDF. Its own title names nobody: a title is shown where others look."""
    look = Look(paper, PrintSize.STANDARD)
    words = wording(sheet.language)
    own = words_of(NotesWords, "notes", sheet.language)
    body = look.print_size.body
    rows = look.head(sheet.vault_name, own.title)
    panel = look.panel()
    rows += on_panel(panel, look.rows((own.keep,), look.body, panel=panel, first_gap=body))
    for note in pace.laying_out(sheet.notes):
        rows += look.section_heading(note.heading)
        rows += look.rows((note.origin,), look.quiet, first_gap=0.2 * body)
        rows += _lines(note.text, look)
        if note.statement:
            rows += _lines(note.statement, look)
    made = own.made.format(
        day=words.date_shown(sheet.made_at.date()), time=f"{sheet.made_at:%H:%M}"
    )
    imprint = Imprint(own.title, sheet.language, sheet.made_at.date())
    return printed(on_leaves(rows, look, made, words), imprint, pace=pace)


def _lines(text: str, look: Look) -> list[Row]:
    """A note's own lines stay lines; an empty one is some space."""
    rows: list[Row] = []
    space = 0.7 * look.print_size.body
    for typed in text.splitlines():
        line = plain_line(typed)
        if not line.text.strip():
            space = 0.7 * look.print_size.body
            continue
        rows += _line(line, look, space)
        space = 0.15 * look.print_size.body
    return rows


def _line(line: PlainLine, look: Look, gap: float) -> list[Row]:
    indent = _INDENT * look.print_size.body if line.listed else 0.0
    rows = paragraph(
        line.text,
        look.body,
        left=indent,
        width=look.width - indent,
        gap=gap,
        strong=line.strong,
    )
    if not line.listed:
        return rows
    mark = set_in_lines(line.listed, look.number, indent)[0]
    return beside(Mark(mark, 0.0, rows[0].marks[0].baseline), rows)
