"""What figures are made of: an open vault with its windows, and how long the work in it takes.

Counted is the time in which the window's own thread works, because a busy machine is slow for
everybody; the time by the clock stands beside it.
"""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from peerdesk.app import open_desk
from peerdesk.desk.desk import Desk
from peerdesk.settings import SettingsStore
from peerdesk.ui import theme
from peerdesk.ui.jobs import Jobs
from peerdesk.ui.pages.listed import PAGES
from peerdesk.ui.pages.page import Page, PageContext, Wishes
from peerdesk.ui.shell import Shell
from peerdesk.ui.slices import all_is_shown
from peerdesk.vault.files import VaultFolder

WINDOW = QSize(1280, 720)
T = TypeVar("T")
TURNS = 10
STALL = 50.0
"""Milliseconds after which somebody notices that a window does not answer."""
TYPING = 16.0
"""Milliseconds of a frame at 60 Hz: typing never feels slow below."""
PERCENT = 95


@dataclass(frozen=True, slots=True)
class Sample:
    """Milliseconds that something took: of this thread's work, and by the clock."""

    work: float
    clock: float


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured, often enough to tell; its limit is in milliseconds, or none is set."""

    name: str
    samples: tuple[Sample, ...]
    limit: float | None = None

    @property
    def work(self) -> float:
        """Milliseconds of work at the 95th percentile; of few samples that is the longest."""
        return percentile([sample.work for sample in self.samples])

    @property
    def clock(self) -> float:
        """The same by the clock."""
        return percentile([sample.clock for sample in self.samples])

    @property
    def holds(self) -> bool:
        return self.limit is None or self.work <= self.limit

    def line(self) -> str:
        limit = "" if self.limit is None else f"{self.limit:.0f}"
        numbers = f"{self.work:8.1f} {self.clock:8.1f} {limit:>6}{len(self.samples):5}"
        return f"  {self.name:46} {numbers}{'' if self.holds else '  OVER'}"


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as long one thing takes as another one that was measured beside it."""

    name: str
    times: float
    limit: float

    @property
    def holds(self) -> bool:
        return self.times <= self.limit

    def line(self) -> str:
        mark = "" if self.holds else "  OVER"
        return f"  {self.name:46} {self.times:8.2f} {'':8} {self.limit:6.1f}     {mark}"


Row = Figure | Ratio
"""What a module of figures gives."""

HEAD = f"  {'milliseconds at the 95th percentile':46} {'work':>8} {'clock':>8} {'limit':>6}{'n':>5}"


def percentile(values: list[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * PERCENT // 100)]


def median(samples: Sequence[Sample]) -> Sample:
    """The middle one by its work, which a busy machine disturbs least."""
    return sorted(samples, key=lambda each: each.work)[len(samples) // 2]


def sample(work: Callable[..., object], *arguments: object) -> Sample:
    """How long `work` takes with these arguments."""
    begun, began = time.thread_time(), time.perf_counter()
    work(*arguments)
    return Sample(1000 * (time.thread_time() - begun), 1000 * (time.perf_counter() - began))


def _by_work(taken: Sample) -> float:
    return taken.work


def typed(*words: str) -> list[str]:
    """What stands in a field after each key, as somebody types one word after the other."""
    return [word[: length + 1] for word in words for length in range(len(word))]


@dataclass(frozen=True, slots=True)
class Bench:
    """An open vault and its window, which nobody sees."""

    desk: Desk
    shell: Shell
    jobs: Jobs
    application: QApplication = field(repr=False)
    quick: bool = False
    """Take every figure, but few samples of each."""

    @property
    def turns(self) -> range:
        """How often what is always the same is done."""
        return range(1 if self.quick else TURNS)

    def some(self, various: Sequence[T]) -> Sequence[T]:
        """What is done with each of these, or with few of them."""
        return various[:: len(various) // 2] if self.quick else various

    def page(self, name: str) -> Page:
        """Show a page, ready for whatever is done on it."""
        self.shell.show_page(name)
        self.settle()
        page = self.shell.page
        assert page is not None
        return page

    def settle(self) -> None:
        """Until nothing is under way."""
        self.application.processEvents()
        while self.jobs.busy or not self._has_shown_all():
            self.application.processEvents()

    def react(self, work: Callable[..., object], *arguments: object) -> Sample:
        """The longest that the window is busy at a time, until all that `work` shows is there."""
        longest = sample(self._shown, work, arguments)
        while not self._has_shown_all():
            longest = max(longest, sample(self.application.processEvents), key=_by_work)
        self.settle()
        return longest

    def stall(self, work: Callable[..., object], *arguments: object) -> Sample:
        """The longest that the window is busy at a time, from `work` until all jobs have ended."""
        longest = sample(self._shown, work, arguments)
        while self.jobs.busy or not self._has_shown_all():
            # Not in a list: a job of half a minute would fill the memory with samples.
            longest = max(longest, sample(self.application.processEvents), key=_by_work)
        return longest

    def _has_shown_all(self) -> bool:
        return all(map(all_is_shown, self.application.topLevelWidgets()))

    def _shown(self, work: Callable[..., object], arguments: tuple[object, ...]) -> None:
        work(*arguments)
        self.application.processEvents()


@contextmanager
def opened(root: Path, passphrase: str, place: Path, *, quick: bool = False) -> Iterator[Bench]:
    """Open the vault in `root` with its window; settings go to the folder `place`."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication([])
    theme.apply(application, "light")
    desk = open_desk(VaultFolder(root), passphrase)
    jobs = Jobs(application)
    settings = SettingsStore(place / "settings.json")
    shell = Shell(PageContext(desk, settings, jobs, Wishes()), PAGES)
    shell.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    shell.resize(WINDOW)
    shell.show()
    # As it is some seconds after the unlock; `figures_of_first_looks` has what comes before.
    shell.show_page(PAGES[0].name)
    shell.ahead.begin()
    while shell.ahead.goes_on:
        application.processEvents()
    # As the program does, which looks for no garbage in what stays until the lock.
    gc.collect()
    gc.freeze()
    try:
        yield Bench(desk, shell, jobs, application, quick)
    finally:
        gc.unfreeze()
        jobs.wait()
        shell.put_away()
        desk.close()
