"""Importing and taking back in jobs, and the line that shows how far they are."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from peerdesk.desk.bulk_erasure import desk_for_a_job
from peerdesk.desk.importing import ImportReport, ImportUndo, import_people, take_back
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.errors import PeerDeskError
from peerdesk.ui.dialogs.erase_records.progress import WorkLine
from peerdesk.vault.cipher import translating

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from peerdesk.desk.changes import Change
    from peerdesk.desk.desk import Desk
    from peerdesk.desk.directory import ReadNames
    from peerdesk.domain.importing import Proposal
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.vault.open_vault import OpenVault

T = TypeVar("T")
BROKEN_OFF = "broken-off"


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a long change gave, and what the window is still to be told of: its changes, and
    everybody's names after them."""

    answer: T
    changes: tuple[Change, ...]
    names: ReadNames


def importing(
    vault: OpenVault, rows: tuple[Proposal, ...], group_id: int | None
) -> Callable[[Task], Done[ImportReport]]:
    """Work for a job, which raises as `import_people`."""

    def work(task: Task) -> Done[ImportReport]:
        with translating(), _desk_for(vault, task) as (desk, changes):
            report = import_people(desk, rows, group_id, share=task.share, cancelled=task.cancelled)
            return Done(report, tuple(changes), desk.directory.as_read())

    return work


def taking_back(vault: OpenVault, undo: ImportUndo) -> Callable[[Task], Done[int]]:
    """Work for a job, which raises as `take_back`."""

    def work(task: Task) -> Done[int]:
        with translating(), _desk_for(vault, task) as (desk, changes):
            stay = take_back(desk, undo, share=task.share, cancelled=task.cancelled)
            return Done(stay, tuple(changes), desk.directory.as_read())

    return work


def _desk_for(vault: OpenVault, task: Task) -> AbstractContextManager[tuple[Desk, list[Change]]]:
    return desk_for_a_job(vault, task.cancelled, DeskTrouble.IMPORT_STOPPED)


def _telling_of_faults(work: Callable[[Task], T], task: Task) -> T:
    """Say as a stage that it was broken off, before the fault itself arrives: a job has no answer
    for that, and its window would wait for one."""
    with ExitStack() as at_a_fault:
        at_a_fault.callback(task.progress, BROKEN_OFF)
        try:
            done = work(task)
        except PeerDeskError:
            at_a_fault.pop_all()
            raise
        at_a_fault.pop_all()
        return done


class LongChange(WorkLine):
    """Runs one long change of the vault at a time, shows how far it is, and lets it be stopped."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(self.stop)
        self._context = context
        self._task: Task | None = None
        self.hide()
        context.jobs.ending.connect(self.stop)

    @property
    def runs(self) -> bool:
        """Whether it has not ended yet."""
        return self._task is not None

    def run(
        self,
        work: Callable[[Task], Done[T]],
        said: str,
        then: Callable[[T], None],
        explain: Callable[[PeerDeskError], None],
        broken_off: Callable[[], None],
    ) -> None:
        """Start it, once what was typed elsewhere is saved: it would have to wait.

        `broken_off` follows a fault of PeerDesk's own, which is said by whoever says all of them.
        """
        self._context.wishes.keep_typed.emit()
        self.begin(said, self.tr("Stop"))
        self.show()
        job = self._context.jobs.run(partial(_telling_of_faults, work)).then(
            partial(self._on_done, then)
        )
        job.otherwise(partial(self._on_failed, explain)).sharing(self.share)
        job.reporting(partial(self._on_broken_off, broken_off))
        self._task = job.task

    def stop(self) -> None:
        """Ask it to end with nothing changed."""
        if self._task is not None:
            self._task.cancel()

    def _on_done(self, then: Callable[[T], None], done: Done[T]) -> None:
        self._end()
        desk = self._context.desk
        desk.directory.take_over(done.names)
        for change in done.changes:
            desk.tell(change)
        then(done.answer)

    def _on_failed(self, explain: Callable[[PeerDeskError], None], error: PeerDeskError) -> None:
        self._end()
        explain(error)

    def _on_broken_off(self, broken_off: Callable[[], None], _stage: str) -> None:
        self._end()
        broken_off()

    def _end(self) -> None:
        self._task = None
        self.hide()
