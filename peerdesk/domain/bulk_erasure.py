"""Erasing several records at once: what goes, what stays as bare counts, and who is left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from peerdesk.domain.retention import RetentionKind

RecordKey = tuple[RetentionKind, int]


@dataclass(frozen=True, slots=True)
class BulkPreview:
    """What erasing these records would do, as numbers.

    `chosen` are the records of each kind that would go, `rows` what goes with them by table, of
    `chosen` themselves included. `left_out` are in a session that is running.
    """

    chosen: Mapping[RetentionKind, int]
    rows: Mapping[str, int]
    sessions_counted: int = 0
    """Sessions that keep a bare count of who came."""
    concerns: int = 0
    """Safeguarding concerns about them: these stay, no longer tied to anybody."""
    named_in: int = 0
    """Sessions in whose words a name of theirs stands, which is not rewritten."""
    to_account_for: int = 0
    """People about whom something was released that may have to be accounted for."""
    left_out: tuple[RecordKey, ...] = ()

    @property
    def records(self) -> int:
        """How many decisions that is."""
        return sum(self.chosen.values())


@dataclass(frozen=True, slots=True)
class BulkErased:
    """What was erased together: how much, when, and every text of it for the proof."""

    preview: BulkPreview
    erased_at: datetime
    number: str
    """What the receipt is told by; no backup knows it."""
    texts: tuple[str, ...] = field(repr=False)
