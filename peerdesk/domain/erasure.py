"""Erasing a person: what goes, what stays as bare counts, and what proves it."""

from dataclasses import dataclass, field
from datetime import datetime

from peerdesk.domain.records import Record


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """What the erasure of one member will remove and leave, as numbers.

    `came_to` sessions keep one person more in their count. `named_in` are the ids of sessions whose
    group note or follow-ups have one of the member's names in them, which are not rewritten.
    """

    member_id: int
    notes: int
    memberships: int
    acknowledgements: int
    came_to: int
    other_marks: int
    named_in: tuple[int, ...]
    concerns: int = 0
    """Safeguarding concerns about them: these stay, no longer tied to anybody."""
    releases: int = 0
    consents: int = 0
    to_account_for: int = 0
    """Releases of the last three years where 42 CFR Part 2 holds or may: 2.25 may want an
    accounting of them to be kept."""


@dataclass(frozen=True, slots=True)
class ErasureProof:
    """What was searched after an erasure, and what was found.

    `pages` of the decrypted file, those without use included, were searched for `texts`.
    `elsewhere` of these stand in other records too (somebody else of that name, a word of a note),
    so that no page can tell. `left` are still there and in no record: 0 where the proof holds.
    `short` texts, such as a name of two letters, were not looked for: a file has their few bytes by
    chance, so that a search could tell nothing.
    """

    pages: int
    texts: int
    elsewhere: int
    left: int
    short: int = 0

    @property
    def holds(self) -> bool:
        """Whether nothing of the person is left in the file."""
        return self.left == 0


@dataclass(frozen=True, slots=True)
class Erased:
    """What one erasure removed: the uid, and every text of it, for the search that proves it."""

    record_uid: str
    texts: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedRecord(Record):
    """That a record was erased. No name: only the uid by which a backup would bring it back."""

    record_uid: str
    kind: str
    erased_at: datetime
