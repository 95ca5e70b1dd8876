"""Backing up from the window: what the jobs do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeGuard

from peerdesk.backup.places import PlacedBackup, back_up_into
from peerdesk.backup.second_place import back_up_to_second_place, within_reach
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.domain.backups import BackupOrigin
from peerdesk.errors import PeerDeskError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.backups import SecondPlace
    from peerdesk.ui.jobs import Task
    from peerdesk.vault.open_vault import OpenVault

Outcome = PlacedBackup | PeerDeskError
"""A proven backup in one place, or why there is none."""


@dataclass(frozen=True, slots=True)
class Everywhere:
    """What came of a backup into every known place. No `second` where none is within reach."""

    own: Outcome
    second: Outcome | None
    second_folder: Path | None

    @property
    def placed(self) -> tuple[PlacedBackup, ...]:
        """The backups that were made and proven."""
        return tuple(each for each in (self.own, self.second) if isinstance(each, PlacedBackup))

    @property
    def troubles(self) -> tuple[PeerDeskError, ...]:
        """Why any is missing."""
        return tuple(each for each in (self.own, self.second) if isinstance(each, PeerDeskError))


def note_placed(desk: Desk, made: Everywhere) -> None:
    """Let the vault know of the backups that were made, and of what went for them."""
    if made.second_folder is not None:
        desk.backups.second_place_seen(made.second_folder)
    for placed in made.placed:
        desk.backups.keep_placed(placed.made.known, placed.tidied.removed)


def local_now() -> datetime:
    """This moment on the wall, with its zone."""
    return datetime.now().astimezone().replace(microsecond=0)


def into_own_place(vault: OpenVault, origin: BackupOrigin) -> Callable[[Task], PlacedBackup]:
    """Work for a job: a backup in the vault's own `backups/`. Raises as `back_up_into`."""

    def work(task: Task) -> PlacedBackup:
        return back_up_into(
            vault,
            vault.folder.backups,
            origin,
            local_now(),
            progress=task.progress,
            cancelled=task.cancelled,
        )

    return work


def into_every_place(desk: Desk) -> Callable[[Task], Everywhere]:
    """Work for a job: the second place first, since somebody may wait to pull the stick.

    A failure in one place does not keep the other from its backup. UserError CANCELLED where that
    was asked for before any was made.
    """
    vault, second = desk.vault, desk.backups.second_place
    own = into_own_place(vault, BackupOrigin.BY_HAND)

    def work(task: Task) -> Everywhere:
        folder = within_reach(second) if second is not None else None
        there = None
        if second is not None and folder is not None:
            there = _outcome(_into_second_place(vault, second, folder), task)
        here = _outcome(own, task)
        if _is_stopped(here) and not isinstance(there, PlacedBackup):
            raise here
        return Everywhere(here, there, folder)

    return work


def _into_second_place(
    vault: OpenVault, place: SecondPlace, folder: Path
) -> Callable[[Task], PlacedBackup]:
    def work(task: Task) -> PlacedBackup:
        return back_up_to_second_place(
            vault,
            place,
            folder,
            local_now(),
            progress=task.progress,
            cancelled=task.cancelled,
        )

    return work


def _outcome(work: Callable[[Task], PlacedBackup], task: Task) -> Outcome:
    try:
        return work(task)
    except PeerDeskError as error:
        return error


def _is_stopped(outcome: Outcome) -> TypeGuard[PeerDeskError]:
    return isinstance(outcome, PeerDeskError) and outcome.code is BackupTrouble.CANCELLED
