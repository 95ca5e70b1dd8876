"""A receipt for several records that were erased together: numbers, and nobody's name."""

from dataclasses import dataclass
from datetime import datetime

from peerdesk.documents.ink import Imprint, printed
from peerdesk.documents.look import Look, on_leaves
from peerdesk.documents.wording import wording, words_of
from peerdesk.domain.bulk_erasure import BulkPreview
from peerdesk.domain.erasure import ErasureProof
from peerdesk.domain.paper import PaperSize, PrintSize
from peerdesk.domain.retention import RetentionKind


@dataclass(frozen=True, slots=True)
class BulkErasureWords:
    """What PeerDesk itself says on it. Those of kinds have {n}."""

    title: str
    no_name: str
    when: str
    """With {day} and {time}."""
    gone: str
    people: str
    member_notes: str
    promises: str
    releases: str
    attendance: str
    group_notes: str
    follow_ups: str
    debriefs: str
    sessions: str
    rows: str
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
class BulkErasureReceipt:
    """One erasure of several records that was proven, and when it was done (local time)."""

    vault_name: str
    number: str
    erased_at: datetime
    erased: BulkPreview
    proof: ErasureProof
    language: str = "en"


def render_many(receipt: BulkErasureReceipt, paper: PaperSize) -> bytes:
    """The receipt as PDF."""
    look = Look(paper, PrintSize.STANDARD)
    words = wording(receipt.language)
    own = words_of(BulkErasureWords, "erasures", receipt.language)
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


def _gone(erased: BulkPreview, own: BulkErasureWords) -> tuple[str, ...]:
    lines = {
        RetentionKind.PERSON: own.people,
        RetentionKind.MEMBER_NOTE: own.member_notes,
        RetentionKind.MEMBER_FOLLOW_UP: own.promises,
        RetentionKind.RELEASE: own.releases,
        RetentionKind.ATTENDANCE: own.attendance,
        RetentionKind.GROUP_NOTE: own.group_notes,
        RetentionKind.FOLLOW_UP: own.follow_ups,
        RetentionKind.DEBRIEF: own.debriefs,
        RetentionKind.SESSION: own.sessions,
    }
    chosen = erased.chosen
    said = (line.format(n=chosen[kind]) for kind, line in lines.items() if kind in chosen)
    return (*said, own.rows.format(n=sum(erased.rows.values())))


def _stays(erased: BulkPreview, own: BulkErasureWords) -> tuple[str, ...]:
    counts = own.stays_counts.format(sessions=erased.sessions_counted)
    texts = [counts if erased.sessions_counted else own.stays_no_count]
    if erased.named_in:
        texts.append(own.stays_named.format(sessions=erased.named_in))
    # Always: a receipt must not tell whether there are any.
    return (*texts, own.stays_apart)


def _searched(proof: ErasureProof, own: BulkErasureWords) -> tuple[str, ...]:
    texts = [own.searched_all.format(pages=f"{proof.pages:,}", texts=proof.texts)]
    if proof.elsewhere:
        texts.append(own.searched_elsewhere.format(elsewhere=proof.elsewhere))
    if not proof.holds:
        texts.append(own.searched_left.format(left=proof.left))
    return tuple(texts)
