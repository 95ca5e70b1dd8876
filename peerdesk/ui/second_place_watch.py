"""Notices when the second place for backups comes within reach and lacks something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from peerdesk.backup.second_place import within_reach
from peerdesk.errors import PeerDeskError
from peerdesk.ui.latest import Latest
from peerdesk.ui.media_watch import MediaWatch

if TYPE_CHECKING:
    from pathlib import Path

    from peerdesk.desk.desk import Desk
    from peerdesk.ui.jobs import Jobs, Task


class SecondPlaceWatch(QObject):
    """Looks once the window is there, and whenever a medium comes or goes."""

    appeared = Signal()
    """The second place has just come within reach, and lacks what was changed since."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._was_there = False
        self._looking: Latest[Path | None] = Latest(jobs)
        watch = MediaWatch(self)
        watch.changed.connect(self.look)

    def look(self) -> None:
        """Look for it in a job: a medium that does not answer must not hold the window."""
        place = None if self._desk.vault.is_closed else self._desk.backups.second_place
        if place is None:
            return

        def work(_task: Task) -> Path | None:
            return within_reach(place)

        self._looking.run(work, self._on_seen, self._on_failed)

    def _on_seen(self, folder: Path | None) -> None:
        if self._desk.vault.is_closed:
            return
        came, self._was_there = folder is not None and not self._was_there, folder is not None
        if not came or folder is None:
            return
        try:
            self._desk.backups.second_place_seen(folder)
        except PeerDeskError as error:
            self._on_failed(error)
        if self._desk.backups.is_behind():
            self.appeared.emit()

    def _on_failed(self, _error: PeerDeskError) -> None:
        """A place that can't be looked at or noted is as one that is not there yet."""
        self._was_there = False
