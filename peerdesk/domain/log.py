"""The log: what was done with the vault and what left it. Never a name, never a word of a note."""

from dataclasses import dataclass
from datetime import date
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
    EXPORTED = "exported"
    SAVED_TEXT = "saved_text"
    SAVED_CALENDAR = "saved_calendar"
    SHARED_SCRIPT = "shared_script"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    DRILLED = "drilled"
    REPAIRED = "repaired"
    TAKEN_FROM_BACKUP = "taken_from_backup"
    IMPORTED = "imported"
    ERASED = "erased"
    REVIEWED = "reviewed"
    """Somebody decided about records that were due, or will be."""
    RELEASE_RECORDED = "release_recorded"
    CONSENT_GIVEN = "consent_given"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    KEYS_CHANGED = "keys_changed"
    KEY_ADDED = "key_added"
    KEY_RENAMED = "key_renamed"
    KEY_FITTED = "key_fitted"
    KEY_REMOVED = "key_removed"
    VAULT_KEY_RENEWED = "vault_key_renewed"
    RECOVERY_RENEWED = "recovery_renewed"
    RECOVERY_REHEARSED = "recovery_rehearsed"
    CHECKED = "checked"
    OTHER = "other"
    """Never written: a line of a newer PeerDesk of the same schema, which has no words here."""

    @classmethod
    def _missing_(cls, value: object) -> "LogKind | None":
        return cls.OTHER if isinstance(value, str) else None


class LogGroup(StrEnum):
    """What a line is about, for whoever looks for one."""

    UNLOCKING = "unlocking"
    KEYS = "keys"
    BACKUPS = "backups"
    LEFT_THE_VAULT = "left_the_vault"
    RELEASES = "releases"
    """Information that left the group, and the consents to that."""
    RECORDS = "records"


_GROUPS: dict[LogGroup, frozenset[LogKind]] = {
    LogGroup.UNLOCKING: frozenset({LogKind.UNLOCKED, LogKind.UNLOCK_FAILED, LogKind.LOCKED}),
    LogGroup.KEYS: frozenset(
        {
            LogKind.KEYS_CHANGED,
            LogKind.KEY_ADDED,
            LogKind.KEY_RENAMED,
            LogKind.KEY_FITTED,
            LogKind.KEY_REMOVED,
            LogKind.VAULT_KEY_RENEWED,
            LogKind.RECOVERY_RENEWED,
            LogKind.RECOVERY_REHEARSED,
        }
    ),
    LogGroup.BACKUPS: frozenset(
        {
            LogKind.CREATED,
            LogKind.BACKED_UP,
            LogKind.RESTORED,
            LogKind.DRILLED,
            LogKind.REPAIRED,
            LogKind.TAKEN_FROM_BACKUP,
            LogKind.CHECKED,
        }
    ),
    LogGroup.LEFT_THE_VAULT: frozenset(
        {
            LogKind.PRINTED,
            LogKind.SAVED_PDF,
            LogKind.EXPORTED,
            LogKind.SAVED_TEXT,
            LogKind.SAVED_CALENDAR,
            LogKind.SHARED_SCRIPT,
        }
    ),
    LogGroup.RELEASES: frozenset(
        {LogKind.RELEASE_RECORDED, LogKind.CONSENT_GIVEN, LogKind.CONSENT_WITHDRAWN}
    ),
    LogGroup.RECORDS: frozenset(
        {
            LogKind.CHANGED,
            LogKind.IMPORTED,
            LogKind.ERASED,
            LogKind.REVIEWED,
            LogKind.OTHER,
        }
    ),
}


def kinds_of(group: LogGroup) -> frozenset[LogKind]:
    """The kinds of lines in a group; each kind is in exactly one."""
    return _GROUPS[group]


@dataclass(frozen=True, slots=True)
class LogQuestion:
    """Which lines are wanted; what is not set does not narrow them. Days are local, both included.

    `wanted` has kinds with their subjects, as a search in the words of the lines found them; an
    empty set finds nothing.
    """

    group: LogGroup | None = None
    since: date | None = None
    until: date | None = None
    opened_by: str | None = None
    wanted: frozenset[tuple[LogKind, str]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry(Record):
    """One line: when (created_at), what, and by which key slot the vault was open.

    `subject` is a kind of record or of handout, `count` how many; both say nothing about a person.
    """

    kind: LogKind
    subject: str = ""
    count: int = 0
    opened_by: str = ""
