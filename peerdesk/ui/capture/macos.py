"""macOS: the sharing type of a window. Written after Apple's documentation; not run yet.

Source: NSWindow.sharingType on developer.apple.com. Since macOS 15.4 programs that use
ScreenCaptureKit may take pictures all the same.
"""

import ctypes

from peerdesk.ui.objective_c import Runtime

SHARING_NONE, SHARING_READ_ONLY = 0, 1


class MacCapture:
    """Qt names a window by its NSView."""

    def __init__(self) -> None:
        self._runtime = Runtime()

    def leave_out(self, window: int, *, wanted: bool) -> None:
        """Share nothing of it, or let it be read as is usual."""
        sharing = ctypes.c_void_p(SHARING_NONE if wanted else SHARING_READ_ONLY)
        self._runtime.send(self._window(window), "setSharingType:", sharing)

    def is_left_out(self, window: int) -> bool:
        """Whether nothing of it is shared."""
        held = self._window(window)
        return bool(held) and self._runtime.send(held, "sharingType") == SHARING_NONE

    def _window(self, view: int) -> int:
        return self._runtime.send(view, "window")
