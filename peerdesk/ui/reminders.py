"""What Today reminds of beside people and sessions: keys, backups, what an unlock found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from peerdesk.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to keep in mind, and the page and record (`Wishes.go`) where it is done."""

    text: str
    action: str
    page: str
    key: str


REMINDERS: tuple[Callable[[Desk, datetime], Reminder | None], ...] = ()
"""Each is asked when Today refreshes, with the local moment, and has to answer within 1 ms."""


def reminders(desk: Desk, now: datetime) -> tuple[Reminder, ...]:
    """What is due now, in the order of `REMINDERS`."""
    found = (remind(desk, now) for remind in REMINDERS)
    return tuple(reminder for reminder in found if reminder is not None)
