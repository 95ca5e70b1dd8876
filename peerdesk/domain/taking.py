"""Single records that are taken out of a backup."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from peerdesk.domain.erasure import ErasedRecord


class TakeKind(StrEnum):
    """What can be taken by itself."""

    MEMBER = "member"
    SESSION = "session"
    GROUP_NOTE = "group_note"
    MEMBER_NOTE = "member_note"


class InVault(StrEnum):
    """How a record of the backup stands to the open vault."""

    MISSING = "missing"
    SAME = "same"
    DIFFERENT = "different"
    ERASED = "erased"
    """It, or the person it is about, was erased here."""


@dataclass(frozen=True, slots=True)
class Takeable:
    """One record of a backup: `title` names it, `about` says of whom or which group it is.

    `happened_at` is the local start of its session, or the UTC moment of its last change.
    """

    kind: TakeKind
    uid: str
    title: str
    about: str
    happened_at: datetime
    standing: InVault
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class TakeReport:
    """`taken` of those chosen; `along` that they needed (a note's session, a session's group).

    `skipped` were the same or were left as they are here; `erased` were left out because they had
    been erased. `undo` takes all of it back, as long as nothing else was changed since.
    """

    taken: int
    along: int
    skipped: int
    erased: int
    undo: "TakeUndo"


@dataclass(frozen=True, slots=True)
class TakeUndo:
    """Rows that were added (table, id) in the order of adding, and group notes as they were.

    `erasures` are of people who were erased and came back with the rows. `generation` is the number
    of saved changes right after the taking.
    """

    added: tuple[tuple[str, int], ...]
    notes: tuple[tuple[int, str], ...] = field(repr=False)
    erasures: tuple[ErasedRecord, ...]
    generation: int
