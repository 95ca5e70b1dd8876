"""Tells when a stick or disk appears or goes."""

from __future__ import annotations

import sys

from PySide6.QtCore import QFile, QIODevice, QObject, QSocketNotifier, QTimer, Signal

from peerdesk.vault.mounts import MOUNTS

SETTLE_MILLISECONDS = 400
"""After a change of the mounts: a stick often brings several at once."""
ELSEWHERE_MILLISECONDS = 5000
"""How often is looked where no system tells of mounts."""


class MediaWatch(QObject):
    """Emits `changed` after any file system was mounted or unmounted.

    On Linux the kernel tells (proc_pid_mountinfo(5): poll gives an exceptional condition). On
    Windows and macOS time alone does, and `changed` may mean nothing (not run yet).
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self.changed)
        if sys.platform.startswith("linux") and MOUNTS.exists():
            # A file of Qt's, which goes with this object.
            mounts = QFile(str(MOUNTS), self)
            mounts.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)
            told = QSocketNotifier(mounts.handle(), QSocketNotifier.Type.Exception, self)
            told.activated.connect(self._on_told)
        else:
            often = QTimer(self)
            often.setInterval(ELSEWHERE_MILLISECONDS)
            often.timeout.connect(self.changed)
            often.start()

    def _on_told(self) -> None:
        self._settle.start()
