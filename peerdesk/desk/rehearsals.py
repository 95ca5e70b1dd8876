"""When the recovery words were made and last tried: told from the keys and from the log."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from peerdesk.domain.log import LogKind
from peerdesk.vault.keyfile import SlotKind

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.vault.open_vault import OpenVault

REMIND_AFTER = timedelta(days=90)


def recovery_made_on(vault: OpenVault) -> datetime | None:
    """The UTC moment of the newest recovery words.

    None where there are none, as in a vault made of a backup with a passphrase of its own.
    """
    made = [
        datetime.fromisoformat(way.created_at)
        for way in vault.ways.slots()
        if way.kind is SlotKind.RECOVERY
    ]
    return max(made, default=None)


def last_rehearsal(desk: Desk) -> datetime | None:
    """When the words of today were last typed and checked; None where not since they were made."""
    made = recovery_made_on(desk.vault)
    entry = desk.log.latest(LogKind.RECOVERY_REHEARSED)
    if made is None or entry is None or entry.created_at < made:
        return None
    return entry.created_at


def is_due(desk: Desk, moment: datetime) -> bool:
    """Whether 90 days have passed at `moment` (UTC) since the words were made or tried."""
    since = last_rehearsal(desk) or recovery_made_on(desk.vault)
    return since is not None and moment - since > REMIND_AFTER
