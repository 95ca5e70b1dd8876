"""Removing backups that somebody wants gone: those very files, and nothing else."""

import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from peerdesk.backup.proof import opened_backup
from peerdesk.domain.backups import KnownBackup
from peerdesk.errors import UserError, VaultError
from peerdesk.vault.files import flush_folder


@dataclass(frozen=True, slots=True)
class Removal:
    """What became of each: gone; out of reach (a stick elsewhere); or there and not removed.

    What is not removed is not surely that backup, or the system did not let it be removed.
    """

    removed: tuple[Path, ...]
    out_of_reach: tuple[Path, ...]
    stayed: tuple[Path, ...]


def remove(vault_id: str, backups: Iterable[KnownBackup]) -> Removal:
    """Remove the files of known backups of a vault, each after a look whether it is that very one.

    By the vault's id, the moment and the size, so that a later backup that came under the same
    name stays. Not by a key: what was made before a new one, or has a passphrase of its own, can't
    be proven with that of today, and may hold an erased person like any other.
    """
    removed: list[Path] = []
    out_of_reach: list[Path] = []
    stayed: list[Path] = []
    for backup in backups:
        if not _is_there(backup.path):
            out_of_reach.append(backup.path)
        elif _is_removed(vault_id, backup):
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


def _is_removed(vault_id: str, backup: KnownBackup) -> bool:
    try:
        with opened_backup(backup.path) as contents:
            found = contents.summary(backup.path)
        if (found.vault_id, found.created, found.size) != (vault_id, backup.made_at, backup.size):
            return False
        backup.path.unlink()
        flush_folder(backup.path.parent)
    except (OSError, UserError, VaultError):
        # Told by `stayed`, and the person looks after it.
        return False
    return True
