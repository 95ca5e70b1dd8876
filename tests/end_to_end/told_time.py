"""The clock of an evening, which a test sets: faster, standing still, asleep, set back."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

HURRY = 900
"""Seconds of the evening for each second while nothing is done: the timers go on, seen or not."""


class ToldTime:
    """What `probe/told_clock.py` reads in the program, through `file`."""

    def __init__(self, file: Path, begins: datetime, speed: float) -> None:
        self.file = file
        self._speed = speed
        self._since, self._wall, self._ticks = time.time(), begins.timestamp(), 5_000.0
        self._tell()

    @property
    def now(self) -> datetime:
        """The clock on the wall of the evening, local."""
        return datetime.fromtimestamp(self._wall + self._passed())  # noqa: DTZ006 - local

    @property
    def ticks(self) -> float:
        """Seconds that passed in the evening, whatever the clock on the wall was set to."""
        return self._ticks + self._passed()

    def hurry(self, span: timedelta) -> None:
        """Let so much of the evening pass, with every timer going on."""
        before, until = self._speed, self.ticks + span.total_seconds()
        self._go(HURRY)
        time.sleep(max(0.0, until - self.ticks) / HURRY)
        self._go(before)

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Let no time pass meanwhile, so that what is shown can be read to the second."""
        before = self._speed
        self._go(0)
        yield
        self._go(before)

    def sleep(self, span: timedelta) -> None:
        """The lid was closed for so long: nothing ran, and the computer counted on."""
        self._settle()
        self._wall += span.total_seconds()
        self._ticks += span.total_seconds()
        self._tell()

    def set_wall(self, by: timedelta) -> None:
        """Somebody set the clock on the wall; what the computer counts is as before."""
        self._settle()
        self._wall += by.total_seconds()
        self._tell()

    def _go(self, speed: float) -> None:
        self._settle()
        self._speed = speed
        self._tell()

    def _settle(self) -> None:
        moment = time.time()
        passed = (moment - self._since) * self._speed
        self._wall += passed
        self._ticks += passed
        self._since = moment

    def _passed(self) -> float:
        return (time.time() - self._since) * self._speed

    def _tell(self) -> None:
        beside = self.file.with_suffix(".new")
        told = (self._since, self._wall, self._ticks, self._speed)
        beside.write_text(" ".join(repr(float(each)) for each in told), "ascii")
        beside.rename(self.file)
