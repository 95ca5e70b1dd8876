"""The backup of the day: made after its first change, without a word unless it fails."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from peerdesk.desk.changes import Kind
from peerdesk.domain.backups import BackupOrigin
from peerdesk.errors import PeerDeskError
from peerdesk.ui.backing_up import into_own_place, local_now
from peerdesk.vault.troubles import VaultTrouble

if TYPE_CHECKING:
    from peerdesk.backup.places import PlacedBackup
    from peerdesk.desk.changes import Change
    from peerdesk.desk.desk import Desk
    from peerdesk.ui.jobs import Jobs

AFTER_MILLISECONDS = 5000
"""How long after the day's first change it begins, so that a first sentence is in it."""
AGAIN_MILLISECONDS = 500
"""How soon the vault is asked again to note a backup, while a job changes many records."""

_NO_RECORD = frozenset({Kind.LOG, Kind.DRAFT, Kind.BACKUP})


class DailyBackup(QObject):
    """Listens to the desk. A lock ends it half-way, and then nothing is left of it."""

    began = Signal()
    ended = Signal()
    troubled = Signal(object)
    """Carries the `PeerDeskError` where not even the failure could be kept in the vault."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._is_running = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER_MILLISECONDS)
        self._soon.timeout.connect(self._begin)
        desk.listen(self._on_change)

    def _on_change(self, change: Change) -> None:
        if change.kinds <= _NO_RECORD or self._is_running or self._soon.isActive():
            return
        if self._desk.backups.is_daily_due(local_now()):
            self._soon.start()

    def _begin(self) -> None:
        if self._desk.vault.is_closed:
            return
        self._is_running = True
        self.began.emit()
        work = into_own_place(self._desk.vault, BackupOrigin.DAILY)
        self._jobs.run(work).then(self._on_made).otherwise(self._on_failed)

    def _on_made(self, placed: PlacedBackup) -> None:
        try:
            self._desk.backups.keep_placed(placed.made.known, placed.tidied.removed)
        except PeerDeskError as error:
            if error.code is VaultTrouble.BUSY:
                # A job makes a long change; the backup is there, and is only to be noted.
                QTimer.singleShot(AGAIN_MILLISECONDS, self, partial(self._note_again, placed))
                return
            self.troubled.emit(error)
        self._end()

    def _note_again(self, placed: PlacedBackup) -> None:
        if not self._desk.vault.is_closed:
            self._on_made(placed)

    def _on_failed(self, error: PeerDeskError) -> None:
        try:
            self._desk.backups.failed(error.code)
        except PeerDeskError:
            # The disk takes nothing at all: then this is what there is to say.
            self.troubled.emit(error)
        self._end()

    def _end(self) -> None:
        self._is_running = False
        self.ended.emit()
