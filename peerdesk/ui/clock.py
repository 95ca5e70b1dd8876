"""The time, handed in, so that a test can move it."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Gives the local wall-clock time, without a zone: a meeting is where its room is."""

    def now(self) -> datetime:
        """This moment."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """This moment, to the second."""
        return datetime.now().replace(microsecond=0)  # noqa: DTZ005 - local on purpose
