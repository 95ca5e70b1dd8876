"""Keeping PeerDesk's windows out of screenshots and shared screens, where the system has a call.

Windows and macOS have one, written after their documentation and not run yet. X11 and Wayland have
none.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from peerdesk.ui.capture.guard import CaptureGuard

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from peerdesk.ui.capture.guard import Capture


def guard_against_capture(parent: QObject) -> CaptureGuard:
    """The guard of this system; it begins at once, and takes in every window that is there."""
    return CaptureGuard(_capture_of_this_system(), parent)


def _capture_of_this_system() -> Capture | None:
    if sys.platform == "win32":
        from peerdesk.ui.capture.windows import WindowsCapture  # noqa: PLC0415 - only there

        return WindowsCapture()
    if sys.platform == "darwin":
        from peerdesk.ui.capture.macos import MacCapture  # noqa: PLC0415 - only there

        return MacCapture()
    return None
