"""The log on paper, for the organisation: when, what, how often, and by whose key."""

from dataclasses import dataclass
from datetime import datetime

from peerdesk.documents.flow import Row, paragraph
from peerdesk.documents.ink import Imprint, printed
from peerdesk.documents.look import Look, on_leaves
from peerdesk.documents.pace import UNWATCHED, Pace
from peerdesk.documents.wording import wording, words_of
from peerdesk.domain.paper import PaperSize, PrintSize


@dataclass(frozen=True, slots=True)
class LogWords:
    """What PeerDesk itself says on it."""

    title: str
    purpose: str
    times: str
    """With {count}."""
    asked: str
    """With {day} and {time}."""


@dataclass(frozen=True, slots=True)
class LogItem:
    """One line, in words."""

    when: str
    what: str
    count: int
    by: str


@dataclass(frozen=True, slots=True)
class LogSheet:
    """The lines that were asked for, newest first, and when that was (local time)."""

    vault_name: str
    items: tuple[LogItem, ...]
    asked_at: datetime
    language: str = "en"


def render(sheet: LogSheet, paper: PaperSize, pace: Pace = UNWATCHED) -> bytes:
    """The sheet as PDF, one line or two for each entry."""
    look = Look(paper, PrintSize.STANDARD)
    words = wording(sheet.language)
    own = words_of(LogWords, "log", sheet.language)
    body = look.print_size.body
    rows = look.head("", own.title)
    rows += look.rows((sheet.vault_name,), look.strong, first_gap=0.6 * body)
    rows += look.rows((own.purpose,), look.quiet, first_gap=0.4 * body)
    for item in pace.laying_out(sheet.items):
        rows += _item(item, look, own)
    foot = own.asked.format(
        day=words.date_shown(sheet.asked_at.date()), time=f"{sheet.asked_at:%H:%M}"
    )
    imprint = Imprint(own.title, sheet.language, sheet.asked_at.date())
    return printed(on_leaves(rows, look, foot, words), imprint, pace=pace)


def _item(item: LogItem, look: Look, own: LogWords) -> list[Row]:
    times = f", {own.times.format(count=item.count)}" if item.count > 1 else ""
    # A label may hold anything; letters are set with one space between words.
    text = " ".join(f"{item.when} {item.what}{times}. {item.by}".split())
    gap = 0.4 * look.print_size.body
    return paragraph(text, look.quiet, left=0.0, width=look.width, gap=gap, strong=len(item.when))
