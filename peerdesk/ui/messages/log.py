"""Lines of the log in words, for the table, for paper, for a file and for the commands."""

from peerdesk.desk.changes import Kind
from peerdesk.desk.restoring import ERASED_AGAIN
from peerdesk.desk.retention import LATER, SOONER
from peerdesk.domain.locking import LockTrigger
from peerdesk.domain.log import LogEntry, LogGroup, LogKind
from peerdesk.ui.messages.handouts import NAMES

GROUPS: dict[LogGroup, str] = {
    LogGroup.UNLOCKING: "Unlocking and locking",
    LogGroup.KEYS: "Keys",
    LogGroup.BACKUPS: "Backups and checks",
    LogGroup.LEFT_THE_VAULT: "Paper and files",
    LogGroup.RELEASES: "Releases and consents",
    LogGroup.RECORDS: "Records",
}
RECOVERY_WORDS = "Recovery words"
"""Who opened the vault where no label says it."""

_KINDS: dict[LogKind, str] = {
    LogKind.CREATED: "Vault made",
    LogKind.UNLOCKED: "Unlocked",
    LogKind.UNLOCK_FAILED: "Wrong passphrase tried before an unlock",
    LogKind.LOCKED: "Locked",
    LogKind.CHANGED: "Changed",
    LogKind.PRINTED: "Printed",
    LogKind.SAVED_PDF: "Saved as a PDF file",
    LogKind.EXPORTED: "Saved as a table",
    LogKind.SAVED_TEXT: "Saved as plain text",
    LogKind.SAVED_CALENDAR: "Meetings saved for a calendar, without any name",
    LogKind.SHARED_SCRIPT: "Saved a script as a file",
    LogKind.BACKED_UP: "Backed up and verified",
    LogKind.RESTORED: "Restored from a backup",
    LogKind.DRILLED: "Tried a backup out, and found it whole",
    LogKind.REPAIRED: "Repaired: what could be read took the vault's place",
    LogKind.TAKEN_FROM_BACKUP: "Took single records out of a backup",
    LogKind.IMPORTED: "Imported people from a list",
    LogKind.ERASED: "Erased for good",
    LogKind.REVIEWED: "Looked through what is due",
    LogKind.RELEASE_RECORDED: "Noted that information left the group",
    LogKind.CONSENT_GIVEN: "Noted a consent to a release",
    LogKind.CONSENT_WITHDRAWN: "Noted that a consent was withdrawn",
    LogKind.KEYS_CHANGED: "Passphrase changed",
    LogKind.KEY_ADDED: "Passphrase added",
    LogKind.KEY_RENAMED: "Passphrase given another name",
    LogKind.KEY_FITTED: "Passphrase fitted to this computer",
    LogKind.KEY_REMOVED: "Passphrase removed",
    LogKind.VAULT_KEY_RENEWED: "Inner key changed, everything encrypted anew",
    LogKind.RECOVERY_RENEWED: "New recovery words made",
    LogKind.RECOVERY_REHEARSED: "Recovery words tried, and found right",
    LogKind.CHECKED: "Checked and found whole",
    LogKind.OTHER: "Something that only a newer PeerDesk knows",
}
_SUBJECTS: dict[str, str] = {
    **{kind.value: name[0].lower() + name[1:] for kind, name in NAMES.items()},
    Kind.GROUP: "groups",
    Kind.MEMBER: "people",
    Kind.MEMBERSHIP: "who is in a group",
    Kind.SCRIPT: "ground rules",
    Kind.AGREEMENT: "agreements",
    Kind.MAKING: "agreements",
    Kind.SESSION: "sessions",
    Kind.ATTENDANCE: "attendance",
    Kind.FOLLOW_UP: "follow-ups",
    Kind.PARKED: "the parking lot",
    Kind.GROUP_NOTE: "session notes",
    Kind.MEMBER_NOTE: "notes about people",
    Kind.CRISIS_RESOURCE: "where to turn in a crisis",
    Kind.DEBRIEF: "debrief",
    Kind.SAFEGUARDING: "safeguarding concern",
    Kind.GENTLE_WORD: "gentler words",
    Kind.RETENTION: "how long records are kept",
    Kind.RELEASE: "releases of information",
    Kind.CONSENT: "consents to a release",
    Kind.LEGAL_TEXT: "legal texts",
    "rules": "ground rules",
    "rules_sheet": "ground rules",
    "privacy": "privacy check",
    "recovery_sheet": "recovery words",
    "log": "this log",
    "accounting": "accounting of releases",
    "release_note": "paper that goes with a release",
    "held": "everything about one person",
    "erasure_receipt": "receipt of an erasure",
    "due": "what is due, with names",
    "recovery": "with the recovery words",
    ERASED_AGAIN: "people erased again",
    LATER: "kept longer",
    SOONER: "to be looked at sooner",
}
_LOCKED_BY: dict[str, str] = {
    LockTrigger.KEY: "by hand",
    LockTrigger.IDLE: "nobody touched anything",
    LockTrigger.CURTAIN: "the curtain stayed down",
    LockTrigger.SLEEP: "the computer went to sleep",
    LockTrigger.SCREEN: "the screen was locked",
    LockTrigger.SESSION: "another user took over",
    LockTrigger.LID: "the lid was closed",
    LockTrigger.NEW_KEY: "the inner key was changed",
    LockTrigger.QUIT: "PeerDesk was closed",
    LockTrigger.REPLACED: "a backup took its place",
    LockTrigger.ANOTHER: "another vault was opened",
}
"""Apart from the subjects of a change, which may be called the same, as `session` is."""
_SAID_BY_THE_KIND = frozenset(
    {
        LogKind.BACKED_UP,
        LogKind.TAKEN_FROM_BACKUP,
        LogKind.IMPORTED,
        LogKind.ERASED,
        LogKind.RELEASE_RECORDED,
        LogKind.CONSENT_GIVEN,
        LogKind.CONSENT_WITHDRAWN,
    }
)
"""Their subject adds nothing."""


def kind_in_words(kind: LogKind, subject: str) -> str:
    """What was done, and to what or why; a subject that has no words is shown as it is."""
    if not subject or kind in _SAID_BY_THE_KIND:
        return _KINDS[kind]
    if kind is LogKind.UNLOCKED:
        return f"{_KINDS[kind]} {_SUBJECTS.get(subject, subject)}"
    words = _LOCKED_BY if kind is LogKind.LOCKED else _SUBJECTS
    return f"{_KINDS[kind]}: {words.get(subject, subject)}"


def entry_in_words(entry: LogEntry) -> str:
    """What one line tells."""
    return kind_in_words(entry.kind, entry.subject)


def opener_in_words(opened_by: str) -> str:
    """By whose key the vault was open."""
    return opened_by or RECOVERY_WORDS


def moment_in_words(entry: LogEntry) -> str:
    """When it was, by the clock of this computer."""
    when = entry.created_at.astimezone()
    return f"{when.day} {when:%b %Y, %H:%M}"
