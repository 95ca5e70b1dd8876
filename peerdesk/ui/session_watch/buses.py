"""The buses of a Linux desktop, local sockets all of them."""

import os
from pathlib import Path
from typing import cast

from PySide6.QtCore import SLOT


def slot(signature: str) -> bytes:
    """A slot as `QDBusConnection.connect` wants it: a str, although its stubs say bytes."""
    return cast("bytes", SLOT(signature))


def session_bus_is_named() -> bool:
    """Whether the desktop says where its bus is; Qt would start a bus of its own otherwise."""
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    return Path(os.environ.get("XDG_RUNTIME_DIR", ""), "bus").exists()
