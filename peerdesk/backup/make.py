"""Making a backup of an open vault while work goes on.

The vault is held still only for as long as its bytes take to be copied to a private folder, and
from there they go to the medium, which may be a slow stick. They are ciphertext all the way.
"""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from peerdesk.backup.beside import Beside, require_usable_target
from peerdesk.backup.container import Container, damaged
from peerdesk.backup.medium import new_file
from peerdesk.backup.payload import read_payload
from peerdesk.backup.proof import Contents, opened_backup, opened_whole
from peerdesk.backup.rekeyed import OwnPassphrase, own_keys, rekeyed
from peerdesk.backup.reports import BackupReport, BackupStep, Cancelled, Progress, Reporter
from peerdesk.backup.snapshot import Snapshot, chunks_of, take_snapshot
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.errors import VaultError
from peerdesk.vault import leftovers
from peerdesk.vault.cipher import page_faults, translating
from peerdesk.vault.counting import row_digest, table_counts
from peerdesk.vault.open_vault import OpenVault


def export(
    vault: OpenVault,
    target: Path,
    *,
    own: OwnPassphrase | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> BackupReport:
    """Write a backup to `target`, prove it from the medium, and only then give it that name.

    What opens the vault opens the backup; where `own` is given, that passphrase alone does.

    May run on any thread: it reads through a connection of its own. Until it returns, a file that
    had the name keeps it; on a failure nothing else is left. UserError CANCELLED, TOO_LARGE and the
    TARGET_ codes, for `own` those of `own_keys`; VaultError PROOF_FAILED for what was read back,
    DATABASE_DAMAGED where that shows the vault itself to be damaged; the vault's codes for what a
    medium refuses.
    """
    reporter = Reporter(progress, cancelled)
    with translating():
        require_usable_target(vault.folder, target)
        with _copied(vault, own, reporter) as snapshot:
            leftovers.sweep(target.parent)
            beside = Beside(target)
            with beside.in_the_making() as part:
                container = snapshot.container()
                file_digest = _write(part, container, snapshot, reporter)
                report = _proven(part, target, container, snapshot, reporter)
                reporter.go_on()
                beside.publish(file_digest)
    return report


@contextmanager
def _copied(vault: OpenVault, own: OwnPassphrase | None, reporter: Reporter) -> Iterator[Snapshot]:
    """The vault in a private folder, under keys of its own where those are wanted."""
    with ExitStack() as stack:
        # First the key, so that a passphrase that can't be used is told before the vault is held.
        keys = stack.enter_context(own_keys(vault, own, reporter)) if own is not None else None
        folder = stack.enter_context(leftovers.private_folder())
        snapshot = take_snapshot(vault, folder, reporter)
        yield snapshot if keys is None else rekeyed(snapshot, keys, reporter)


def _write(part: Path, container: Container, snapshot: Snapshot, reporter: Reporter) -> str:
    """Write the container to a new file; gives the SHA-256 of all of it, in hexadecimal."""
    reporter.begin(BackupStep.WRITING)
    digest = hashlib.sha256()
    with new_file(part) as file:
        for chunk in _in_order(container, snapshot, reporter):
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def _in_order(container: Container, snapshot: Snapshot, reporter: Reporter) -> Iterator[bytes]:
    yield container.head()
    with snapshot.database.open("rb") as database:
        yield from chunks_of(database, reporter)
    yield container.tail()


def _proven(
    part: Path, target: Path, container: Container, snapshot: Snapshot, reporter: Reporter
) -> BackupReport:
    """PROOF_FAILED for any difference; DATABASE_DAMAGED where the vault itself is not whole."""
    try:
        with opened_backup(part) as contents:
            if contents.container != container:
                raise damaged("container")
            counts = _checked(contents, snapshot, reporter)
            return BackupReport(summary=contents.summary(target), counts=counts)
    except VaultError as error:
        if not isinstance(error.code, BackupTrouble):
            raise
        different = str(error.data.get("part", "container"))
        raise VaultError(BackupTrouble.PROOF_FAILED, part=different) from error


def _checked(contents: Contents, snapshot: Snapshot, reporter: Reporter) -> dict[str, int]:
    """The rows of every table, which are those of the snapshot. VaultError.

    SQLCipher wants a file of its own. The bytes on the medium have the digest of the snapshot's, so
    the snapshot is opened in their stead, and they need not be written once more.
    """
    keys, manifest = snapshot.keys, contents.manifest
    contents.sealed.require_authentic(keys.backup)
    reporter.begin(BackupStep.READING_BACK)
    read_payload(contents.file, contents.container, manifest, reporter)
    reporter.begin(BackupStep.CHECKING)
    with opened_whole(snapshot.database, keys, manifest, page_faults) as connection:
        counts = table_counts(connection)
        if counts != snapshot.counts:
            raise damaged("counts")
        if snapshot.rows is not None and row_digest(connection) != snapshot.rows:
            raise damaged("rows")
        return counts
