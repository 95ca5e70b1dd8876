"""Background work of which only the newest request matters."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.jobs import Job, Jobs, Task

T = TypeVar("T")
Answer = TypeVar("Answer")


class Latest(Generic[T]):
    """Runs one job after another and passes on the answer of the newest.

    An answer that comes after `drop`, or after a newer request, is thrown away: its window may be
    gone by then. Nothing is thrown away of what a job did, such as a sheet that a printer took.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._newest = 0
        self._job: Job[T] | None = None

    def run(
        self,
        work: Callable[[Task], T],
        show: Callable[[T], None],
        explain: Callable[[PeerDeskError], None],
        share: Callable[[float], None] | None = None,
    ) -> None:
        """Start `work`, and cancel what runs for an earlier one. `share` hears how far it is."""
        self.drop()
        number = self._newest
        self._job = (
            self._jobs.run(work)
            .then(partial(self._pass_on, number, show))
            .otherwise(partial(self._pass_on, number, explain))
        )
        if share is not None:
            self._job.sharing(partial(self._tell_share, number, share))

    def drop(self) -> None:
        """Want no answer any more."""
        self._newest += 1
        if self._job is not None:
            self._job.task.cancel()
            self._job = None

    def cancel(self) -> None:
        """Ask the work to stop; its answer is still wanted."""
        if self._job is not None:
            self._job.task.cancel()

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._job is not None

    def _tell_share(self, number: int, share: Callable[[float], None], done: float) -> None:
        if number == self._newest:
            share(done)

    def _pass_on(self, number: int, tell: Callable[[Answer], None], answer: Answer) -> None:
        if number == self._newest:
            self._job = None
            tell(answer)
