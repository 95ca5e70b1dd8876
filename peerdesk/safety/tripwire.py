"""An audit hook that refuses network calls made from Python, on every system.

A tripwire, not a wall: code in C passes it by. The wall is the seccomp filter, where there is one.
"""

import errno
import sys
from typing import Final

from peerdesk.safety.native import AF_UNIX

NETWORK_EVENTS: Final = (
    "socket.", "urllib.", "http.", "ftplib.", "smtplib.", "poplib.", "imaplib.", "nntplib.",
    "telnetlib.", "webbrowser.",
)  # fmt: skip
HARMLESS_EVENTS: Final = frozenset({"socket.gethostname"})
"""The machine's own name, which asks nobody."""

SOCKET_EVENTS: Final = frozenset(
    {"socket.__new__", "socket.bind", "socket.connect", "socket.sendmsg", "socket.sendto"}
)
TEST_EVENT: Final = "http.client.connect"


class NetworkRefusedError(PermissionError):
    """Something in this process asked for the network. Always a bug, so it has no words."""

    def __init__(self, event: str) -> None:
        super().__init__(errno.EACCES, f"PeerDesk makes no network connections: {event}")


def lay() -> None:
    """Refuse network events from now on; audit hooks cannot be taken off again."""
    if not is_laid():
        sys.addaudithook(_refuse_network)


def is_laid() -> bool:
    """Measure by raising an event of a network call that nobody makes."""
    try:
        sys.audit(TEST_EVENT, None, "", 0)
    except NetworkRefusedError:
        return True
    return False


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    # Called for each file opened and each module imported: the common case ends here.
    if not event.startswith(NETWORK_EVENTS) or event in HARMLESS_EVENTS:
        return
    if event in SOCKET_EVENTS and _family(event, arguments) == AF_UNIX:
        return
    raise NetworkRefusedError(event)


def _family(event: str, arguments: tuple[object, ...]) -> object:
    """The address family: an argument of a new socket, a property of one that exists."""
    if event == "socket.__new__":
        return arguments[1]
    return getattr(arguments[0], "family", None)
