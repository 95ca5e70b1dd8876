"""When the recovery words were made and last tried: told from the keys and from the log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from peerdesk.domain.log import LogKind
from peerdesk.vault.keyfile import SlotKind

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.vault.open_vault import OpenVault

REMIND_AFTER = timedelta(days=90)


def recovery_made_on(vault: OpenVault) -> datetime:
    """The UTC moment of the newest recovery words; the beginning of time where there are none."""
    made = [
        datetime.fromisoformat(way.created_at)
        for way in vault.slots()
        if way.kind is SlotKind.RECOVERY
    ]
    return max(made, default=datetime.min.replace(tzinfo=UTC))


def last_rehearsal(desk: Desk) -> datetime | None:
    """When the words of today were last typed and checked; None where not since they were made."""
    entry = desk.log.latest(LogKind.RECOVERY_REHEARSED)
    if entry is None or entry.created_at < recovery_made_on(desk.vault):
        return None
    return entry.created_at


def is_due(desk: Desk, moment: datetime) -> bool:
    """Whether 90 days have passed at `moment` (UTC) since the words were made or tried."""
    return moment - (last_rehearsal(desk) or recovery_made_on(desk.vault)) > REMIND_AFTER
