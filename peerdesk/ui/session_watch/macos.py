"""macOS: notifications of the workspace and of the screen lock. Not run yet.

Written after Apple's documentation of NSWorkspace, NSDistributedNotificationCenter and the
Objective-C runtime. An observer class is made at run time, because no bridge is a dependency.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from typing import TYPE_CHECKING

from peerdesk.domain.locking import LockTrigger
from peerdesk.ui.session_watch.watch import SessionWatch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QObject

WORKSPACE = {
    "NSWorkspaceWillSleepNotification": LockTrigger.SLEEP,
    "NSWorkspaceScreensDidSleepNotification": LockTrigger.SCREEN,
    "NSWorkspaceSessionDidResignActiveNotification": LockTrigger.SESSION,
}
DISTRIBUTED = {
    "com.apple.screenIsLocked": LockTrigger.SCREEN,
    "com.apple.screensaver.didstart": LockTrigger.SCREEN,
}
_METHOD_TYPES = b"v@:@"  # returns nothing; takes self, the selector and one object
_Notified = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


class MacWatch(SessionWatch):
    """One observer method for each trigger, called on the main thread by the run loop."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._kept: list[object] = []
        runtime = _Runtime()
        observer = self._observer(runtime)
        workspace = runtime.send(runtime.named("NSWorkspace"), "sharedWorkspace")
        centres = (
            (runtime.send(workspace, "notificationCenter"), WORKSPACE),
            (
                runtime.send(runtime.named("NSDistributedNotificationCenter"), "defaultCenter"),
                DISTRIBUTED,
            ),
        )
        for centre, wanted in centres:
            for name, trigger in wanted.items():
                runtime.observe(centre, observer, f"{trigger.value}:", name)
                self._heard.add(trigger)

    def _observer(self, runtime: _Runtime) -> int:
        triggers = set(WORKSPACE.values()) | set(DISTRIBUTED.values())
        methods = {f"{trigger.value}:": _Notified(self._telling(trigger)) for trigger in triggers}
        self._kept.append(methods)
        return runtime.instance_of_new_class("PeerDeskSessionObserver", methods)

    def _telling(self, trigger: LockTrigger) -> Callable[[int, int, int], None]:
        def told(_self: int, _selector: int, _notification: int) -> None:
            self.must_lock.emit(trigger)

        return told


class _Runtime:
    """The few calls of the Objective-C runtime that an observer needs."""

    def __init__(self) -> None:
        self._objc = ctypes.CDLL(ctypes.util.find_library("objc"))
        for name in ("objc_getClass", "sel_registerName", "objc_allocateClassPair"):
            getattr(self._objc, name).restype = ctypes.c_void_p

    def named(self, name: str) -> int:
        """The class of that name."""
        return int(self._objc.objc_getClass(name.encode()) or 0)

    def send(self, receiver: int, selector: str, *arguments: ctypes.c_void_p) -> int:
        """Send a message that gives an object and takes objects or selectors."""
        kinds = [ctypes.c_void_p] * (2 + len(arguments))
        call = ctypes.CFUNCTYPE(ctypes.c_void_p, *kinds)(("objc_msgSend", self._objc))
        return int(call(receiver, self._selector(selector), *arguments) or 0)

    def observe(self, centre: int, observer: int, selector: str, name: str) -> None:
        """Have `observer` told of the notifications called `name`."""
        self.send(
            centre,
            "addObserver:selector:name:object:",
            ctypes.c_void_p(observer),
            ctypes.c_void_p(self._selector(selector)),
            ctypes.c_void_p(self._string(name)),
            ctypes.c_void_p(None),
        )

    def instance_of_new_class(self, name: str, methods: Mapping[str, object]) -> int:
        """Make a class with these methods, and one object of it."""
        parent = ctypes.c_void_p(self.named("NSObject"))
        made = int(self._objc.objc_allocateClassPair(parent, name.encode(), 0) or 0)
        for selector, implementation in methods.items():
            self._objc.class_addMethod(
                ctypes.c_void_p(made),
                ctypes.c_void_p(self._selector(selector)),
                implementation,
                _METHOD_TYPES,
            )
        self._objc.objc_registerClassPair(ctypes.c_void_p(made))
        return self.send(self.send(made, "alloc"), "init")

    def _selector(self, name: str) -> int:
        return int(self._objc.sel_registerName(name.encode()) or 0)

    def _string(self, text: str) -> int:
        spelled = ctypes.create_string_buffer(text.encode())
        address = ctypes.c_void_p(ctypes.addressof(spelled))
        return self.send(self.named("NSString"), "stringWithUTF8String:", address)
