"""A damaged vault: what can still be read, what its backups hold, and putting one in its place.

No Qt but the vault's lock. Everything here takes seconds, so it belongs into a job; the former
files always stay in `set-aside/`.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerdesk.backup.in_place import beside_the_vault
from peerdesk.backup.in_place import take_place as take_place_of_backup
from peerdesk.backup.listing import backups_in
from peerdesk.backup.proof import verify
from peerdesk.desk.desk import Desk
from peerdesk.desk.restoring import Settling, legacy_of
from peerdesk.domain.log import LogKind
from peerdesk.domain.restoring import Legacy
from peerdesk.errors import PeerDeskError, VaultError
from peerdesk.ui.folder_lock import held
from peerdesk.vault.lockfile import NeedsNoLock
from peerdesk.vault.progress import UnlockStep
from peerdesk.vault.repair import opened_keys, salvaged_beside, take_place
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.unlocking import unlock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from peerdesk.backup.reports import BackupReport
    from peerdesk.vault.files import VaultFolder
    from peerdesk.vault.repair import Salvaged
    from peerdesk.vault.salvage import SalvageReport

    Progress = Callable[[str], None]
    Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class RepairOffer:
    """What a damaged vault can be replaced by. `unreadable` says why nothing could be salvaged.

    `backup` is the newest one in the vault's folder that opens and is whole; `refused` are newer
    ones that are not, or that another passphrase opens.
    """

    salvage: SalvageReport | None
    unreadable: PeerDeskError | None
    backup: BackupReport | None
    refused: int


@dataclass(frozen=True, slots=True)
class Repaired:
    """What took the vault's place, and the name in `set-aside/` of what was there."""

    report: SalvageReport
    kept_as: str


def look(folder: VaultFolder, secret: str, progress: Progress, cancelled: Cancelled) -> RepairOffer:
    """What can be done; nothing is changed.

    Raises what keeps the folder from being looked at, and CHECK_STOPPED or CANCELLED.
    """
    salvage: SalvageReport | None = None
    unreadable: PeerDeskError | None = None
    with held(folder):
        progress(UnlockStep.SALVAGING)
        try:
            with salvaged_beside(folder, secret, cancelled) as salvaged:
                salvage = salvaged.report
        except PeerDeskError as error:
            if cancelled():
                raise
            unreadable = error
        backup, refused = _newest_backup(folder, secret, progress, cancelled)
    return RepairOffer(salvage, unreadable, backup, refused)


def use_what_can_be_read(folder: VaultFolder, secret: str) -> Repaired:
    """Put what was salvaged in the vault's place; whoever was erased stays erased."""
    with held(folder), salvaged_beside(folder, secret) as salvaged:
        with _desk_of(salvaged, secret) as desk:
            # A page from an earlier day is as authentic as one of today.
            desk.erasures.erase_again(desk.erasures.all())
            desk.note_in_log(LogKind.REPAIRED)
        return Repaired(salvaged.report, take_place(folder))


def use_backup(path: Path, folder: VaultFolder, secret: str, progress: Progress) -> str:
    """Put a backup of this vault in its place; gives the former one's name in `set-aside/`.

    Whoever was erased is erased again, and the known backups stay known, as far as the damaged
    vault still says so. Where there is no room to look that up, nothing is changed.
    """
    with held(folder):
        with opened_keys(folder, secret) as opened:
            vault_id = opened.key_file.vault_id
        settle = Settling(_legacy(folder, secret))
        with beside_the_vault(
            path, folder, secret, of_vault=vault_id, settle=settle, progress=progress
        ):
            return take_place_of_backup(folder)


def _legacy(folder: VaultFolder, secret: str) -> Legacy:
    try:
        with salvaged_beside(folder, secret) as salvaged, _desk_of(salvaged, secret) as desk:
            return legacy_of(desk, takes_its_place=True)
    except VaultError as error:
        if error.code is VaultTrouble.IO_FAILED:
            raise  # what could not be written says nothing of what could be read
        # Nothing can be read of it at all: then the backup is what there is.
        return Legacy()


@contextmanager
def _desk_of(salvaged: Salvaged, secret: str) -> Iterator[Desk]:
    """What was salvaged, opened once as any vault is, which migrates and seals it."""
    with unlock(salvaged.folder, secret, lock=NeedsNoLock()) as vault:
        yield Desk(vault)


def _newest_backup(
    folder: VaultFolder, secret: str, progress: Progress, cancelled: Cancelled
) -> tuple[BackupReport | None, int]:
    """The newest that opens with `secret` and is whole, and how many newer ones do not."""
    refused = 0
    if not folder.backups.is_dir():
        return None, refused
    progress(UnlockStep.LOOKING_AT_BACKUPS)
    for listed in backups_in(folder.backups):
        if cancelled():
            break
        if listed.trouble is None:
            try:
                return verify(listed.path, secret), refused
            except PeerDeskError:
                # Damaged, or of a day with another passphrase: the next one may do.
                refused += 1
        else:
            refused += 1
    return None, refused
