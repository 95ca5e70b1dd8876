"""The time, handed in, so that a test can move it."""

import sys
import time
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Protocol

from peerdesk.domain.timers import Ticks

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_COUNTS = {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC"}
"""The clock of each system that sleep does not stop."""


class Clock(Protocol):
    """The clock on the wall, and the count that goes on whatever that is set to."""

    def now(self) -> datetime:
        """The local wall-clock time, without a zone: a meeting is where its room is."""
        ...

    def ticks(self) -> Ticks:
        """Seconds since the computer was started, also those that it slept."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """This moment, to the second."""
        return datetime.now().replace(microsecond=0)  # noqa: DTZ005 - local on purpose

    def ticks(self) -> Ticks:
        """What the system counts.

        On Windows `monotonic` goes on through sleep; on a Mac only the clock of POSIX does. Neither
        has a name for the start that it counts from.
        """
        counted = _COUNTS.get(sys.platform)
        if counted is None:
            return Ticks("", time.monotonic())
        return Ticks(_boot(), time.clock_gettime(getattr(time, counted)))


@cache
def _boot() -> str:
    """What Linux calls this start of the computer; nothing elsewhere."""
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""
