"""The few calls of macOS's Objective-C runtime that PeerDesk makes. Not run yet.

Written after Apple's documentation of the runtime; no bridge is a dependency.
"""

import ctypes
import ctypes.util


class Runtime:
    """Classes by name, and messages to objects."""

    def __init__(self) -> None:
        self.objc = ctypes.CDLL(ctypes.util.find_library("objc"))
        for name in ("objc_getClass", "sel_registerName", "objc_allocateClassPair"):
            getattr(self.objc, name).restype = ctypes.c_void_p

    def named(self, name: str) -> int:
        """The class of that name."""
        return int(self.objc.objc_getClass(name.encode()) or 0)

    def send(self, receiver: int, selector: str, *arguments: ctypes.c_void_p) -> int:
        """Send a message that gives an object or an integer; both can be its arguments, too.

        A message to 0 gives 0, as in the language itself.
        """
        kinds = [ctypes.c_void_p] * (2 + len(arguments))
        call = ctypes.CFUNCTYPE(ctypes.c_void_p, *kinds)(("objc_msgSend", self.objc))
        return int(call(receiver, self.selector(selector), *arguments) or 0)

    def selector(self, name: str) -> int:
        """The selector of that name."""
        return int(self.objc.sel_registerName(name.encode()) or 0)

    def string(self, text: str) -> int:
        """An NSString."""
        spelled = ctypes.create_string_buffer(text.encode())
        address = ctypes.c_void_p(ctypes.addressof(spelled))
        return self.send(self.named("NSString"), "stringWithUTF8String:", address)
