"""Windows: the display affinity of a window. Written after its documentation; not run yet.

Source: SetWindowDisplayAffinity and GetWindowDisplayAffinity on learn.microsoft.com. Before version
2004 of Windows 10 the system shows a black window in pictures instead of none.
"""

import ctypes
import ctypes.wintypes

WDA_NONE, WDA_EXCLUDEFROMCAPTURE = 0x00, 0x11


class WindowsCapture:
    """A window is named by its HWND."""

    def __init__(self) -> None:
        load: type[ctypes.CDLL] = vars(ctypes)["WinDLL"]
        self._user = load("user32")

    def leave_out(self, window: int, *, wanted: bool) -> None:
        """Leave it out; where the system refuses, `is_left_out` tells."""
        affinity = WDA_EXCLUDEFROMCAPTURE if wanted else WDA_NONE
        handle = ctypes.wintypes.HWND(window)
        self._user.SetWindowDisplayAffinity(handle, ctypes.wintypes.DWORD(affinity))

    def is_left_out(self, window: int) -> bool:
        """Whether it shows on a monitor only."""
        affinity = ctypes.wintypes.DWORD()
        handle = ctypes.wintypes.HWND(window)
        asked = self._user.GetWindowDisplayAffinity(handle, ctypes.byref(affinity))
        return bool(asked) and affinity.value != WDA_NONE
