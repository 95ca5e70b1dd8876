"""What the vault's own record keeps of a backup that was just made."""

from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from peerdesk.backup.make import export
from peerdesk.backup.manifest import OpensWith
from peerdesk.backup.medium import flush_medium
from peerdesk.backup.reports import BackupReport, Cancelled, Progress
from peerdesk.domain.backups import BackupOrigin, KnownBackup
from peerdesk.vault import identity
from peerdesk.vault.cipher import translating
from peerdesk.vault.keys import OpenedKeys
from peerdesk.vault.stored import StoredVault


@dataclass(frozen=True, slots=True)
class BackupWithRecord:
    """A proven backup, and its line for `desk.backups.remember`."""

    report: BackupReport
    known: KnownBackup


def export_to(
    vault: StoredVault,
    target: Path,
    *,
    own: AbstractContextManager[OpenedKeys] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> BackupWithRecord:
    """A backup in the file that somebody chose, on its medium when this returns.

    Raises as `peerdesk.backup.make.export`.
    """
    with translating():
        generation = generation_of(vault)
        report = export(vault, target, own=own, progress=progress, cancelled=cancelled)
        flush_medium(target.parent)
    return BackupWithRecord(report, record_of(report, BackupOrigin.CHOSEN, generation))


def generation_of(vault: StoredVault) -> int:
    """Changes saved so far; on any thread. Asked before a copy, it is never too high for it."""
    with closing(vault.reader()) as connection:
        return identity.read(connection).generation


def record_of(report: BackupReport, origin: BackupOrigin, generation: int) -> KnownBackup:
    """A backup that was proven this moment."""
    counts = report.counts
    return KnownBackup(
        path=report.summary.path,
        origin=origin,
        made_at=report.summary.created,
        size=report.summary.size,
        generation=generation,
        own_passphrase=report.summary.opens_with is OpensWith.OWN,
        groups=counts["groups"],
        members=counts["members"],
        sessions=counts["sessions"],
        verified_at=datetime.now(UTC).replace(microsecond=0),
    )
