"""What a job finds out about the known places: which backups are there, and which go next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerdesk.backup.places import next_to_go
from peerdesk.backup.second_place import within_reach
from peerdesk.errors import PeerDeskError
from peerdesk.ui.backing_up import local_now
from peerdesk.vault.stored import HeldKeys

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from peerdesk.desk.desk import Desk
    from peerdesk.ui.jobs import Task


@dataclass(frozen=True, slots=True)
class Survey:
    """`there`: known files that are within reach. `going`: what the next backup will remove.

    `second_folder`: where the second place is now, None where it is not within reach.
    """

    there: frozenset[Path] = frozenset()
    going: frozenset[Path] = frozenset()
    second_folder: Path | None = None


def surveyed(desk: Desk) -> Callable[[Task], Survey]:
    """Work for a job."""
    own = desk.vault.folder.backups
    holder = HeldKeys(desk.vault.vault_id, desk.vault.subkeys)
    second = desk.backups.second_place
    known = [backup.path for backup in desk.backups.all()]

    def work(task: Task) -> Survey:
        folder = within_reach(second) if second is not None else None
        places = [own, *([folder] if folder is not None else [])]
        going: set[Path] = set()
        for place in places:
            if not task.cancelled():
                going.update(_going(holder, place))
        there = frozenset(path for path in known if not task.cancelled() and path.is_file())
        return Survey(there, frozenset(going), folder)

    return work


def _going(holder: HeldKeys, place: Path) -> tuple[Path, ...]:
    try:
        return next_to_go(holder, place, local_now())
    except PeerDeskError:
        # From a place that can't be read nothing goes; its files show as not within reach.
        return ()
