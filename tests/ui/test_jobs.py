"""Background work: it answers on the thread of the window, once, whatever happens."""

import gc
import threading
import weakref

import pytest
from patience import PATIENCE_SECONDS, wait_until
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from peerdesk.desk.troubles import DeskTrouble
from peerdesk.errors import PeerDeskError, UserError
from peerdesk.ui.jobs import MUCH, Jobs, Task
from peerdesk.ui.latest import Latest


class Answers:
    """What came back, and on which thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[PeerDeskError] = []
        self.stages: list[str] = []
        self.threads: set[int] = set()

    def show(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(threading.get_ident())

    def explain(self, error: PeerDeskError) -> None:
        self.errors.append(error)
        self.threads.add(threading.get_ident())

    def report(self, stage: str) -> None:
        self.stages.append(stage)
        self.threads.add(threading.get_ident())


@pytest.fixture
def jobs(qtbot: QtBot) -> Jobs:
    return Jobs()


@pytest.fixture
def answers() -> Answers:
    return Answers()


def until_cancelled(task: Task) -> str:
    task.progress("waiting")
    wait_until(task.cancelled, lambda: "to be stopped")
    return "stopped"


def refuse(_task: Task) -> None:
    raise UserError(DeskTrouble.NAME_MISSING)


def stumble(_task: Task) -> None:
    raise ZeroDivisionError


def test_work_runs_elsewhere_and_answers_here(qtbot: QtBot, jobs: Jobs, answers: Answers) -> None:
    def work(task: Task) -> int:
        task.progress("first")
        task.progress("second")
        return threading.get_ident()

    jobs.run(work).then(answers.show).otherwise(answers.explain).reporting(answers.report)
    assert jobs.busy
    qtbot.waitUntil(lambda: bool(answers.results))
    assert answers.results != [threading.get_ident()]
    assert answers.threads == {threading.get_ident()}
    assert answers.stages == ["first", "second"]
    assert answers.errors == []
    assert not jobs.busy


def test_a_failure_with_a_message_is_explained(qtbot: QtBot, jobs: Jobs, answers: Answers) -> None:
    jobs.run(refuse).then(answers.show).otherwise(answers.explain)
    qtbot.waitUntil(lambda: bool(answers.errors))
    assert answers.errors[0].code is DeskTrouble.NAME_MISSING
    assert answers.results == []
    assert not jobs.busy


def test_a_bug_goes_on_to_the_last_resort(qtbot: QtBot, jobs: Jobs, answers: Answers) -> None:
    with qtbot.captureExceptions() as caught:
        jobs.run(stumble).then(answers.show).otherwise(answers.explain)
        qtbot.waitUntil(lambda: not jobs.busy)
    assert [kind for kind, _error, _traceback in caught] == [ZeroDivisionError]
    assert (answers.results, answers.errors) == ([], [])


def test_a_failure_that_nobody_explains_is_not_lost(qtbot: QtBot, jobs: Jobs) -> None:
    with qtbot.captureExceptions() as caught:
        jobs.run(refuse)
        qtbot.waitUntil(lambda: not jobs.busy)
    assert [kind for kind, _error, _traceback in caught] == [UserError]


def test_work_that_asks_can_be_cancelled(qtbot: QtBot, jobs: Jobs, answers: Answers) -> None:
    job = jobs.run(until_cancelled).then(answers.show).reporting(answers.report)
    qtbot.waitUntil(lambda: bool(answers.stages))
    job.task.cancel()
    qtbot.waitUntil(lambda: bool(answers.results))
    assert answers.results == ["stopped"]


def test_stopping_cancels_everything_and_waits(qtbot: QtBot, jobs: Jobs, answers: Answers) -> None:
    for _ in range(3):
        jobs.run(until_cancelled).then(answers.show)
    assert jobs.stop(1000 * PATIENCE_SECONDS)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert answers.results == ["stopped"] * 3


def test_stopping_does_not_wait_for_ever(qtbot: QtBot, jobs: Jobs) -> None:
    gate = threading.Event()

    def deaf(_task: Task) -> None:
        gate.wait(PATIENCE_SECONDS)

    jobs.run(deaf)
    assert not jobs.stop(50)
    gate.set()
    jobs.wait()
    qtbot.waitUntil(lambda: not jobs.busy)


def test_only_the_newest_request_is_answered(qtbot: QtBot, jobs: Jobs, answers: Answers) -> None:
    latest: Latest[str] = Latest(jobs)
    latest.run(until_cancelled, answers.show, answers.explain)
    latest.run(lambda _task: "newest", answers.show, answers.explain)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert answers.results == ["newest"]
    assert not latest.busy


def test_a_dropped_request_is_cancelled_and_not_answered(
    qtbot: QtBot, jobs: Jobs, answers: Answers
) -> None:
    latest: Latest[str] = Latest(jobs)
    latest.run(until_cancelled, answers.show, answers.explain)
    latest.drop()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert answers.results == []


class Ringed(QTimer):
    """In a ring of references, so that only a collection of garbage takes it away."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def test_no_object_of_qt_is_ever_taken_away_on_a_thread_of_the_pool(
    qtbot: QtBot, jobs: Jobs, answers: Answers
) -> None:
    gone: set[int] = set()
    ready, done = threading.Event(), threading.Event()

    def make_garbage(_task: Task) -> str:
        ready.wait(20)
        kept = [[number] for number in range(50_000)]
        done.wait(20)
        return str(len(kept))

    assert gc.isenabled()
    jobs.run(make_garbage).then(answers.show)
    for _ in range(50):
        ring = Ringed()
        weakref.finalize(ring, lambda: gone.add(threading.get_ident()))
    del ring
    ready.set()
    qtbot.waitUntil(lambda: bool(gone))
    done.set()
    qtbot.waitUntil(lambda: answers.results == ["50000"])
    assert gone == {threading.get_ident()}, "the window's own thread collects, also meanwhile"
    assert gc.isenabled()


class Found:
    """One of what a job gives."""


@pytest.mark.parametrize("number", [10, 2 * MUCH])
def test_garbage_is_not_looked_for_in_very_much_that_a_job_gave(
    qtbot: QtBot, jobs: Jobs, answers: Answers, number: int
) -> None:
    frozen = gc.get_freeze_count()
    try:
        jobs.run(lambda _task: [Found() for _ in range(number)]).then(answers.show)
        qtbot.waitUntil(lambda: bool(answers.results))
        is_kept_out = gc.get_freeze_count() > frozen + MUCH
        first = weakref.ref(answers.results[0][0])  # type: ignore[index]
        answers.results.clear()
        is_gone = first() is None
    finally:
        gc.unfreeze()
    assert is_kept_out == (number > MUCH)
    assert is_gone, "although no garbage was looked for"
