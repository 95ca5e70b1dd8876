"""What was given to others, on paper: for the person whom it is about, or for the organisation.

For each: the day, to whom, what, and what for, as 45 CFR 164.528(b)(2) wants it, which 42 CFR 2.25
refers to.
"""

from dataclasses import dataclass
from datetime import date, datetime

from peerdesk.documents.flow import Row
from peerdesk.documents.look import Look, on_leaves
from peerdesk.documents.release_note import labelled
from peerdesk.documents.release_words import Saying, saying
from peerdesk.documents.wording import wording, words_of
from peerdesk.domain.accounting import AccountedRelease, Accounting
from peerdesk.domain.paper import PaperSize, PrintSize


@dataclass(frozen=True, slots=True)
class AccountingWords:
    """What PeerDesk itself says on it."""

    title: str
    title_all: str
    since: str
    """With {first} and {last}."""
    purpose: str
    purpose_all: str
    rights: str
    masked: str
    none: str
    about: str
    under: str
    made: str
    """With {day} and {time}."""


def render(accounting: Accounting, paper: PaperSize, language: str, made_at: datetime) -> bytes:
    """The sheet as PDF. Its own title names nobody: a title is shown where others look."""
    from peerdesk.documents.ink import Imprint, printed  # noqa: PLC0415 - loads ReportLab

    look = Look(paper, PrintSize.STANDARD)
    own = words_of(AccountingWords, "accounting", language)
    said = saying(language)
    body = look.print_size.body
    of_all = accounting.is_of_all
    title = own.title_all if of_all else own.title
    rows = look.head(accounting.vault_name, title)
    if not of_all:
        rows += look.rows((accounting.name,), look.strong, first_gap=0.6 * body)
    rows += look.rows((_span(accounting, own, said),), look.strong, first_gap=0.4 * body)
    purpose = (own.purpose_all,) if of_all else (own.purpose, own.masked, own.rights)
    rows += look.rows(purpose, look.quiet, first_gap=0.4 * body)
    if not accounting.releases:
        rows += look.rows((own.none,), look.body, first_gap=body)
    for each in accounting.releases:
        rows += _one(each, own, said, look)
    foot = own.made.format(day=said.day(made_at.date()), time=f"{made_at:%H:%M}")
    imprint = Imprint(title, language, made_at.date())
    return printed(on_leaves(rows, look, foot, wording(language)), imprint)


def _span(accounting: Accounting, own: AccountingWords, said: Saying) -> str:
    first: date = accounting.since
    return own.since.format(first=said.day(first), last=said.day(accounting.until))


def _one(each: AccountedRelease, own: AccountingWords, said: Saying, look: Look) -> list[Row]:
    release = each.release
    rows = look.section_heading(f"{said.day(release.released_on)}: {said.recipient(release)}")
    under = said.consent(each.consent) if each.consent is not None else ""
    return rows + labelled(
        (
            (own.about, each.about),
            (said.own.what, release.what),
            (said.own.purpose, release.purpose),
            (said.own.allowed_by, said.authority(release)),
            (own.under, under),
            (said.own.way, said.way(release.way)),
            (said.own.told, said.told(release.told) if release.member_id is not None else ""),
            (said.own.by, each.given_by),
        ),
        look,
    )
