"""A backup's database, opened to read from: in a private folder, as encrypted as ever."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from peerdesk.backup.proof import existing_backup, extracted
from peerdesk.backup.reports import BackupStep, BackupSummary, Cancelled, Progress, Reporter
from peerdesk.errors import VaultError
from peerdesk.vault import migrations
from peerdesk.vault.cipher import Connection, connect, integrity_faults
from peerdesk.vault.troubles import VaultTrouble


@dataclass(frozen=True, slots=True)
class OpenBackup:
    """What was opened. `connection` is to a copy, brought to the schema of this version."""

    summary: BackupSummary
    connection: Connection


@contextmanager
def opened_database(
    path: Path,
    secret: str,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Iterator[OpenBackup]:
    """Prove a backup and open a copy of its database, which goes when the block ends.

    The backup itself is only read. The connection may be used on another thread, one at a time.
    Raises as `peerdesk.backup.proof.verify`; VaultError NEWER_VERSION for a newer schema, and
    DATABASE_FOREIGN for one that is not PeerDesk's own.
    """
    reporter = Reporter(progress, cancelled)
    with existing_backup(path) as contents:
        reporter.begin(BackupStep.DERIVING_KEYS)
        with contents.keys(secret) as keys, extracted(contents, keys, reporter) as database:
            reporter.begin(BackupStep.CHECKING)
            with closing(connect(database, keys.database)) as connection:
                _require_whole(connection)
                migrations.migrate(connection)
                migrations.require_own_schema(connection)
                reporter.go_on()
                yield OpenBackup(contents.summary(path), connection)


def _require_whole(connection: Connection) -> None:
    migrations.version_of(connection)
    faults = integrity_faults(connection)
    if faults:
        raise VaultError(VaultTrouble.DATABASE_DAMAGED, faults=len(faults))
