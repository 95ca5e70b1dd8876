"""The folder on a stick or another disk that backups go to as well, and how it is known again.

An empty hidden file there, named after a random mark that the vault keeps, tells the folder from
any other, also where the stick's former path now belongs to something else or to nothing.
"""

import os
import secrets
import sys
from datetime import datetime
from pathlib import Path
from typing import Final

from peerdesk.backup.medium import new_file
from peerdesk.backup.naming import PLACE_FOLDER
from peerdesk.backup.places import PlacedBackup, back_up_into
from peerdesk.backup.reports import Cancelled, Progress
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.domain.backups import BackupOrigin, SecondPlace
from peerdesk.errors import PeerDeskError, UserError
from peerdesk.vault.cipher import translating
from peerdesk.vault.files import FOLDER_MODE, VaultFolder, flush_folder
from peerdesk.vault.mounts import mounted
from peerdesk.vault.stored import StoredVault
from peerdesk.vault.troubles import VaultTrouble

_MOST_MEDIA: Final = 64


def choose(vault: VaultFolder, chosen: Path) -> SecondPlace:
    """Make `PeerDesk backups` in a folder that somebody chose, and mark it.

    UserError TARGET_IS_VAULT_FOLDER, TARGET_FOLDER_MISSING; the vault's codes for what the medium
    refuses.
    """
    with translating():
        if not chosen.is_dir():
            raise UserError(BackupTrouble.TARGET_FOLDER_MISSING)
        folder = chosen if chosen.name == PLACE_FOLDER else chosen / PLACE_FOLDER
        if folder.resolve().is_relative_to(vault.root.resolve()):
            raise UserError(BackupTrouble.TARGET_IS_VAULT_FOLDER)
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
        within = folder.relative_to(_mount_of(folder))
        place = SecondPlace(folder=folder, within=within, mark=secrets.token_hex(8))
        with new_file(_mark_in(folder, place)):
            pass
        flush_folder(folder)
    return place


def is_on_the_same_disk(vault: VaultFolder, place: SecondPlace) -> bool:
    """Whether both would be lost together. OSError."""
    return place.folder.stat().st_dev == vault.root.stat().st_dev


def within_reach(place: SecondPlace) -> Path | None:
    """Where the folder is now: where it was last, or on another medium that is mounted."""
    for folder in (place.folder, *(mount / place.within for mount in media())):
        if _is_marked(folder, place):
            return folder
    return None


def back_up_to_second_place(
    vault: StoredVault,
    place: SecondPlace,
    folder: Path,
    now: datetime,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> PlacedBackup:
    """As `back_up_into`, for the marked folder that `within_reach` gave.

    When it returns, the file is on the medium, which may be pulled. UserError MEDIUM_GONE whenever
    the mark is not there any more, whatever the system said.
    """
    _require_mark(folder, place)
    try:
        placed = back_up_into(
            vault, folder, BackupOrigin.SECOND_PLACE, now, progress=progress, cancelled=cancelled
        )
    except PeerDeskError as error:
        if error.code is BackupTrouble.CANCELLED:
            raise
        _require_mark(folder, place)
        raise
    _require_mark(folder, place)
    return placed


def media() -> list[Path]:
    """Where sticks and disks are mounted now; network drives, which may not answer, aside."""
    if sys.platform == "win32":
        letters = (Path(f"{letter}:\\") for letter in "DEFGHIJKLMNOPQRSTUVWXYZ")
        return [drive for drive in letters if drive.exists()]
    if sys.platform == "darwin":
        return sorted(Path("/Volumes").iterdir())[:_MOST_MEDIA]
    # In a container without /proc the folder is looked for where it was last, and only there.
    on_disks = [mount.point for mount in mounted() if mount.source.startswith("/dev/")]
    return on_disks[::-1][:_MOST_MEDIA]


def _mount_of(folder: Path) -> Path:
    return next(each for each in (folder, *folder.parents) if os.path.ismount(each))


def _mark_in(folder: Path, place: SecondPlace) -> Path:
    return folder / f".peerdesk-place-{place.mark}"


def _is_marked(folder: Path, place: SecondPlace) -> bool:
    try:
        return _mark_in(folder, place).is_file()
    except OSError:
        # A stick that does not answer is as good as none.
        return False


def _require_mark(folder: Path, place: SecondPlace) -> None:
    if not _is_marked(folder, place):
        raise UserError(VaultTrouble.MEDIUM_GONE)
