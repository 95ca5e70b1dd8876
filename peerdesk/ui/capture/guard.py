"""Every window of the program is left out of pictures of the screen, from the moment it shows."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

_HANDLE_IS_NEW = {QEvent.Type.Show, QEvent.Type.WinIdChange}


class Capture(Protocol):
    """What a system offers; a window is named by its native handle."""

    def leave_out(self, window: int, *, wanted: bool) -> None:
        """Leave the window out of pictures of the screen, or let it be in them again."""

    def is_left_out(self, window: int) -> bool:
        """Ask the system whether it is left out now."""


class CaptureGuard(QObject):
    """Leaves out every window of the program, until that is not wanted."""

    def __init__(self, capture: Capture | None, parent: QObject) -> None:
        super().__init__(parent)
        self._capture = capture
        self._wanted = True
        application = QApplication.instance()
        if capture is not None and application is not None:
            application.installEventFilter(self)
            self._apply()

    @property
    def is_possible(self) -> bool:
        """Whether this system has a call for it."""
        return self._capture is not None

    @property
    def is_wanted(self) -> bool:
        """Whether windows are to be left out."""
        return self._wanted

    def want(self, *, wanted: bool) -> None:
        """Leave the windows out from now on, or let them be in pictures."""
        self._wanted = wanted
        self._apply()

    def holds(self) -> bool | None:
        """Ask the system whether every window that shows is left out; None where it has no call."""
        if self._capture is None:
            return None
        return all(self._capture.is_left_out(int(window.winId())) for window in _shown())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _HANDLE_IS_NEW and isinstance(watched, QWidget) and watched.isWindow():
            self._leave_out(watched)
        return False

    def _apply(self) -> None:
        for window in _shown():
            self._leave_out(window)

    def _leave_out(self, window: QWidget) -> None:
        # `winId` would make a handle for a window that has none yet, ahead of its time.
        if self._capture is not None and window.internalWinId():
            self._capture.leave_out(int(window.winId()), wanted=self._wanted)


def _shown() -> list[QWidget]:
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]
