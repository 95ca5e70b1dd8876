"""What an unlock found out of the ordinary on a vault that it could open all the same."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FindingKind(StrEnum):
    """What to tell the person once the vault is open."""

    AFTER_CRASH = "after-crash"  # not closed cleanly; every acknowledged save was found whole
    ALTERED = "altered"  # the bytes changed while closed, though nothing was saved: restore advised
    ROLLED_BACK = "rolled-back"  # older than at the last close: a sync tool or a restore
    SEAL_MISSING = "seal-missing"  # checked and whole, but whether it is the newest is not known
    SEAL_DAMAGED = "seal-damaged"  # the same, for a seal that was changed
    KEYS_FROM_BACKUP = "keys-from-backup"  # vault.keys was unusable, its copy took its place
    KEYS_COPY_RENEWED = "keys-copy-renewed"  # vault.keys.bak was unusable, made anew
    KEYS_ROLLED_BACK = "keys-rolled-back"  # an earlier key file: passphrases of that day open
    FOREIGN_LOG = "foreign-log"  # a file that SQLite would have played back, kept in set-aside/
    EXCHANGED = "exchanged"  # a restore, a repair or a new key, ended by force, was finished now
    NOT_EXCHANGED = "not-exchanged"  # the same, ended before it was decided: nothing has changed
    FORMER_STAYS = "former-stays"  # the vault under its former master key could not be removed
    NEW_INNER_KEY = "new-inner-key"  # opened for the first time since everything was encrypted anew
    OPEN_TO_OTHERS = "open-to-others"  # others on this machine can reach the (encrypted) files
    FAILED_UNLOCKS = "failed-unlocks"  # wrong secrets were tried since the vault was last open
    SLIPS = "slips"  # the same, so few and so shortly before that they are only logged
    READ_ONLY = "read-only"  # the medium or the folder: it can be read, and nothing saved
    DISK_FULL = "disk-full"  # the same, until there is some room
    RESERVE_USED = "reserve-used"  # the disk was full, and the room that was kept is given up
    OWNED_BY_OTHER = "owned-by-other"  # the folder is another user's of this computer
    REPAIRED = "repaired"  # just now; the damaged files are in set-aside/
    CLOCK_BEHIND = "clock-behind"  # the log's newest entry (`last`) is later than now
    MIGRATED_AFTER_BACKUP = "migrated-after-backup"  # to this version's schema, a backup first
    MIGRATED = "migrated"  # the same, but the earlier file is kept in backups/ as it was


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. Generations count saved changes; `kept_as` is a name in set-aside/ or backups/.

    A field that the kind has no use for is 0 or empty.
    """

    kind: FindingKind
    generation: int = 0
    sealed_generation: int = 0
    kept_as: str = ""
    count: int = 0
    """Wrong secrets that were tried; 0 where it is not known how many."""
    last: datetime | None = None
    """When the last of them was tried, or what the log's newest entry says; UTC."""
