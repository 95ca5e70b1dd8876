"""The privacy check on one page, for the organisation: what protects on a computer, as measured."""

from dataclasses import dataclass
from datetime import datetime

from peerdesk.documents.flow import Row, kept_together
from peerdesk.documents.ink import Imprint, printed
from peerdesk.documents.look import Look, on_leaves
from peerdesk.documents.wording import wording, words_of
from peerdesk.domain.paper import PaperSize, PrintSize


@dataclass(frozen=True, slots=True)
class PrivacyWords:
    """What PeerDesk itself says on it."""

    title: str
    purpose: str
    measured: str
    """With {day} and {time}."""


@dataclass(frozen=True, slots=True)
class PrivacyItem:
    """One line of the check, in words."""

    title: str
    verdict: str
    meaning: str


@dataclass(frozen=True, slots=True)
class PrivacySheet:
    """What was measured, and when (local time). It names no person, no group and no vault."""

    items: tuple[PrivacyItem, ...]
    measured_at: datetime
    language: str = "en"


def render(sheet: PrivacySheet, paper: PaperSize) -> bytes:
    """The sheet as PDF: one page where the lines are no longer than PeerDesk's own."""
    look = Look(paper, PrintSize.STANDARD)
    words = wording(sheet.language)
    own = words_of(PrivacyWords, "privacy", sheet.language)
    body = look.print_size.body
    rows = look.head("", own.title)
    rows += look.rows((own.purpose,), look.quiet, first_gap=0.6 * body)
    for item in sheet.items:
        rows += _item(item, look)
    foot = own.measured.format(
        day=words.date_shown(sheet.measured_at.date()), time=f"{sheet.measured_at:%H:%M}"
    )
    imprint = Imprint(own.title, sheet.language, sheet.measured_at.date())
    return printed(on_leaves(rows, look, foot, words), imprint)


def _item(item: PrivacyItem, look: Look) -> list[Row]:
    body = look.print_size.body
    heading = look.rows((f"{item.title}: {item.verdict}",), look.strong, first_gap=0.7 * body)
    return kept_together([*heading, *look.rows((item.meaning,), look.quiet)])
