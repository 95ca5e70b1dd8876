"""Keeps some room beside the vault for a lock on a full disk, whenever there is plenty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from peerdesk.ui.jobs import Jobs, Task
    from peerdesk.vault.vault import OpenVault

LOOK_EVERY_MILLISECONDS = 60_000


class ReserveKeeping(QObject):
    """Looks once the window is there, and every minute: room may have been made meanwhile."""

    def __init__(self, vault: OpenVault, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault, self._jobs = vault, jobs
        timer = QTimer(self)
        timer.setInterval(LOOK_EVERY_MILLISECONDS)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Make the reserve where there is none, in a job: a slow stick must not hold the window."""
        vault = self._vault
        if vault.is_closed or vault.is_sample or not vault.can_save or vault.reserve.is_kept:
            return

        def work(_task: Task) -> bool:
            return vault.reserve.make()

        self._jobs.run(work)
