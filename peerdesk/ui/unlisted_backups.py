"""Puts the vault's record of its backups right with what lies in its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from peerdesk.backup.second_place import within_reach
from peerdesk.backup.unlisted import unlisted
from peerdesk.domain.backups import BackupOrigin
from peerdesk.errors import PeerDeskError
from peerdesk.ui.latest import Latest
from peerdesk.ui.media_watch import MediaWatch
from peerdesk.vault.stored import HeldKeys

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.backups import KnownBackup
    from peerdesk.ui.jobs import Jobs, Task


def unlisted_within_reach(desk: Desk) -> Callable[[Task], list[KnownBackup]]:
    """Work for a job: this vault's backups, here and in the second place, that are not known."""
    holder = HeldKeys(desk.vault.vault_id, desk.vault.subkeys)
    own, second = desk.vault.folder.backups, desk.backups.second_place
    known = {backup.path for backup in desk.backups.all()}

    def work(_task: Task) -> list[KnownBackup]:
        found = unlisted(holder, own, BackupOrigin.BY_HAND, known)
        folder = within_reach(second) if second is not None else None
        if folder is not None:
            found += unlisted(holder, folder, BackupOrigin.SECOND_PLACE, known)
        return found

    return work


class UnlistedBackups(QObject):
    """Looks once the window is there, and whenever a medium comes or goes."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._looking: Latest[list[KnownBackup]] = Latest(jobs)
        watch = MediaWatch(self)
        watch.changed.connect(self.look)

    def look(self) -> None:
        """Look in a job: a medium that does not answer must not hold the window."""
        if not self._desk.vault.is_closed and self._desk.vault.can_save:
            self._looking.run(unlisted_within_reach(self._desk), self._take_in, self._on_failed)

    def _take_in(self, found: list[KnownBackup]) -> None:
        if self._desk.vault.is_closed:
            return
        try:
            self._desk.backups.take_in(found)
        except PeerDeskError as error:
            self._on_failed(error)

    def _on_failed(self, _error: PeerDeskError) -> None:
        """What can't be looked at or noted now is found the next time: nothing was lost by it."""
