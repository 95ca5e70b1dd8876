"""What is held about somebody, on paper for themselves, with what they may ask for."""

from dataclasses import dataclass
from datetime import datetime

from peerdesk.documents.flow import Row, on_panel, paragraph
from peerdesk.documents.ink import Imprint, printed
from peerdesk.documents.look import Look, on_leaves
from peerdesk.documents.pace import UNWATCHED, Pace
from peerdesk.documents.wording import wording, words_of
from peerdesk.domain.paper import PaperSize, PrintSize

Item = tuple[tuple[str, str], ...]
"""One record: what each thing is called, and what it says."""


@dataclass(frozen=True, slots=True)
class HeldWords:
    """What PeerDesk itself says on it."""

    title: str
    purpose: str
    rights: str
    apart: str
    masked: str
    mentions: str
    mentions_purpose: str
    asked: str
    """With {day} and {time}."""


@dataclass(frozen=True, slots=True)
class HeldSection:
    """The records of one kind."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class HeldSheet:
    """Everything about one person, as of a moment (local time)."""

    vault_name: str
    name: str
    asked_at: datetime
    sections: tuple[HeldSection, ...]
    mentions: tuple[Item, ...]
    language: str = "en"


def render(sheet: HeldSheet, paper: PaperSize, pace: Pace = UNWATCHED) -> bytes:
    """The sheet as PDF. Its own title names nobody: a title is shown where others look."""
    look = Look(paper, PrintSize.STANDARD)
    words = wording(sheet.language)
    own = words_of(HeldWords, "held", sheet.language)
    body = look.print_size.body
    rows = look.head(sheet.vault_name, own.title)
    rows += look.rows((sheet.name,), look.strong, first_gap=0.6 * body)
    rows += look.rows((own.purpose, own.masked, own.apart), look.body, first_gap=0.4 * body)
    panel = look.panel()
    rows += on_panel(panel, look.rows((own.rights,), look.body, panel=panel, first_gap=body))
    for section in pace.laying_out(sheet.sections):
        rows += look.section_heading(section.heading)
        rows += _items(section.items, look)
    if sheet.mentions:
        rows += look.section_heading(own.mentions)
        rows += look.rows((own.mentions_purpose,), look.quiet, first_gap=0.4 * body)
        rows += _items(sheet.mentions, look)
    asked = own.asked.format(
        day=words.date_shown(sheet.asked_at.date()), time=f"{sheet.asked_at:%H:%M}"
    )
    imprint = Imprint(own.title, sheet.language, sheet.asked_at.date())
    return printed(on_leaves(rows, look, asked, words), imprint, pace=pace)


def _items(items: tuple[Item, ...], look: Look) -> list[Row]:
    rows: list[Row] = []
    body = look.print_size.body
    for item in items:
        for number, (label, text) in enumerate(item):
            # Letters are set with one space between words; a note's own lines stay lines.
            lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()] or [""]
            for place, line in enumerate(lines):
                whole = line if place else f"{label}: {line}".rstrip()
                rows += paragraph(
                    whole,
                    look.quiet,
                    left=0.0,
                    width=look.width,
                    gap=0.15 * body if number or place else 0.8 * body,
                    strong=0 if place else len(label) + 1,
                )
    return rows
