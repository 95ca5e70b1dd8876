"""Which backups lie in a place: what their manifests say, before anybody is asked for a secret.

Of each file less than 80 KiB are read, and of each folder no more than `MOST_FILES` are looked at,
so a stick with a million files costs no more than one with a thousand. What a manifest says here is
not authentic: anybody may write one. `peerdesk.backup.proof.verify` tells with the secret.
"""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from io import FileIO
from itertools import islice
from pathlib import Path
from typing import Final

from peerdesk.backup.container import damaged, read_container, read_manifest
from peerdesk.backup.manifest import read_sealed
from peerdesk.errors import PeerDeskError
from peerdesk.vault.cipher import translating
from peerdesk.vault.files import open_plainly

SUFFIX: Final = ".peerdesk-backup"
PLACE_FOLDER: Final = "PeerDesk backups"
"""The folder on a stick that PeerDesk keeps its backups in."""
INNER_FOLDERS: Final = ("backups", PLACE_FOLDER)
"""Where backups lie within a vault's folder and on a stick."""
MOST_FILES: Final = 2_000
"""Backups of one folder that are looked at; the rotation keeps fewer than a hundred."""
MOST_NAMES: Final = 100_000
"""Names of one folder that are read at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBackup:
    """A file with a backup's name. Size in bytes, `created` in UTC.

    Where the manifest can't be read, `created` is the file's own date, and `vault_id` and
    `app_version` are empty. `trouble` is why the file is no usable backup, as far as can be told
    without its database being read.
    """

    path: Path
    created: datetime
    size: int
    vault_id: str = ""
    app_version: str = ""
    schema_version: int = 0
    trouble: StrEnum | None = None


def find_backups(places: Iterable[Path], vault_id: str | None = None) -> list[FoundBackup]:
    """Every backup in `places`, the newest first.

    A place is a file, or a folder that is looked into together with its `backups/` and its
    `PeerDesk backups/`, not deeper. A place that is missing or closed to this user holds nothing;
    links, pipes and devices are passed by. With a `vault_id`, backups of other vaults are left out;
    files whose manifest can't be read stay, as they may be of that vault.
    """
    found = {}
    for path in _candidates(places):
        key = Path(os.path.realpath(path))
        if key not in found:
            found[key] = examine_file(path)
    backups = [
        backup
        for backup in found.values()
        if backup is not None and (vault_id is None or backup.vault_id in {vault_id, ""})
    ]
    return sorted(backups, key=lambda backup: (backup.created, backup.path.name), reverse=True)


def examine_file(path: Path) -> FoundBackup | None:
    """One file; None where there is none, or something else than a plain file."""
    try:
        found = path.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    plain = FoundBackup(path=path, created=_moment(found.st_mtime), size=found.st_size)
    manifest_read = plain
    try:
        with translating(), open_plainly(path) as file:
            manifest_read = _with_manifest(plain, file)
            _require_structure(file)
    except PeerDeskError as error:
        return replace(manifest_read, trouble=error.code)
    return manifest_read


def _candidates(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.name.endswith(SUFFIX) and not place.is_dir():
            yield place
            continue
        for folder in (place, *(place / name for name in INNER_FOLDERS)):
            yield from _backups_in(folder)


def _backups_in(folder: Path) -> Iterator[Path]:
    """The files of a folder that have a backup's name, hidden ones aside."""
    if folder.name in INNER_FOLDERS and folder.is_symlink():
        return
    try:
        with os.scandir(folder) as entries:
            names = [
                entry.name
                for entry in islice(entries, MOST_NAMES)
                if entry.name.endswith(SUFFIX) and not entry.name.startswith(".")
            ]
    except OSError:
        # Not there, not a folder, or not for this user: no backup can be had from it now.
        return
    # Our own names begin with the date, so the newest are not among those that are left out.
    for name in sorted(names, reverse=True)[:MOST_FILES]:
        yield folder / name


def _with_manifest(plain: FoundBackup, file: FileIO) -> FoundBackup:
    manifest = read_sealed(read_manifest(file)).manifest
    return replace(
        plain,
        created=manifest.created,
        vault_id=manifest.vault_id,
        app_version=manifest.app_version,
        schema_version=manifest.schema_version,
    )


def _require_structure(file: FileIO) -> None:
    """As `peerdesk.backup.proof.opened_backup` looks at it. VaultError, OSError."""
    manifest = read_sealed(read_manifest(file)).manifest
    container = read_container(file)
    if hashlib.sha256(container.keys).hexdigest() != manifest.keys_sha256:
        raise damaged("keys")
    if container.database.size != manifest.payload_size:
        raise damaged("database")


def _moment(seconds: float) -> datetime:
    """A file's date; a file system may hold any number, so what is no date is the beginning."""
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=0)
    except (OverflowError, OSError, ValueError):
        return datetime.min.replace(tzinfo=UTC)
