"""Times that run: kept as moments, so that they go on while nobody looks, and after a crash.

All moments are UTC on a session's own `Timeline`, which no change of the computer's clock moves.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Ticks:
    """What the computer counts whatever its clock says: seconds since its start, sleep included.

    `boot` is one start of one computer, or empty where the system has no name for it.
    """

    boot: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Tells the moment by ticks: `zero_at` is when the count of `boot` was at 0."""

    boot: str
    zero_at: datetime

    @classmethod
    def beginning(cls, wall: datetime, ticks: Ticks) -> "Timeline":
        """One that agrees with the clock on the wall now, and is independent of it from now on."""
        return cls(ticks.boot, wall - timedelta(seconds=ticks.seconds))

    def moment(self, ticks: Ticks) -> datetime:
        """The moment, to the millisecond."""
        exact = self.zero_at + timedelta(seconds=ticks.seconds)
        return exact.replace(microsecond=exact.microsecond // 1000 * 1000)

    def taken_up(self, wall: datetime, ticks: Ticks, seen_at: datetime) -> "Timeline":
        """The same one, as long as the computer was not started anew.

        After another start only the clock on the wall is left to ask. Where that is behind
        `seen_at`, the last moment that is known to have passed, time goes on from there.
        """
        if self.boot and self.boot == ticks.boot:
            return self
        return Timeline.beginning(max(wall, seen_at), ticks)


@dataclass(frozen=True, slots=True)
class Timer:
    """So many seconds from a moment on. It may be held, and be given more; it never rings."""

    began_at: datetime
    seconds: int
    held_at: datetime | None = None

    def passed(self, at: datetime) -> float:
        """Seconds that have passed, those aside during which it was held; never below 0."""
        until = at if self.held_at is None else min(at, self.held_at)
        return max(0.0, (until - self.began_at).total_seconds())

    def left(self, at: datetime) -> float:
        """Seconds that are left; below 0 where it took longer."""
        return self.seconds - self.passed(at)

    def share(self, at: datetime) -> float:
        """How much of it has passed, from 0 to 1."""
        return min(1.0, self.passed(at) / self.seconds) if self.seconds else 1.0

    def ends_at(self, at: datetime) -> datetime:
        """When it will be over, if it is not held from `at` on."""
        return at + timedelta(seconds=self.left(at))

    @property
    def is_held(self) -> bool:
        """Whether it stands still."""
        return self.held_at is not None

    def held(self, at: datetime) -> "Timer":
        """The same one, standing still."""
        return self if self.is_held else replace(self, held_at=max(at, self.began_at))

    def going_on(self, at: datetime) -> "Timer":
        """The same one, going on after it was held."""
        if self.held_at is None:
            return self
        rested = max(timedelta(0), at - self.held_at)
        return replace(self, began_at=self.began_at + rested, held_at=None)
