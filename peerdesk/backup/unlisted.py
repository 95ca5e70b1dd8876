"""Backups of this vault that its own record does not have.

A backup is published before the vault can write it down: a process that is killed in between
leaves a whole backup that nobody would name when a person is erased.
"""

from collections.abc import Collection
from pathlib import Path

from peerdesk.backup.places import own_backups
from peerdesk.domain.backups import BackupOrigin, KnownBackup
from peerdesk.vault.cipher import translating
from peerdesk.vault.stored import KeyHolder


def unlisted(
    vault: KeyHolder, place: Path, origin: BackupOrigin, known: Collection[Path]
) -> list[KnownBackup]:
    """Those in a folder that PeerDesk keeps, for `desk.backups.take_in`; proven by the key alone.

    What they hold is not looked at, so they count as verified by nobody. Raises the vault's codes
    for a folder that can't be read.
    """
    with translating():
        return [
            KnownBackup(
                path=found.path,
                origin=origin,
                made_at=found.made_at,
                size=found.path.stat().st_size,
                generation=0,
            )
            for found in own_backups(vault, place)
            if found.path not in known
        ]
