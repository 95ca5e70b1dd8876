"""What the jobs do that keep a decision: it may be about thousands of records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerdesk.desk.bulk_erasure import desk_for_a_job
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.vault.cipher import translating

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import date

    from peerdesk.desk.changes import Change
    from peerdesk.desk.desk import Desk
    from peerdesk.domain.retention import Due, ReviewDate
    from peerdesk.ui.jobs import Task
    from peerdesk.vault.open_vault import OpenVault

    Before = tuple[ReviewDate, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What held before, and the changes that the window is still to be told of."""

    before: Before
    changes: tuple[Change, ...]


def deciding(
    vault: OpenVault, chosen: tuple[Due, ...], day: date, today: date, why: str
) -> Callable[[Task], Decided]:
    """Work for a job, which raises as `Retention.decide`."""

    def work(task: Task) -> Decided:
        with translating(), _desk_for(vault, task) as (desk, changes):
            before = desk.retention.decide(chosen, day, today, why)
            return Decided(before, tuple(changes))

    return work


def taking_back(
    vault: OpenVault, chosen: tuple[Due, ...], before: Before
) -> Callable[[Task], Decided]:
    """Work for a job: what held before holds again."""

    def work(task: Task) -> Decided:
        with translating(), _desk_for(vault, task) as (desk, changes):
            desk.retention.take_back(chosen, before)
            return Decided((), tuple(changes))

    return work


def _desk_for(vault: OpenVault, task: Task) -> AbstractContextManager[tuple[Desk, list[Change]]]:
    return desk_for_a_job(vault, task.cancelled, DeskTrouble.DECIDING_STOPPED)
