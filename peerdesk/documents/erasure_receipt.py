"""A receipt for somebody who was erased: what went and what was searched, without their name."""

from dataclasses import dataclass
from datetime import datetime

from peerdesk.documents.ink import Imprint, printed
from peerdesk.documents.look import Look, on_leaves
from peerdesk.documents.wording import wording, words_of
from peerdesk.domain.erasure import ErasurePreview, ErasureProof
from peerdesk.domain.paper import PaperSize, PrintSize


@dataclass(frozen=True, slots=True)
class ErasureWords:
    """What PeerDesk itself says on it."""

    title: str
    no_name: str
    when: str
    """With {day} and {time}."""
    gone: str
    gone_all: str
    """With {notes}, {groups}, {agreements}, {releases}, {consents} and {marks}."""
    stays: str
    stays_no_count: str
    stays_counts: str
    """With {sessions}."""
    stays_named: str
    """With {sessions}."""
    stays_apart: str
    searched: str
    searched_all: str
    """With {pages} and {texts}."""
    searched_elsewhere: str
    """With {elsewhere}."""
    searched_left: str
    """With {left}."""
    backups: str
    backups_hold: str
    number: str
    """With {number}."""


@dataclass(frozen=True, slots=True)
class ErasureReceipt:
    """One erasure that was proven, and when it was done (local time)."""

    vault_name: str
    number: str
    erased_at: datetime
    erased: ErasurePreview
    proof: ErasureProof
    language: str = "en"


def render(receipt: ErasureReceipt, paper: PaperSize) -> bytes:
    """The receipt as PDF, on one page."""
    look = Look(paper, PrintSize.STANDARD)
    words = wording(receipt.language)
    own = words_of(ErasureWords, "erasure", receipt.language)
    body = look.print_size.body
    moment = receipt.erased_at
    day, time = words.date_shown(moment.date()), f"{moment:%H:%M}"
    rows = look.head(receipt.vault_name, own.title)
    rows += look.rows((own.when.format(day=day, time=time),), look.strong, first_gap=0.8 * body)
    rows += look.rows((own.no_name,), look.body, first_gap=0.4 * body)
    for heading, texts in (
        (own.gone, _gone(receipt.erased, own)),
        (own.stays, _stays(receipt.erased, own)),
        (own.searched, _searched(receipt.proof, own)),
        (own.backups, (own.backups_hold,)),
    ):
        rows += look.section_heading(heading)
        rows += look.rows(texts, look.body, first_gap=0.4 * body)
    imprint = Imprint(own.title, receipt.language, moment.date())
    foot = own.number.format(number=receipt.number)
    return printed(on_leaves(rows, look, foot, words), imprint)


def _gone(erased: ErasurePreview, own: ErasureWords) -> tuple[str, ...]:
    marks = erased.came_to + erased.other_marks
    return (
        own.gone_all.format(
            notes=erased.notes,
            groups=erased.memberships,
            agreements=erased.acknowledgements,
            releases=erased.releases,
            consents=erased.consents,
            marks=marks,
        ),
    )


def _stays(erased: ErasurePreview, own: ErasureWords) -> tuple[str, ...]:
    counts = own.stays_counts.format(sessions=erased.came_to)
    texts = [counts if erased.came_to else own.stays_no_count]
    if erased.named_in:
        texts.append(own.stays_named.format(sessions=len(erased.named_in)))
    # Always: a receipt must not tell whether there are any.
    return (*texts, own.stays_apart)


def _searched(proof: ErasureProof, own: ErasureWords) -> tuple[str, ...]:
    texts = [own.searched_all.format(pages=f"{proof.pages:,}", texts=proof.texts)]
    if proof.elsewhere:
        texts.append(own.searched_elsewhere.format(elsewhere=proof.elsewhere))
    if not proof.holds:
        texts.append(own.searched_left.format(left=proof.left))
    return tuple(texts)
