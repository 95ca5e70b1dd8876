"""What a change did, for whoever shows it."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of records that pages read."""

    GROUP = "group"
    MEMBER = "member"
    MEMBERSHIP = "membership"
    SCRIPT = "script"
    AGREEMENT = "agreement"
    MAKING = "making"
    """An agreement that a group is making together."""
    SESSION = "session"
    ATTENDANCE = "attendance"
    FOLLOW_UP = "follow_up"
    PARKED = "parked"
    PROGRESS = "progress"
    """Where a running session is: the part, the round, what is ready. It is not logged."""
    GROUP_NOTE = "group_note"
    MEMBER_NOTE = "member_note"
    DRAFT = "draft"
    DEBRIEF = "debrief"
    SAFEGUARDING = "safeguarding"
    GENTLE_WORD = "gentle_word"
    RETENTION = "retention"
    """How long records are kept, and what was decided about single ones."""
    RELEASE = "release"
    CONSENT = "release_consent"
    LEGAL_TEXT = "legal_text"
    CRISIS_RESOURCE = "crisis_resource"
    LOG = "log"
    VAULT = "vault"
    BACKUP = "backup"
    HANDOUT_CHOICE = "handout_choice"


@dataclass(frozen=True, slots=True)
class Change:
    """What one committed transaction touched: kinds, and the ids of each where they are known."""

    touched: tuple[tuple[Kind, int], ...]

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds alone."""
        return frozenset(kind for kind, _ in self.touched)


class PendingChange:
    """What the transaction in progress has touched so far."""

    def __init__(self) -> None:
        self._touched: list[tuple[Kind, int]] = []

    def touch(self, kind: Kind, record_id: int = 0) -> None:
        """Say that a record of `kind` was added, changed or removed."""
        self._touched.append((kind, record_id))

    def committed(self) -> Change:
        """The finished change, each record named once."""
        return Change(tuple(dict.fromkeys(self._touched)))
