"""A folder in which PeerDesk keeps backups by itself: what lies there, what comes, what goes.

Nothing is ever removed but a file that PeerDesk named, that carries the open vault's id and a MAC
under its key, and for which a later one, read to its end just now, stays in the same folder.
"""

import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from peerdesk.backup.make import export
from peerdesk.backup.medium import flush_medium
from peerdesk.backup.naming import free_name, is_dated
from peerdesk.backup.payload import read_payload
from peerdesk.backup.proof import Contents, opened_backup
from peerdesk.backup.records import BackupWithRecord, generation_of, record_of
from peerdesk.backup.reports import Cancelled, Progress, Reporter
from peerdesk.backup.rotation import Removal, Rotation, rotated
from peerdesk.domain.backups import BackupOrigin
from peerdesk.errors import UserError, VaultError
from peerdesk.vault.cipher import translating
from peerdesk.vault.files import FOLDER_MODE, flush_folder
from peerdesk.vault.stored import KeyHolder, StoredVault
from peerdesk.vault.troubles import VaultTrouble

MOST_FILES: Final = 1000
"""Of one folder, the newest by their names; the rotation keeps fewer than a hundred for a vault."""

WAIT_SECONDS: Final = 0.1
"""How often a backup that waits for another one asks whether to stop."""
_AT_WORK = threading.Lock()


@dataclass(frozen=True, slots=True)
class OwnBackup:
    """A file of a place that the open vault's key says is this vault's. `made_at` is UTC."""

    path: Path
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Tidied:
    """What the rotation removed, and what the system did not let it remove."""

    removed: tuple[Path, ...]
    stayed: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class PlacedBackup:
    """A backup that was put into a place and proven there, and what went for it."""

    made: BackupWithRecord
    tidied: Tidied


def back_up_into(
    vault: StoredVault,
    folder: Path,
    origin: BackupOrigin,
    now: datetime,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> PlacedBackup:
    """Put a proven backup into `folder`, which is made if need be, then tidy up there.

    `now` is the local moment with its zone. When this returns, the file is on the medium. Raises as
    `peerdesk.backup.make.export`; earlier backups are then all there.
    """
    with translating(), _one_at_a_time(Reporter(cancelled=cancelled)):
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
        generation = generation_of(vault)
        target = free_name(folder, now)
        report = export(vault, target, progress=progress, cancelled=cancelled)
        flush_medium(folder)
        tidied = tidy(vault, folder, now)
    return PlacedBackup(BackupWithRecord(report, record_of(report, origin, generation)), tidied)


@contextmanager
def _one_at_a_time(reporter: Reporter) -> Iterator[None]:
    """Two that began in the same second would take the same name. UserError CANCELLED."""
    while not _AT_WORK.acquire(timeout=WAIT_SECONDS):
        reporter.go_on()
    try:
        yield
    finally:
        _AT_WORK.release()


def tidy(vault: KeyHolder, folder: Path, now: datetime) -> Tidied:
    """Remove what the rotation does not keep. Raises the vault's codes for what can't be read."""
    removed: list[Path] = []
    stayed: list[Path] = []
    with translating():
        for path in _to_remove(vault, folder, now):
            try:
                path.unlink(missing_ok=True)
            except OSError:
                # Told by `stayed`: a backup too many is no reason to call the new one a failure.
                stayed.append(path)
            else:
                removed.append(path)
        if removed:
            flush_folder(folder)
    return Tidied(tuple(removed), tuple(stayed))


def next_to_go(vault: KeyHolder, folder: Path, now: datetime) -> tuple[Path, ...]:
    """What the next backup, made at the local moment `now`, would remove. Reads little of each.

    Raises the vault's codes for a folder that can't be read.
    """
    with translating():
        coming = OwnBackup(folder, now)
        rotation = _rotation([*own_backups(vault, folder), coming], now)
    return tuple(removal.backup.path for removal in rotation.remove)


def own_backups(vault: KeyHolder, folder: Path) -> list[OwnBackup]:
    """This vault's backups in `folder` that PeerDesk named; other files are passed by. OSError."""
    named = sorted((name for name in _names_in(folder) if is_dated(name)), reverse=True)
    found = (_own_backup(vault, folder / name) for name in named[:MOST_FILES])
    return [backup for backup in found if backup is not None]


def _own_backup(vault: KeyHolder, path: Path) -> OwnBackup | None:
    """None for what is damaged, another vault's, or not to be read: not ours to count or remove."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        with _authentic(vault, path) as contents:
            return OwnBackup(path, contents.manifest.created)
    except (OSError, UserError, VaultError):
        return None


def _names_in(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except FileNotFoundError:
        return []


@contextmanager
def _authentic(vault: KeyHolder, path: Path) -> Iterator[Contents]:
    """Raises as `opened_backup`; VaultError TAMPERED; UserError NOT_A_VAULT for another vault's."""
    with opened_backup(path) as contents:
        if contents.manifest.vault_id != vault.vault_id:
            raise UserError(VaultTrouble.NOT_A_VAULT)
        contents.sealed.require_authentic(vault.subkeys.backup)
        yield contents


def _to_remove(vault: KeyHolder, folder: Path, now: datetime) -> list[Path]:
    """What may go, with every backup that stands in for it read to its end."""
    found = own_backups(vault, folder)
    whole: set[Path] = set()
    while True:
        removals = _rotation(found, now).remove
        doubtful = _first_damaged(vault, removals, whole)
        if doubtful is None:
            return [removal.backup.path for removal in removals]
        # It stays where it is, and stands in for nothing.
        found.remove(doubtful)


def _first_damaged(
    vault: KeyHolder, removals: tuple[Removal[OwnBackup], ...], whole: set[Path]
) -> OwnBackup | None:
    for stand_in in dict.fromkeys(removal.stand_in for removal in removals):
        if stand_in.path in whole:
            continue
        if not _is_whole(vault, stand_in.path):
            return stand_in
        whole.add(stand_in.path)
    return None


def _is_whole(vault: KeyHolder, path: Path) -> bool:
    """Whether every byte is as it was made, and can be read."""
    try:
        with _authentic(vault, path) as contents:
            read_payload(contents.file, contents.container, contents.manifest, Reporter())
    except (OSError, UserError, VaultError):
        return False
    return True


def _rotation(found: list[OwnBackup], now: datetime) -> Rotation[OwnBackup]:
    return rotated(found, lambda backup: backup.made_at, now)
