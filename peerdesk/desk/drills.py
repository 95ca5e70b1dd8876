"""When a backup was last restored as a drill, and whether it is time for another one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerdesk.desk.rows import now
from peerdesk.domain.log import LogKind

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from peerdesk.desk.desk import Desk

REMIND_AFTER = timedelta(days=90)
FIRST_AFTER = timedelta(days=14)
"""After the first backup, when nobody has tried one out yet."""
SHOWN_WEEKS, EVERY_WEEKS = 1, 4
"""A reminder that nobody follows shows for one week in four: whoever opens PeerDesk on one evening
a week meets it, and nobody meets it every day."""


def drilled(desk: Desk, backup: Path) -> None:
    """Keep that the backup at `backup` was restored and found whole just now."""
    known = desk.backups.at(backup)
    with desk.change(LogKind.DRILLED):
        if known is not None:
            desk.backups.drilled(known, now())


def last_drill(desk: Desk) -> datetime | None:
    """When any backup was last drilled, in UTC; None where that never was."""
    entry = desk.log.latest(LogKind.DRILLED)
    return entry.created_at if entry is not None else None


def is_due(desk: Desk, moment: datetime) -> bool:
    """Whether to remind of a drill at `moment` (UTC)."""
    due_since = _due_since(desk)
    if due_since is None or moment < due_since:
        return False
    weeks = (moment - due_since) // timedelta(weeks=1)
    return weeks % EVERY_WEEKS < SHOWN_WEEKS


def _due_since(desk: Desk) -> datetime | None:
    last = last_drill(desk)
    if last is not None:
        return last + REMIND_AFTER
    first = min((each.made_at for each in desk.backups.all()), default=None)
    return first + FIRST_AFTER if first is not None else None
