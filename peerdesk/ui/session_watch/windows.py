"""Windows: session changes and power broadcasts. Written after its documentation; not run yet.

Sources: WTSRegisterSessionNotification, WM_WTSSESSION_CHANGE, WM_POWERBROADCAST on
learn.microsoft.com.
"""

from __future__ import annotations

import ctypes
import ctypes.wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QObject
from PySide6.QtWidgets import QApplication, QWidget

from peerdesk.domain.locking import FROM_THE_SYSTEM, LockTrigger
from peerdesk.ui.session_watch.watch import SessionWatch

WM_POWERBROADCAST, WM_WTSSESSION_CHANGE, WM_ENDSESSION = 0x0218, 0x02B1, 0x0016
PBT_APMSUSPEND = 0x0004
NOTIFY_FOR_THIS_SESSION = 0
SESSION_EVENTS = {
    0x2: LockTrigger.SESSION,  # WTS_CONSOLE_DISCONNECT
    0x4: LockTrigger.SESSION,  # WTS_REMOTE_DISCONNECT
    0x6: LockTrigger.SESSION,  # WTS_SESSION_LOGOFF
    0x7: LockTrigger.SCREEN,  # WTS_SESSION_LOCK
}


class WindowsWatch(SessionWatch):
    """A hidden window of its own is told; the lid is heard of as sleep or screen lock."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._window = QWidget()
        registered = _terminal_services().WTSRegisterSessionNotification(
            ctypes.wintypes.HWND(int(self._window.winId())), NOTIFY_FOR_THIS_SESSION
        )
        self._filter = _Filter(self)
        application = QApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)
        self._heard.add(LockTrigger.SLEEP)
        if registered:
            self._heard.update(FROM_THE_SYSTEM - {LockTrigger.LID})


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, watch: WindowsWatch) -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        name = kind.data() if isinstance(kind, QByteArray) else kind
        if bytes(name) == b"windows_generic_MSG":
            told = ctypes.wintypes.MSG.from_address(int(message))
            trigger = _trigger(told.message, told.wParam)
            if trigger is not None:
                self._watch.must_lock.emit(trigger)
        return False, 0


def _terminal_services() -> ctypes.CDLL:
    """wtsapi32.dll; its functions follow the calling convention of the system's own libraries."""
    load: type[ctypes.CDLL] = vars(ctypes)["WinDLL"]
    return load("wtsapi32")


def _trigger(message: int, detail: int) -> LockTrigger | None:
    if message == WM_WTSSESSION_CHANGE:
        return SESSION_EVENTS.get(detail)
    if message == WM_POWERBROADCAST and detail == PBT_APMSUSPEND:
        return LockTrigger.SLEEP
    if message == WM_ENDSESSION and detail:
        return LockTrigger.SESSION
    return None
