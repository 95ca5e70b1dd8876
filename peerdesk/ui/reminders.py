"""What Today reminds of beside people and sessions: keys, backups, what an unlock found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from peerdesk.desk import rehearsals

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


def _try_the_recovery_words(desk: Desk, now: datetime) -> Reminder | None:
    if desk.vault.is_sample or not rehearsals.is_due(desk, now.astimezone(UTC)):
        return None
    return Reminder(
        "The recovery words have not been tried for 90 days. Can the sheet still be found?",
        "Try the words",
        "vault",
        "keys",
    )


def _make_recovery_words(desk: Desk, _now: datetime) -> Reminder | None:
    if desk.vault.is_sample or rehearsals.recovery_made_on(desk.vault) is not None:
        return None
    return Reminder(
        "This vault has no recovery words. If its passphrase is forgotten, nobody can open it.",
        "Make recovery words",
        "vault",
        "keys",
    )


REMINDERS: tuple[Callable[[Desk, datetime], Reminder | None], ...] = (
    _make_recovery_words,
    _try_the_recovery_words,
)
"""Each is asked when Today refreshes, with the local moment, and has to answer within 1 ms."""


def reminders(desk: Desk, now: datetime) -> tuple[Reminder, ...]:
    """What is due now, in the order of `REMINDERS`."""
    found = (remind(desk, now) for remind in REMINDERS)
    return tuple(reminder for reminder in found if reminder is not None)
