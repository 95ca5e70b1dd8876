"""Legal texts that stand on paper as they are: each can be written otherwise, and has its day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from peerdesk.domain.records import Record

NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
"""42 CFR 2.32(a)(2), the shorter of the two statements that may go with a disclosure; the longer
one of (a)(1) can be written in its place."""
NOTICE_OF = date(2024, 4, 16)
"""Since when it reads so: 89 FR 12472. Programmes had to follow by 16 February 2026."""


class LegalTextKind(StrEnum):
    """The texts that can be written otherwise."""

    NOTICE = "part2_notice"
    CONSENT_FORM = "consent_form"
    """What the organisation wants to add to a consent form; PeerDesk itself has none."""


BUILT_IN: dict[LegalTextKind, tuple[str, date | None]] = {
    LegalTextKind.NOTICE: (NOTICE, NOTICE_OF),
    LegalTextKind.CONSENT_FORM: ("", None),
}
"""The words that PeerDesk has, and since when they read so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalText(Record):
    """A text as it stands on paper now. An id of 0: as PeerDesk has it."""

    kind: LegalTextKind
    wording: str
    written_on: date | None
    """When it was written so here, or since when the law has it so."""

    @property
    def is_built_in(self) -> bool:
        """Whether nobody wrote it otherwise."""
        return not self.id


def built_in(kind: LegalTextKind) -> LegalText:
    """The text as PeerDesk has it."""
    wording, written_on = BUILT_IN[kind]
    return LegalText(kind=kind, wording=wording, written_on=written_on)
