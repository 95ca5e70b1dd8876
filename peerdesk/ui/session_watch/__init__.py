"""Locking when the system says that nobody is there: sleep, screen lock, another user, the lid.

Loaded after an unlock, because the unlock prompt has nothing to lock.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from peerdesk.ui.session_watch.watch import SessionWatch


def watch_session(parent: QObject) -> SessionWatch:
    """The watch of this system. Where the system tells nothing, it stays silent."""
    if sys.platform == "win32":
        from peerdesk.ui.session_watch.windows import WindowsWatch as Watch  # noqa: PLC0415 - only there
    elif sys.platform == "darwin":
        from peerdesk.ui.session_watch.macos import MacWatch as Watch  # noqa: PLC0415 - only there
    else:
        from peerdesk.ui.session_watch.linux import LinuxWatch as Watch  # noqa: PLC0415 - only there
    return Watch(parent)
