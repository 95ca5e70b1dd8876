"""Background work, one sentence for each job.

`jobs.run(work).then(show).otherwise(explain)`: `work` runs on a pool thread and is given a `Task`
to report progress to and to ask whether it was cancelled; `show` and `explain` run on the GUI
thread. Nothing else in PeerDesk starts a thread.
"""

from __future__ import annotations

import gc
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal, Slot

from peerdesk.errors import PeerDeskError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

T = TypeVar("T")
HAND_OVER_SECONDS = 0.0005
"""After which a job that calculates lets the window go on. With Python's own 5 ms, a save of sixty
statements, each of which lets go of the interpreter, took up to 170 ms beside a job."""
COLLECT_MILLISECONDS = 20
"""How often the window's thread looks for garbage while a job runs."""
MUCH = 50_000
"""Objects that jobs made and left; to look for garbage in so many takes 15 ms."""


class Task:
    """A job as its own work sees it."""

    def __init__(
        self, report: Callable[[str], None], report_share: Callable[[float], None]
    ) -> None:
        self._report = report
        self._report_share = report_share
        self._stop = threading.Event()

    def progress(self, stage: str) -> None:
        """Say which stage has begun; a short code, put into words by whoever shows it."""
        self._report(stage)

    def share(self, done: float) -> None:
        """Say how much of the whole is done, from 0 to 1, where that is known."""
        self._report_share(done)

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Whether to stop, leaving everything as it was."""
        return self._stop.is_set()


class _Mailbox(QObject):
    """Where threads leave what they have to say. Each message names its job by number.

    There is one for all jobs, and it lives as long as they do: an object of Qt that the pool's
    thread were the last to hold would be destroyed on that thread, which crashes.
    """

    progressed = Signal(int, str)
    shared = Signal(int, float)
    succeeded = Signal(int, object)
    failed = Signal(int, object)


class _Runner(QRunnable):
    def __init__(
        self, work: Callable[[Task], Any], task: Task, number: int, mailbox: _Mailbox
    ) -> None:
        super().__init__()
        self._work, self._task = work, task
        self._number, self._mailbox = number, mailbox

    def run(self) -> None:
        try:
            result = self._work(self._task)
        except Exception as error:  # noqa: BLE001 - one of the two places: a job must end with an answer
            self._mailbox.failed.emit(self._number, error)
        else:
            self._mailbox.succeeded.emit(self._number, result)


class Job(Generic[T]):
    """One piece of background work and what follows from it."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self._then: Callable[[T], None] | None = None
        self._otherwise: Callable[[PeerDeskError], None] | None = None
        self._progress: Callable[[str], None] | None = None
        self._share: Callable[[float], None] | None = None

    def then(self, show: Callable[[T], None]) -> Job[T]:
        """Call `show` with the result, on the GUI thread."""
        self._then = show
        return self

    def otherwise(self, explain: Callable[[PeerDeskError], None]) -> Job[T]:
        """Call `explain` with a failure that has a message; a bug goes to the last-resort hook."""
        self._otherwise = explain
        return self

    def reporting(self, progress: Callable[[str], None]) -> Job[T]:
        """Call `progress` with each stage, on the GUI thread."""
        self._progress = progress
        return self

    def sharing(self, share: Callable[[float], None]) -> Job[T]:
        """Call `share` with how much of the whole is done, on the GUI thread."""
        self._share = share
        return self

    def tell_share(self, done: float) -> None:
        """Pass a share on."""
        if self._share is not None:
            self._share(done)

    def tell_progress(self, stage: str) -> None:
        """Pass a stage on."""
        if self._progress is not None:
            self._progress(stage)

    def succeed(self, result: T) -> None:
        """Pass the result on."""
        if self._then is not None:
            self._then(result)

    def fail(self, error: Exception) -> None:
        """Pass a failure on, or raise it where nobody explains it."""
        if isinstance(error, PeerDeskError) and self._otherwise is not None:
            self._otherwise(error)
            return
        raise error


class Jobs(QObject):
    """Everything that runs in the background, so that a lock can end it.

    `ending` comes before that, for whatever keeps something open that a job has opened, and `ended`
    after it, for whatever is to be kept of what a job did, since no job tells it any more.

    Garbage is collected on the window's thread alone: Python does so on whichever thread makes many
    objects, and a timer or a widget of Qt that is destroyed on another one crashes the program.

    Where a job gives very much, such as all records of a backup, none is looked for in that: in
    450,000 objects it took 130 ms, in one turn. They go, like most, when nobody refers to them any
    more; so whoever keeps them lets go, and does not wait until its window is found to be garbage.
    """

    ending = Signal()
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(HAND_OVER_SECONDS)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._running: dict[int, Job[Any]] = {}
        self._started = 0
        self._objects_before = 0
        self._mailbox = _Mailbox(self)
        # Sent on a thread of the pool, so Qt queues each message for the thread of this object.
        self._mailbox.progressed.connect(self._on_progress)
        self._mailbox.shared.connect(self._on_share)
        self._mailbox.succeeded.connect(self._on_success)
        self._mailbox.failed.connect(self._on_failure)
        self._collecting = QTimer(self)
        self._collecting.setInterval(COLLECT_MILLISECONDS)
        self._collecting.timeout.connect(_collect_what_is_young)

    def run(self, work: Callable[[Task], T]) -> Job[T]:
        """Start `work` on a pool thread."""
        self._started += 1
        number = self._started
        mailbox = self._mailbox
        task = Task(partial(mailbox.progressed.emit, number), partial(mailbox.shared.emit, number))
        job: Job[T] = Job(task)
        if not self._running:
            self._objects_before = len(gc.get_objects())
        self._running[number] = job
        gc.disable()
        self._collecting.start()
        self._pool.start(_Runner(work, job.task, number, self._mailbox))
        return job

    @Slot(int, str)
    def _on_progress(self, number: int, stage: str) -> None:
        self._running[number].tell_progress(stage)

    @Slot(int, float)
    def _on_share(self, number: int, done: float) -> None:
        self._running[number].tell_share(done)

    @Slot(int, object)
    def _on_success(self, number: int, result: object) -> None:
        self._ended(number).succeed(result)

    @Slot(int, object)
    def _on_failure(self, number: int, error: Exception) -> None:
        self._ended(number).fail(error)

    def _ended(self, number: int) -> Job[Any]:
        job = self._running.pop(number)
        if not self._running:
            self._pool.waitForDone()  # the thread has told its answer and is about to end
            self._collecting.stop()
            if len(gc.get_objects()) - self._objects_before > MUCH:
                gc.freeze()
            gc.enable()
        return job

    @property
    def busy(self) -> bool:
        """Whether any work is under way."""
        return bool(self._running)

    def wait(self) -> None:
        """Wait until the pool has nothing left to do; what follows comes with the next events."""
        self._pool.waitForDone()

    def stop(self, milliseconds: int) -> bool:
        """Cancel everything and wait; whether all of it ended in time."""
        self.ending.emit()
        for job in self._running.values():
            job.task.cancel()
        all_ended = self._pool.waitForDone(milliseconds)
        self.ended.emit()
        return all_ended


def _collect_what_is_young() -> None:
    """What Python does by itself at other times, but for the oldest objects."""
    young, middle, _old = gc.get_count()
    most_young, most_middle, _most_old = gc.get_threshold()
    if middle > most_middle:
        gc.collect(1)
    elif young > most_young:
        gc.collect(0)
