"""What is told about a backup, and how work on one reports its progress."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from peerdesk.backup.manifest import OpensWith
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.errors import UserError


class BackupStep(StrEnum):
    """What is being done, told as it begins; the words are in `peerdesk.ui.messages`."""

    COPYING = "backup-step-copying"
    REKEYING = "backup-step-rekeying"
    WRITING = "backup-step-writing"
    READING_BACK = "backup-step-reading-back"
    DERIVING_KEYS = "backup-step-deriving-keys"
    CHECKING = "backup-step-checking"
    RESTORING = "backup-step-restoring"


Progress = Callable[[BackupStep], None]
"""Called on the thread that works as each step begins."""

Cancelled = Callable[[], bool]
"""Asked about every MiB and before every step; True stops the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSummary:
    """What a backup says about itself to anyone, without a passphrase.

    Its checksums hold; that nobody made it up is known only after `verify`. Sizes in bytes.
    """

    path: Path
    created: datetime
    app_version: str
    schema_version: int
    vault_id: str
    opens_with: OpensWith
    size: int
    database_size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupReport:
    """A backup that was read back, opened and found whole.

    `counts` gives the rows of every table, by its name.
    """

    summary: BackupSummary
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Reporter:
    """Passes steps on and stops where that was asked for."""

    progress: Progress | None = None
    cancelled: Cancelled | None = None

    def begin(self, step: BackupStep) -> None:
        """Tell a step. UserError CANCELLED."""
        self.go_on()
        if self.progress is not None:
            self.progress(step)

    def go_on(self) -> None:
        """UserError CANCELLED if that was asked for."""
        if self.cancelled is not None and self.cancelled():
            raise UserError(BackupTrouble.CANCELLED)
