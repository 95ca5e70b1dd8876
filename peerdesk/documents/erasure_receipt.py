"""A receipt for an erasure: what went and what was searched, without anybody's name.

For one person (`ErasureReceipt`), or for several records that were erased together
(`BulkErasureReceipt`): both stand on the same proof, and only what went is counted otherwise.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from peerdesk.documents.ink import Imprint, printed
from peerdesk.documents.look import Look, on_leaves
from peerdesk.documents.wording import wording, words_of
from peerdesk.domain.bulk_erasure import BulkPreview
from peerdesk.domain.erasure import ErasurePreview, ErasureProof
from peerdesk.domain.paper import PaperSize, PrintSize
from peerdesk.domain.retention import RetentionKind


@dataclass(frozen=True, slots=True)
class ReceiptWords:
    """What PeerDesk itself says on every receipt."""

    title: str
    no_name: str
    when: str
    """With {day} and {time}."""
    gone: str
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
    searched_short: str
    """With {short}."""
    searched_left: str
    """With {left}."""
    backups: str
    backups_hold: str
    number: str
    """With {number}."""


@dataclass(frozen=True, slots=True)
class ErasureWords(ReceiptWords):
    """What it says of one person."""

    gone_all: str
    """With {notes}, {groups}, {agreements}, {releases}, {consents} and {marks}."""


@dataclass(frozen=True, slots=True)
class BulkErasureWords(ReceiptWords):
    """What it says of each kind of record, with {n}."""

    people: str
    member_notes: str
    promises: str
    releases: str
    consents: str
    attendance: str
    group_notes: str
    follow_ups: str
    debriefs: str
    sessions: str
    group_releases: str
    rows: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenErasure:
    """One erasure that was proven, and when it was done (local time)."""

    vault_name: str
    number: str
    erased_at: datetime
    proof: ErasureProof
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureReceipt(ProvenErasure):
    """Of one person."""

    erased: ErasurePreview


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkErasureReceipt(ProvenErasure):
    """Of several records, people among them or not."""

    erased: BulkPreview


def render(receipt: ErasureReceipt | BulkErasureReceipt, paper: PaperSize) -> bytes:
    """The receipt as PDF, on one page."""
    if isinstance(receipt, ErasureReceipt):
        own = words_of(ErasureWords, "erasure", receipt.language)
        stays = _stays(own, receipt.erased.came_to, len(receipt.erased.named_in))
        return _laid_out(receipt, own, (_gone(receipt.erased, own.gone_all),), stays, paper)
    several = words_of(BulkErasureWords, "erasures", receipt.language)
    stays = _stays(several, receipt.erased.sessions_counted, receipt.erased.named_in)
    return _laid_out(receipt, several, _all_gone(receipt.erased, several), stays, paper)


def _laid_out(
    receipt: ProvenErasure,
    own: ReceiptWords,
    gone: tuple[str, ...],
    stays: tuple[str, ...],
    paper: PaperSize,
) -> bytes:
    look = Look(paper, PrintSize.STANDARD)
    words = wording(receipt.language)
    body = look.print_size.body
    moment = receipt.erased_at
    day, time = words.date_shown(moment.date()), f"{moment:%H:%M}"
    rows = look.head(receipt.vault_name, own.title)
    rows += look.rows((own.when.format(day=day, time=time),), look.strong, first_gap=0.8 * body)
    rows += look.rows((own.no_name,), look.body, first_gap=0.4 * body)
    for heading, texts in (
        (own.gone, gone),
        (own.stays, stays),
        (own.searched, _searched(receipt.proof, own)),
        (own.backups, (own.backups_hold,)),
    ):
        rows += look.section_heading(heading)
        rows += look.rows(texts, look.body, first_gap=0.4 * body)
    imprint = Imprint(own.title, receipt.language, moment.date())
    foot = own.number.format(number=receipt.number)
    return printed(on_leaves(rows, look, foot, words), imprint)


def _gone(erased: ErasurePreview, told: str) -> str:
    return told.format(
        notes=erased.notes,
        groups=erased.memberships,
        agreements=erased.acknowledgements,
        releases=erased.releases,
        consents=erased.consents,
        marks=erased.came_to + erased.other_marks,
    )


_LINE_OF: dict[RetentionKind, Callable[[BulkErasureWords], str]] = {
    RetentionKind.PERSON: lambda own: own.people,
    RetentionKind.MEMBER_NOTE: lambda own: own.member_notes,
    RetentionKind.MEMBER_FOLLOW_UP: lambda own: own.promises,
    RetentionKind.RELEASE: lambda own: own.releases,
    RetentionKind.CONSENT: lambda own: own.consents,
    RetentionKind.ATTENDANCE: lambda own: own.attendance,
    RetentionKind.GROUP_NOTE: lambda own: own.group_notes,
    RetentionKind.FOLLOW_UP: lambda own: own.follow_ups,
    RetentionKind.DEBRIEF: lambda own: own.debriefs,
    RetentionKind.SESSION: lambda own: own.sessions,
    RetentionKind.GROUP_RELEASE: lambda own: own.group_releases,
}


def _all_gone(erased: BulkPreview, own: BulkErasureWords) -> tuple[str, ...]:
    chosen = erased.chosen
    said = (line(own).format(n=chosen[kind]) for kind, line in _LINE_OF.items() if kind in chosen)
    return (*said, own.rows.format(n=sum(erased.rows.values())))


def _stays(own: ReceiptWords, sessions: int, named_in: int) -> tuple[str, ...]:
    """`sessions` keep a bare count, and the notes of `named_in` still have a name in them."""
    texts = [own.stays_counts.format(sessions=sessions) if sessions else own.stays_no_count]
    if named_in:
        texts.append(own.stays_named.format(sessions=named_in))
    # Always: a receipt must not tell whether there are any.
    return (*texts, own.stays_apart)


def _searched(proof: ErasureProof, own: ReceiptWords) -> tuple[str, ...]:
    texts = [own.searched_all.format(pages=f"{proof.pages:,}", texts=proof.texts)]
    if proof.elsewhere:
        texts.append(own.searched_elsewhere.format(elsewhere=proof.elsewhere))
    if proof.short:
        texts.append(own.searched_short.format(short=proof.short))
    if not proof.holds:
        texts.append(own.searched_left.format(left=proof.left))
    return tuple(texts)
