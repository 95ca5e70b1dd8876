"""The paper that goes with what is given to others: the notice, and what was consented to.

42 CFR 2.32(a): a disclosure with consent goes with one of two statements, the long one of (1) or
the short one of (2), which this paper has unless the organisation wrote another. 2.32(b): and with
a copy of the consent or a clear explanation of its scope, which this paper has as well.
"""

from dataclasses import dataclass

from peerdesk.documents.flow import Row, on_panel, paragraph
from peerdesk.documents.look import Look, on_leaves
from peerdesk.documents.release_words import Saying, saying
from peerdesk.documents.wording import wording, words_of
from peerdesk.domain.paper import PaperSize, PrintSize
from peerdesk.domain.releases import Authority, InformationRelease, ReleaseConsent


@dataclass(frozen=True, slots=True)
class NoteWords:
    """What PeerDesk itself says on it."""

    title: str
    intro: str
    to: str
    about: str
    about_group: str
    notice: str
    notice_meaning: str
    """The notice in the language of the paper; empty where it is in that already."""
    scope: str
    scope_no_consent: str
    """With {authority}."""
    limits: str
    back: str
    given: str
    """With {day}."""


@dataclass(frozen=True, slots=True)
class ReleaseNote:
    """One release, and the consent that it was given under. Names of others are masked already."""

    vault_name: str
    about: str
    """The name of the person, or of the group as a whole."""
    release: InformationRelease
    consent: ReleaseConsent | None
    notice: str
    """Empty where 42 CFR Part 2 does not hold."""
    notice_is_usual: bool
    """Whether it is the statement of the law itself, whose meaning the paper can tell."""
    language: str = "en"


def render(note: ReleaseNote, paper: PaperSize) -> bytes:
    """The note as PDF. Its own title names nobody: a title is shown where others look."""
    from peerdesk.documents.ink import Imprint, printed  # noqa: PLC0415 - loads ReportLab

    look = Look(paper, PrintSize.STANDARD)
    own, said = words_of(NoteWords, "release_note", note.language), saying(note.language)
    body = look.print_size.body
    rows = look.head(note.vault_name, own.title)
    rows += look.rows((own.intro,), look.body, first_gap=0.8 * body)
    if note.notice:
        rows += _notice(note, own, look)
    about = own.about if note.release.member_id is not None else own.about_group
    given = note.release
    rows += labelled(
        (
            (own.to, said.recipient(given)),
            (about, note.about),
            (said.own.what, given.what),
            (said.own.purpose, given.purpose),
            (said.own.way, said.way(given.way)),
        ),
        look,
    )
    rows += look.section_heading(own.scope)
    rows += _scope(note, own, said, look)
    foot = own.given.format(day=said.day(given.released_on))
    imprint = Imprint(own.title, note.language, given.released_on)
    return printed(on_leaves(rows, look, foot, wording(note.language)), imprint)


def labelled(items: tuple[tuple[str, str], ...], look: Look) -> list[Row]:
    """A line or more for each thing that is known, what it is called in bold."""
    rows: list[Row] = []
    body = look.print_size.body
    for label, text in items:
        # Letters are set with one space between words; lines that were typed stay lines.
        lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        for place, line in enumerate(lines):
            whole = line if place else f"{label}: {line}"
            rows += paragraph(
                whole,
                look.body,
                left=0.0,
                width=look.width,
                gap=0.2 * body if place else 0.5 * body,
                strong=0 if place else len(label) + 1,
            )
    return rows


def _notice(note: ReleaseNote, own: NoteWords, look: Look) -> list[Row]:
    body, panel = look.print_size.body, look.panel()
    inside = look.rows((own.notice,), look.strong, panel=panel, first_gap=body)
    inside += look.rows((note.notice,), look.body, panel=panel, first_gap=0.4 * body)
    if note.notice_is_usual and own.notice_meaning:
        inside += look.rows((own.notice_meaning,), look.quiet, panel=panel, first_gap=0.4 * body)
    return on_panel(panel, inside)


def _scope(note: ReleaseNote, own: NoteWords, said: Saying, look: Look) -> list[Row]:
    body = look.print_size.body
    if note.release.authority is not Authority.CONSENT or note.consent is None:
        words = own.scope_no_consent.format(authority=said.authority(note.release))
        return look.rows((words,), look.body, first_gap=0.4 * body)
    consent = note.consent
    rows = labelled(
        (
            (said.own.what, consent.what),
            (said.own.recipient, said.recipient(consent)),
            (said.own.purpose, consent.purpose),
            (said.own.allowed_by, said.consent(consent)),
        ),
        look,
    )
    return rows + look.rows((own.limits, own.back), look.body, first_gap=0.8 * body)
