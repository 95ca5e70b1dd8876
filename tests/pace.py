"""Figures of time that hold on any machine: the limit is as stated, the yardstick is the machine's.

A limit is stated for the machine that `YARDSTICK_SECONDS` was measured on, while it was quiet.
Elsewhere the same work takes longer, and neighbours of a shared machine take a part of each core's
speed even while their share of its time is not counted. Two things keep that out of a figure and
leave a real stall in it:

- A *yardstick*, fixed work of the same kind, is timed right before and right after whatever is
  measured. The slower of the two, compared with `YARDSTICK_SECONDS`, says how much slower this
  machine is just now (`slowness`, never less than 1), and the limit is multiplied by that.
- What is over its limit is measured again, up to `ROUNDS` times in all, and the least counts. Of
  a round of several steps, that is the least of each step, and the worst step is held to the
  limit: a real stall comes back at the same step of every round, a disturbance does not.

Only the time of this thread's own work is counted, not what it waits for. What was in memory before
(hundreds of tests leave more there than a program has) is kept out of the garbage collection
meanwhile, as PeerDesk keeps what it has loaded out of it (`ui/program.py`).

No limit is changed by any of this: no figure is judged more kindly than by what the same machine
needs for the yardstick at the same moment. `test_pace.py` proves that work of twice the limit is
found.
"""

import gc
import json
import re
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

YARDSTICK_SECONDS = 0.0019
"""The yardstick on the machine that the limits are stated for, quiet: the middle of many looks."""
ROUNDS = 5
LOOKS = 3
"""How often the yardstick is taken at a time; its least counts, so that only what lasts does."""

_NUMBER = re.compile(r"\d+")


def yardstick() -> float:
    """Seconds that this thread works on what takes `YARDSTICK_SECONDS` on a quiet machine.

    Half of it is Python's own work with small objects, half of it that of its C libraries, as in
    what PeerDesk does: parsing, text, rows of a database, calls of Qt.
    """
    began = time.thread_time()
    table: dict[str, tuple[int, str]] = {}
    for number in range(1_500):
        name, _, value = f"key {number} = {number * 7}".partition(" = ")
        table[name] = (int(value), value.rjust(8))
    text = json.dumps(sorted(table.items(), key=lambda entry: entry[1][1]))
    zlib.crc32(_NUMBER.sub("0", text).encode())
    json.loads(text)
    return time.thread_time() - began


def slowness() -> float:
    """How many times slower than the machine of the limits this one is now; never less than 1."""
    return max(1.0, min(yardstick() for _ in range(LOOKS)) / YARDSTICK_SECONDS)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was measured once, and how slow the machine was beside it."""

    seconds: float
    slowness: float

    @property
    def stated(self) -> float:
        """The seconds that it would have taken where the limits are stated for."""
        return self.seconds / self.slowness

    def beside(self, limit: float) -> str:
        """What a failure says: the measured value, the yardstick and the limit."""
        return (
            f"{1000 * self.seconds:.1f} ms, while the yardstick took {self.slowness:.2f} times its "
            f"{1000 * YARDSTICK_SECONDS:.1f} ms; so the limit of {1000 * limit:.1f} ms was "
            f"{1000 * limit * self.slowness:.1f} ms"
        )


class TooSlowError(AssertionError):
    """Something was over its limit in every round."""


class Clock:
    """Times the steps of one round; the yardstick after a step is the one before the next."""

    def __init__(self) -> None:
        self.readings: dict[str, Reading] = {}
        self._slowness = slowness()

    def __call__(self, step: str, work: Callable[[], object]) -> None:
        """Time `work` as the step of that name, by which it is known again in the next round."""

        def measured() -> float:
            began = time.thread_time()
            work()
            return time.thread_time() - began

        self.read(step, measured)

    def read(self, step: str, measure: Callable[[], float]) -> None:
        """Take for a step the seconds of work that `measure` itself gives."""
        assert step not in self.readings, f"two steps are called {step}"
        before = self._slowness
        seconds = measure()
        self._slowness = slowness()
        self.readings[step] = Reading(seconds, max(before, self._slowness))


@contextmanager
def _only_own_garbage() -> Iterator[None]:
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def steps_within(limit: float, go: Callable[[Clock], object], *, rounds: int = ROUNDS) -> Reading:
    """Each step that `go` gives to its clock works for less than `limit` seconds, or TooSlowError.

    `go` makes the same steps in each round; what it does between them is not measured. Rounds end
    with the first after which no step is left over the limit. Gives the worst step's reading.
    """
    least: dict[str, Reading] = {}
    with _only_own_garbage():
        for _ in range(rounds):
            clock = Clock()
            go(clock)
            assert clock.readings, "nothing was measured"
            for step, reading in clock.readings.items():
                least[step] = min(reading, least.get(step, reading), key=lambda each: each.stated)
            worst = max(least, key=lambda step: least[step].stated)
            if least[worst].stated < limit:
                return least[worst]
    said = f"{worst}: " if worst else ""
    raise TooSlowError(f"{said}{least[worst].beside(limit)} (least of {rounds} rounds)")


def within(limit: float, work: Callable[[], object], *, rounds: int = ROUNDS) -> Reading:
    """`work` takes less than `limit` seconds of this thread, or TooSlowError. Gives its reading."""
    return steps_within(limit, lambda clock: clock("", work), rounds=rounds)


def ratio_within(
    limit: float, work: Callable[[], float], plain: Callable[[], float], *, rounds: int = ROUNDS
) -> None:
    """`work` takes less than `limit` times what `plain` takes; else TooSlowError.

    Both give their seconds and take turns, and the least of each counts: what is measured beside
    the work, and is like it, is the best yardstick for it.
    """
    taken: list[float] = []
    plainly: list[float] = []
    with _only_own_garbage():
        for _ in range(rounds):
            plainly.append(plain())
            taken.append(work())
            if min(taken) < limit * min(plainly):
                return
    raise TooSlowError(
        f"{min(taken):.3f} s is {min(taken) / min(plainly):.2f} times {min(plainly):.3f} s, and "
        f"the limit is {limit:.2f} times (least of {rounds} rounds each)"
    )
