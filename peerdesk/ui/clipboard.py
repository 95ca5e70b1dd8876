"""What PeerDesk puts on the clipboard: marked as secret, and taken off again after a while.

Qt copies by itself wherever text can be selected, so the clipboard is watched rather than every
field. Only what is PeerDesk's own is ever touched.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

CLEARED_AFTER_MILLISECONDS = 15_000
MARKS = {
    # Read by KDE's Klipper and most clipboard managers on Linux.
    "linux": {"x-kde-passwordManagerHint": b"secret"},
    # learn.microsoft.com, "Clipboard formats", cloud clipboard and clipboard history; not run yet.
    "win32": {
        'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
        'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
        'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
    },
    # nspasteboard.org; not run yet.
    "darwin": {"org.nspasteboard.ConcealedType": b"1"},
}


class ClipboardWatch(QObject):
    """Marks and clears what is copied from any window of the program."""

    def __init__(self, parent: QObject, cleared_after: int = CLEARED_AFTER_MILLISECONDS) -> None:
        super().__init__(parent)
        self._clipboard = QApplication.clipboard()
        self._marks = MARKS.get(sys.platform, {})
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(cleared_after)
        self._timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._on_copied)
        self._clipboard.selectionChanged.connect(self._on_selected)

    def clear(self) -> None:
        """Take off what is PeerDesk's own, the selection of X11 too."""
        if self._clipboard.ownsClipboard():
            self._clipboard.clear(QClipboard.Mode.Clipboard)
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    def _on_copied(self) -> None:
        if not self._clipboard.ownsClipboard():
            return
        held = self._clipboard.mimeData()
        if not held.hasText() or self._is_marked(held):
            return
        self._timer.start()
        if not self._marks:
            return
        marked = QMimeData()
        # The text alone: formatting would bring nothing but further copies of it.
        marked.setText(held.text())
        for name, value in self._marks.items():
            marked.setData(name, value)
        self._clipboard.setMimeData(marked)

    def _on_selected(self) -> None:
        if self._clipboard.ownsSelection():
            self._timer.start()

    def _is_marked(self, held: QMimeData) -> bool:
        return bool(self._marks) and all(held.hasFormat(name) for name in self._marks)
