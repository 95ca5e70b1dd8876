"""macOS: notifications of the workspace and of the screen lock. Not run yet.

Written after Apple's documentation of NSWorkspace, NSDistributedNotificationCenter and the
Objective-C runtime. An observer class is made at run time, because no bridge is a dependency.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

from peerdesk.domain.locking import LockTrigger
from peerdesk.ui.objective_c import Runtime
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
        runtime = _Centres()
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

    def _observer(self, runtime: _Centres) -> int:
        triggers = set(WORKSPACE.values()) | set(DISTRIBUTED.values())
        methods = {f"{trigger.value}:": _Notified(self._telling(trigger)) for trigger in triggers}
        self._kept.append(methods)
        return runtime.instance_of_new_class("PeerDeskSessionObserver", methods)

    def _telling(self, trigger: LockTrigger) -> Callable[[int, int, int], None]:
        def told(_self: int, _selector: int, _notification: int) -> None:
            self.must_lock.emit(trigger)

        return told


class _Centres(Runtime):
    """Being told of notifications."""

    def observe(self, centre: int, observer: int, selector: str, name: str) -> None:
        """Have `observer` told of the notifications called `name`."""
        self.send(
            centre,
            "addObserver:selector:name:object:",
            ctypes.c_void_p(observer),
            ctypes.c_void_p(self.selector(selector)),
            ctypes.c_void_p(self.string(name)),
            ctypes.c_void_p(None),
        )

    def instance_of_new_class(self, name: str, methods: Mapping[str, object]) -> int:
        """Make a class with these methods, and one object of it."""
        parent = ctypes.c_void_p(self.named("NSObject"))
        made = int(self.objc.objc_allocateClassPair(parent, name.encode(), 0) or 0)
        for selector, implementation in methods.items():
            self.objc.class_addMethod(
                ctypes.c_void_p(made),
                ctypes.c_void_p(self.selector(selector)),
                implementation,
                _METHOD_TYPES,
            )
        self.objc.objc_registerClassPair(ctypes.c_void_p(made))
        return self.send(self.send(made, "alloc"), "init")
