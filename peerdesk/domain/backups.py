"""What a vault knows of its backups: where they lie and how far they were proven."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from peerdesk.domain.records import Record

OLD_AFTER: Final = timedelta(days=7)
"""After this without a backup in another place Today says so in amber."""


class BackupOrigin(StrEnum):
    """Why a backup was made, which also says where it lies."""

    CHOSEN = "chosen"
    """Somebody named the file. It lies anywhere, and is never removed by PeerDesk."""
    BY_HAND = "by_hand"
    """Somebody pressed "Back up now"; in the vault's own `backups/`, as all that follow but one."""
    DAILY = "daily"
    BEFORE_MIGRATION = "before_migration"
    BEFORE_REENCRYPTION = "before_reencryption"
    BEFORE_ERASURE = "before_erasure"
    BEFORE_RESTORE = "before_restore"
    SECOND_PLACE = "second_place"
    """In the folder on a stick or another disk that was chosen once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownBackup(Record):
    """A backup that this vault made, whether or not its medium is within reach now.

    `made_at` stands in its manifest; all moments are UTC, `size` in bytes. `generation` is how many
    changes the vault had been through at the copy or just before it, so a backup with a lower one
    than an erasure's still holds the person. The three counts are what the backup holds.
    """

    path: Path
    origin: BackupOrigin
    made_at: datetime
    size: int
    generation: int
    own_passphrase: bool = False
    """Whether it opens with a passphrase of its own and not with the vault's."""
    groups: int = 0
    members: int = 0
    sessions: int = 0
    verified_at: datetime | None = None
    drilled_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPlace(Record):
    """The folder on a stick or another disk that was chosen once.

    `folder` is where it was seen last, `within` its path in the medium, for the day on which the
    medium appears under another name. `mark` is random and names an empty file in the folder.
    """

    folder: Path
    within: Path
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupCare(Record):
    """What was said about backups, so that nothing is said every day.

    `explained_at`: when it was said why a backup elsewhere matters. `failed_at` and `failure`: when
    the day's own backup failed and the code of the reason, until one succeeds.
    """

    explained_at: datetime | None = None
    failed_at: datetime | None = None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class KnownBackups:
    """All that one vault knows of its backups, with paths as they are kept, to be taken over."""

    backups: tuple[KnownBackup, ...]
    second_place: SecondPlace | None
    care: BackupCare


@dataclass(frozen=True, slots=True)
class BackupStanding:
    """How the vault stands: when it was last backed up, and when outside of its own folder (UTC).

    `is_old`: what would be lost with the computer is older than `OLD_AFTER`.
    """

    newest: datetime | None
    elsewhere: datetime | None
    is_old: bool
