"""What this machine really enforces on this process: measured each time, never remembered."""

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from peerdesk.safety import filtering, hardening, native, tripwire
from peerdesk.safety.filtering import FilterState
from peerdesk.safety.hardening import PRIVATE_UMASK

# AF_INET, AF_INET6 and AF_NETLINK by the numbers of Linux; then one that no kernel has, which only
# a filter that lists what is allowed refuses in this way.
REFUSED_FAMILIES: Final = (2, 10, 16, filtering.FAMILY_THAT_IS_NONE)

NETWORK_MODULES: Final = frozenset({"_socket", "_ssl", "socket", "ssl", "PySide6.QtNetwork"})
NETWORK_LIBRARIES: Final = ("libQt6Network", "libQt6WebSockets", "libssl", "libcurl", "_ssl.")


class Line(StrEnum):
    """The lines of *Help > Privacy check*; the words are in `peerdesk.ui.messages`."""

    NETWORK = "network"
    IO_URING = "io_uring"
    TRIPWIRE = "tripwire"
    LIBRARIES = "libraries"
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
    cause: FilterState | None = None


def measured() -> tuple[Protection, ...]:
    """Try each protection on this process now: one `Protection` for each `Line`, in its order."""
    return (
        _network(),
        _on_linux(Line.IO_URING, io_uring_is_refused),
        Protection(Line.TRIPWIRE, _standing(holds=tripwire.is_laid())),
        Protection(Line.LIBRARIES, _standing(holds=no_network_library_is_loaded())),
        _on_posix(Line.CORE_DUMPS, core_dumps_are_off),
        _on_linux(Line.MEMORY, memory_is_private),
        _on_posix(Line.NEW_FILES, new_files_are_private),
    )


def every_network_family_is_refused() -> bool:
    """Try to make a socket of each family that matters; Linux only."""
    return all(native.socket_error(family) == errno.EACCES for family in REFUSED_FAMILIES)


def io_uring_is_refused() -> bool:
    """Try to make a ring, by which a program could open sockets past a filter; Linux only."""
    return native.is_refusal(native.io_uring_error())


def no_network_library_is_loaded() -> bool:
    """Whether neither Python's nor Qt's parts for the network are in this process."""
    if NETWORK_MODULES & set(sys.modules):
        return False
    if not native.IS_LINUX:
        return True
    with open("/proc/self/maps", encoding="utf-8") as maps:  # noqa: PTH123 - nothing else is loaded for it
        names = {line.rpartition("/")[2].strip() for line in maps if "/" in line}
    return not any(name.startswith(NETWORK_LIBRARIES) for name in names)


def memory_is_private() -> bool:
    """Whether other processes of the same user are kept from reading this one's memory."""
    return native.process_control(native.PR_GET_DUMPABLE) == 0


def core_dumps_are_off() -> bool:
    """Whether a crash leaves no file; a dump piped to a handler asks for privacy of memory too."""
    no_file = hardening.core_dump_limit() == (0, 0)
    return no_file and (memory_is_private() if native.IS_LINUX else True)


def new_files_are_private() -> bool:
    """Make a file in the way a careless library would, and look who may read it."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "new")  # noqa: PTH118 - as a careless library would
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o666))
        return stat.S_IMODE(os.stat(path).st_mode) & PRIVATE_UMASK == 0  # noqa: PTH116 - so too


def _network() -> Protection:
    found = _on_linux(Line.NETWORK, every_network_family_is_refused)
    is_missing = found.standing is Standing.DOES_NOT_HOLD and filtering.library() is None
    return replace(found, cause=FilterState.LIBRARY_MISSING) if is_missing else found


def _on_linux(line: Line, holds: Callable[[], bool]) -> Protection:
    if not native.IS_LINUX:
        return Protection(line, Standing.NOT_ON_THIS_SYSTEM)
    return Protection(line, _standing(holds=holds()))


def _on_posix(line: Line, holds: Callable[[], bool]) -> Protection:
    if os.name != "posix":
        return Protection(line, Standing.NOT_ON_THIS_SYSTEM)
    return Protection(line, _standing(holds=holds()))


def _standing(*, holds: bool) -> Standing:
    return Standing.HOLDS if holds else Standing.DOES_NOT_HOLD
