"""Which backups and former vaults may still hold somebody who was erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.vault.set_aside import set_aside_in

if TYPE_CHECKING:
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.backups import KnownBackup
    from peerdesk.vault.set_aside import SetAside


def last_erasure(desk: Desk) -> datetime | None:
    """When anything was erased last, in UTC."""
    return max((each.erased_at for each in desk.erasures.all()), default=None)


def may_hold_erased(desk: Desk) -> list[KnownBackup]:
    """The known backups that were made before the last erasure, the newest first.

    "May", because nothing is kept of when an erased person came: one of these backups can be older.
    """
    last = last_erasure(desk)
    if last is None:
        return []
    return [each for each in desk.backups.all() if each.made_at < last]


def set_aside_with_erased(desk: Desk) -> list[SetAside]:
    """What a restore or a repair put aside before the last erasure."""
    last = last_erasure(desk)
    return [
        each for each in set_aside_in(desk.vault.folder) if last is not None and each.moment < last
    ]
