"""Removing backups that somebody wants gone: only files that are surely this vault's."""

import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from peerdesk.backup.proof import opened_backup
from peerdesk.domain.backups import KnownBackup
from peerdesk.errors import UserError, VaultError
from peerdesk.vault.files import flush_folder
from peerdesk.vault.open_vault import OpenVault


@dataclass(frozen=True, slots=True)
class Removal:
    """What became of each: gone; out of reach (a stick elsewhere); or there and not removed.

    What is not removed is not surely this vault's, or the system did not let it be removed.
    """

    removed: tuple[Path, ...]
    out_of_reach: tuple[Path, ...]
    stayed: tuple[Path, ...]


def remove(vault: OpenVault, backups: Iterable[KnownBackup]) -> Removal:
    """Remove the files of known backups, each after a look at whose it is.

    A backup with a passphrase of its own can't be proven with the vault's key, so that its id and
    its size have to do.
    """
    removed: list[Path] = []
    out_of_reach: list[Path] = []
    stayed: list[Path] = []
    for backup in backups:
        if not _is_there(backup.path):
            out_of_reach.append(backup.path)
        elif _is_removed(vault, backup):
            removed.append(backup.path)
        else:
            stayed.append(backup.path)
    return Removal(tuple(removed), tuple(out_of_reach), tuple(stayed))


def is_within_reach(backup: KnownBackup) -> bool:
    """Whether a plain file is where the backup was put."""
    return _is_there(backup.path)


def _is_there(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _is_removed(vault: OpenVault, backup: KnownBackup) -> bool:
    try:
        with opened_backup(backup.path) as contents:
            if contents.manifest.vault_id != vault.vault_id:
                return False
            if backup.own_passphrase:
                if contents.summary(backup.path).size != backup.size:
                    return False
            else:
                contents.sealed.require_authentic(vault.subkeys.backup)
        backup.path.unlink()
        flush_folder(backup.path.parent)
    except (OSError, UserError, VaultError):
        # Told by `stayed`, and the person looks after it.
        return False
    return True
