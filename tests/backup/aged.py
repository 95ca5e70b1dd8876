"""Backups as they would be had they been made on other days, under the same vault's key."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from peerdesk.backup.container import Container
from peerdesk.backup.naming import free_name
from peerdesk.backup.proof import opened_backup
from peerdesk.vault.open_vault import OpenVault


def aged(vault: OpenVault, backup: Path, folder: Path, made_at: datetime) -> Path:
    """A copy of `backup` in `folder` that says it was made at `made_at` (UTC), authentically."""
    with opened_backup(backup) as contents:
        manifest = replace(contents.manifest, created=made_at)
        former = contents.container
        contents.file.seek(former.database_offset)
        database = contents.file.read(former.database.size)
    container = Container(manifest.sealed(vault.subkeys.backup), former.keys, former.database)
    target = free_name(folder, made_at)
    target.write_bytes(container.head() + database + container.tail())
    return target


def flip_in_database(backup: Path) -> None:
    """Change one bit in the middle of the database, which the manifest's own checks don't see."""
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    backup.write_bytes(content)
