"""Making a backup of an open vault while work goes on.

The vault is held still only for as long as its bytes take to be read: they go to memory, or to a
temporary file where they are many, and from there to the medium, which may be a slow stick. They
are ciphertext all the way.
"""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from peerdesk import __version__
from peerdesk.backup.beside import Beside, require_usable_target
from peerdesk.backup.container import DATABASE_LIMIT, Container, damaged
from peerdesk.backup.keys import keys_of
from peerdesk.backup.manifest import Manifest
from peerdesk.backup.medium import new_file
from peerdesk.backup.payload import CHUNK, PayloadDigest
from peerdesk.backup.proof import opened_backup, prove
from peerdesk.backup.reports import BackupReport, BackupStep, Cancelled, Progress, Reporter
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.errors import UserError, VaultError
from peerdesk.vault import leftovers
from peerdesk.vault.cipher import translating
from peerdesk.vault.counting import held_still, schema_version, table_counts
from peerdesk.vault.keys import Subkeys
from peerdesk.vault.stored import StoredVault

HELD_IN_MEMORY = 32 * 2**20
"""Bytes of a vault above which its copy waits in a temporary file."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the vault was at the moment of the copy."""

    container: Container
    counts: dict[str, int]


def export(
    vault: StoredVault,
    target: Path,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> BackupReport:
    """Write a backup to `target`, prove it from the medium, and only then give it that name.

    May run on any thread: it reads through a connection of its own. Until it returns, a file that
    had the name keeps it; on a failure nothing else is left. UserError CANCELLED, TOO_LARGE and the
    TARGET_ codes; VaultError PROOF_FAILED for what was read back, DATABASE_DAMAGED where that shows
    the vault itself to be damaged; the vault's codes for what a medium refuses.
    """
    reporter = Reporter(progress, cancelled)
    keys = keys_of(vault)
    with translating(), SpooledTemporaryFile(max_size=HELD_IN_MEMORY) as spool:
        require_usable_target(vault.folder, target)
        reporter.begin(BackupStep.COPYING)
        snapshot = _take_snapshot(vault, keys, spool, reporter)
        leftovers.sweep(target.parent)
        beside = Beside(target)
        with beside.in_the_making() as part:
            reporter.begin(BackupStep.WRITING)
            file_digest = _write(part, snapshot.container, spool, reporter)
            report = _proven(part, target, snapshot, keys, reporter)
            reporter.go_on()
            beside.publish(file_digest)
    return report


def _take_snapshot(
    vault: StoredVault, keys: Subkeys, spool: IO[bytes], reporter: Reporter
) -> Snapshot:
    digest = PayloadDigest()
    with closing(vault.reader()) as connection, held_still(connection):
        slots = vault.keys_json()
        counts = table_counts(connection)
        version = schema_version(connection)
        for chunk in _bytes_of(vault):
            reporter.go_on()
            digest.update(chunk)
            spool.write(chunk)
    manifest = Manifest(
        app_version=__version__,
        schema_version=version,
        created=datetime.now(UTC).replace(microsecond=0),
        vault_id=vault.vault_id,
        payload_size=digest.entry.size,
        payload_sha256=digest.sha256,
        keys_sha256=hashlib.sha256(slots).hexdigest(),
    )
    return Snapshot(Container(manifest.sealed(keys.backup), slots, digest.entry), counts)


def _bytes_of(vault: StoredVault) -> Iterator[bytes]:
    """The vault's file from its first byte to its last. UserError TOO_LARGE, OSError."""
    size = vault.saved_size
    if size > DATABASE_LIMIT:
        raise UserError(BackupTrouble.TOO_LARGE, size=size, limit=DATABASE_LIMIT)
    for offset in range(0, size, CHUNK):
        yield vault.saved_bytes(offset, min(CHUNK, size - offset))


def _write(part: Path, container: Container, spool: IO[bytes], reporter: Reporter) -> str:
    """Write the container to a new file; gives the SHA-256 of all of it, in hexadecimal."""
    digest = hashlib.sha256()
    spool.seek(0)
    with new_file(part) as file:
        for chunk in _in_order(container, spool):
            reporter.go_on()
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def _in_order(container: Container, spool: IO[bytes]) -> Iterator[bytes]:
    yield container.head()
    while chunk := spool.read(CHUNK):
        yield chunk
    yield container.tail()


def _proven(
    part: Path, target: Path, snapshot: Snapshot, keys: Subkeys, reporter: Reporter
) -> BackupReport:
    """PROOF_FAILED for any difference; DATABASE_DAMAGED where the vault itself is not whole."""
    try:
        with opened_backup(part) as contents:
            if contents.container != snapshot.container:
                raise damaged("container")
            counts = prove(contents, keys, reporter)
            if counts != snapshot.counts:
                raise damaged("counts")
            return BackupReport(summary=contents.summary(target), counts=counts)
    except VaultError as error:
        if not isinstance(error.code, BackupTrouble):
            raise
        different = str(error.data.get("part", "container"))
        raise VaultError(BackupTrouble.PROOF_FAILED, part=different) from error
