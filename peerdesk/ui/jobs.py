"""Background work, one sentence for each job.

`jobs.run(work).then(show).otherwise(explain)`: `work` runs on a pool thread and is given a `Task`
to report progress to and to ask whether it was cancelled; `show` and `explain` run on the GUI
thread. Nothing else in PeerDesk starts a thread.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from peerdesk.errors import PeerDeskError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

T = TypeVar("T")


class Task:
    """A job as its own work sees it."""

    def __init__(self, report: Callable[[str], None]) -> None:
        self._report = report
        self._stop = threading.Event()

    def progress(self, stage: str) -> None:
        """Say which stage has begun; a short code, put into words by whoever shows it."""
        self._report(stage)

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Whether to stop, leaving everything as it was."""
        return self._stop.is_set()


class _Signals(QObject):
    progressed = Signal(str)
    succeeded = Signal(object)
    failed = Signal(object)


class _Runner(QRunnable):
    def __init__(self, work: Callable[[Task], Any], task: Task, signals: _Signals) -> None:
        super().__init__()
        self._work, self._task, self._signals = work, task, signals

    def run(self) -> None:
        try:
            result = self._work(self._task)
        except Exception as error:  # noqa: BLE001 - one of the two places: a job must end with an answer
            self._signals.failed.emit(error)
        else:
            self._signals.succeeded.emit(result)


class Job(QObject, Generic[T]):
    """One piece of background work and what follows from it."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self._jobs = jobs
        self._signals = _Signals()
        self.task = Task(self._signals.progressed.emit)
        self._then: Callable[[T], None] | None = None
        self._otherwise: Callable[[PeerDeskError], None] | None = None
        self._progress: Callable[[str], None] | None = None
        from PySide6.QtCore import Qt  # noqa: PLC0415 - 22 ms that the unlock prompt does not have

        queued = Qt.ConnectionType.QueuedConnection
        self._signals.progressed.connect(self._on_progress, queued)
        self._signals.succeeded.connect(self._on_success, queued)
        self._signals.failed.connect(self._on_failure, queued)

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

    @Slot(str)
    def _on_progress(self, stage: str) -> None:
        if self._progress is not None:
            self._progress(stage)

    @Slot(object)
    def _on_success(self, result: T) -> None:
        self._jobs.finished(self)
        if self._then is not None:
            self._then(result)

    @Slot(object)
    def _on_failure(self, error: Exception) -> None:
        self._jobs.finished(self)
        if isinstance(error, PeerDeskError) and self._otherwise is not None:
            self._otherwise(error)
            return
        raise error


class Jobs(QObject):
    """Everything that runs in the background, so that a lock can end it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._running: list[Job[Any]] = []

    def run(self, work: Callable[[Task], T]) -> Job[T]:
        """Start `work` on a pool thread."""
        job: Job[T] = Job(self)
        self._running.append(job)
        self._pool.start(_Runner(work, job.task, job._signals))  # noqa: SLF001 - the two are one thing in two threads
        return job

    def finished(self, job: Job[Any]) -> None:
        """Forget a job that has ended."""
        self._running.remove(job)
        job.deleteLater()

    @property
    def busy(self) -> bool:
        """Whether any work is under way."""
        return bool(self._running)

    def wait(self) -> None:
        """Wait until the pool has nothing left to do; what follows comes with the next events."""
        self._pool.waitForDone()

    def stop(self, milliseconds: int) -> bool:
        """Cancel everything and wait; whether all of it ended in time."""
        for job in self._running:
            job.task.cancel()
        return self._pool.waitForDone(milliseconds)
