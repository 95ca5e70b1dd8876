"""What this machine really enforces on this process: measured each time, never remembered."""

import os
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from peerdesk.safety import filter as network_filter
from peerdesk.safety import native, tripwire
from peerdesk.safety.hardening import PRIVATE_UMASK

# AF_INET, AF_INET6 and AF_NETLINK by the numbers of Linux; then one that no kernel has, which only
# a filter that lists what is allowed refuses in this way.
REFUSED_FAMILIES: Final = (2, 10, 16, network_filter.FAMILY_THAT_IS_NONE)


class Line(StrEnum):
    """The lines of *Help > Privacy check*; the words are in `peerdesk.ui.messages`."""

    NETWORK = "network"
    IO_URING = "io_uring"
    TRIPWIRE = "tripwire"
    CORE_DUMPS = "core_dumps"
    MEMORY = "memory"
    NEW_FILES = "new_files"


class Standing(StrEnum):
    """Whether a line holds here."""

    HOLDS = "holds"
    DOES_NOT_HOLD = "does_not_hold"
    NOT_ON_THIS_SYSTEM = "not_on_this_system"
    """This system offers no such protection, or none that PeerDesk knows how to measure."""


@dataclass(frozen=True, slots=True)
class Protection:
    """One line as measured; `cause` says why it does not hold, where that is known."""

    line: Line
    standing: Standing
    cause: network_filter.FilterState | None = None


def measured() -> tuple[Protection, ...]:
    """Try each protection on this process now, one `Protection` for each `Line`, in its order."""
    return (
        _network(),
        _on_linux(Line.IO_URING, _io_uring_is_refused),
        Protection(Line.TRIPWIRE, _standing(holds=tripwire.is_laid())),
        _core_dumps(),
        _on_linux(Line.MEMORY, _memory_is_private),
        _new_files(),
    )


def _standing(*, holds: bool) -> Standing:
    return Standing.HOLDS if holds else Standing.DOES_NOT_HOLD
