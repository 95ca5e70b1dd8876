"""The log: what was done with the vault and what left it. Never a name, never a word of a note."""

from dataclasses import dataclass
from enum import StrEnum

from peerdesk.domain.records import Record


class LogKind(StrEnum):
    """What is written to the log."""

    CREATED = "created"
    UNLOCKED = "unlocked"
    UNLOCK_FAILED = "unlock_failed"
    LOCKED = "locked"
    CHANGED = "changed"
    PRINTED = "printed"
    SAVED_PDF = "saved_pdf"
    SHARED_SCRIPT = "shared_script"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    TAKEN_FROM_BACKUP = "taken_from_backup"
    IMPORTED = "imported"
    ERASED = "erased"
    KEYS_CHANGED = "keys_changed"
    KEY_ADDED = "key_added"
    KEY_REMOVED = "key_removed"
    RECOVERY_RENEWED = "recovery_renewed"
    RECOVERY_REHEARSED = "recovery_rehearsed"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry(Record):
    """One line: when (created_at), what, and by which key slot the vault was open.

    `subject` is a kind of record or of handout, `count` how many; both say nothing about a person.
    """

    kind: LogKind
    subject: str = ""
    count: int = 0
    opened_by: str = ""
