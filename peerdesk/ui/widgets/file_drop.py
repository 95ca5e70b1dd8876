"""A backup that is dropped on a window, in place of choosing it in a dialog."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from peerdesk.backup.naming import SUFFIX

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget


class BackupDrop(QObject):
    """Lets one backup be dropped on a widget; anything else is refused while it is still held."""

    dropped = Signal(object)
    """Carries the Path."""

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if backup_in(event.mimeData()) is not None:
                event.acceptProposedAction()
            return True
        if event.type() is QEvent.Type.Drop and isinstance(event, QDropEvent):
            backup = backup_in(event.mimeData())
            if backup is not None:
                event.acceptProposedAction()
                self.dropped.emit(backup)
            return True
        return super().eventFilter(watched, event)


def backup_in(data: QMimeData) -> Path | None:
    """The one file of this computer that is called a backup, or None."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.name.endswith(SUFFIX) else None
