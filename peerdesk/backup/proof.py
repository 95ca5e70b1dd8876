"""Whether a backup is whole, authentic, and opens: with a passphrase, or as far as one can without.

What is checked first costs least, and no checksum that anybody could make decides over one that
takes a key: structure, digests, key slots, MAC, then SQLCipher's and SQLite's own integrity checks.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from peerdesk.backup.container import DATABASE_NAME, Container, read_container, read_manifest
from peerdesk.backup.keys import keys_from
from peerdesk.backup.manifest import Manifest, OpensWith, SealedManifest, read_sealed
from peerdesk.backup.medium import from_medium, new_file
from peerdesk.backup.payload import read_payload
from peerdesk.backup.reports import BackupReport, BackupStep, BackupSummary, Progress, Reporter
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.errors import UserError, VaultError, WrongPassphraseError
from peerdesk.vault import leftovers
from peerdesk.vault.cipher import Connection, connect, integrity_faults, translating
from peerdesk.vault.counting import schema_version, table_counts
from peerdesk.vault.files import reading
from peerdesk.vault.keys import Subkeys
from peerdesk.vault.troubles import VaultTrouble


@dataclass(frozen=True, slots=True)
class Contents:
    """An open backup whose structure is right and whose manifest could be read."""

    file: FileIO
    container: Container
    sealed: SealedManifest

    @property
    def manifest(self) -> Manifest:
        """What the manifest says; authentic only after `sealed.require_authentic`."""
        return self.sealed.manifest

    def summary(self, path: Path) -> BackupSummary:
        """The same in the words of a report; `path` is the file's own."""
        return BackupSummary(
            path=path,
            created=self.manifest.created,
            app_version=self.manifest.app_version,
            schema_version=self.manifest.schema_version,
            vault_id=self.manifest.vault_id,
            opens_with=self.manifest.opens_with,
            size=self.container.directory_offset + len(self.container.tail()),
            database_size=self.container.database.size,
        )

    @contextmanager
    def keys(self, secret: str) -> Iterator[Subkeys]:
        """The keys that open its database. Raises as `peerdesk.backup.keys.keys_from`.

        WrongPassphraseError WRONG_OWN_PASSPHRASE where it has a passphrase of its own.
        """
        with self._asked_for(), keys_from(self.container.keys, secret) as opened:
            if opened.key_file.vault_id != self.manifest.vault_id:
                raise VaultError(BackupTrouble.TAMPERED, part="keys")
            yield opened.subkeys

    @contextmanager
    def _asked_for(self) -> Iterator[None]:
        try:
            yield
        except WrongPassphraseError as error:
            if self.manifest.opens_with is not OpensWith.OWN:
                raise
            raise WrongPassphraseError(BackupTrouble.WRONG_OWN_PASSPHRASE) from error


def inspect(path: Path) -> BackupSummary:
    """What a backup says about itself, once its structure and every digest hold.

    UserError FILE_MISSING; VaultError NOT_A_BACKUP, TRUNCATED, DAMAGED, TAMPERED, NEWER_FORMAT;
    the vault's codes for what the medium refuses.
    """
    with existing_backup(path) as contents:
        read_payload(contents.file, contents.container, contents.manifest, Reporter())
        return contents.summary(path)


def opens_with(path: Path) -> OpensWith:
    """Which passphrase to ask for. Reads less than 80 KiB; raises as `inspect`."""
    with existing_backup(path) as contents:
        return contents.manifest.opens_with


def verify(path: Path, secret: str, progress: Progress | None = None) -> BackupReport:
    """Read a backup from its medium, open it in a private folder, and check every page and row.

    WrongPassphraseError; UserError and VaultError as `inspect`, TAMPERED where the MAC does not
    hold, DATABASE_DAMAGED where an integrity check finds something.
    """
    reporter = Reporter(progress)
    with existing_backup(path) as contents:
        reporter.begin(BackupStep.DERIVING_KEYS)
        with contents.keys(secret) as keys:
            counts = prove(contents, keys, reporter)
        return BackupReport(summary=contents.summary(path), counts=counts)


@contextmanager
def existing_backup(path: Path) -> Iterator[Contents]:
    """A backup that somebody chose. Raises as `inspect`.

    Trouble with the medium inside the block is told with the vault's codes as well.
    """
    with translating():
        with reading(path):
            is_there = path.exists()
        if not is_there:
            raise UserError(BackupTrouble.FILE_MISSING)
        with opened_backup(path) as contents:
            yield contents


@contextmanager
def opened_backup(path: Path) -> Iterator[Contents]:
    """A backup with its structure and manifest checked, its database not yet.

    VaultError as `inspect`, OSError.
    """
    with from_medium(path) as file:
        # A newer format is told as such even where the rest of its container is no longer ours.
        sealed = read_sealed(read_manifest(file))
        container = read_container(file)
        if hashlib.sha256(container.keys).hexdigest() != sealed.manifest.keys_sha256:
            raise VaultError(BackupTrouble.TAMPERED, part="keys")
        if container.database.size != sealed.manifest.payload_size:
            raise VaultError(BackupTrouble.TAMPERED, part="database")
        yield Contents(file, container, sealed)


def prove(contents: Contents, keys: Subkeys, reporter: Reporter) -> dict[str, int]:
    """Check MAC, digests and the opened database; gives the rows of every table.

    SQLCipher wants a file, so a copy lies in a private folder meanwhile. Raises as `verify`.
    """
    with extracted(contents, keys, reporter) as database:
        reporter.begin(BackupStep.CHECKING)
        return checked_counts(database, keys, contents.manifest)


@contextmanager
def extracted(contents: Contents, keys: Subkeys, reporter: Reporter) -> Iterator[Path]:
    """A copy of the database, as encrypted as ever, in a private folder that goes with the block.

    The MAC and every digest hold then. Raises as `inspect`; VaultError TAMPERED.
    """
    contents.sealed.require_authentic(keys.backup)
    with leftovers.private_folder() as folder:
        database = folder / DATABASE_NAME
        extract(contents, database, reporter)
        yield database


def extract(contents: Contents, database: Path, reporter: Reporter) -> None:
    """Write the database to a new file, mode 0600. Raises as `inspect`."""
    reporter.begin(BackupStep.READING_BACK)
    with new_file(database) as target:
        read_payload(contents.file, contents.container, contents.manifest, reporter, target.write)


def checked_counts(database: Path, keys: Subkeys, manifest: Manifest) -> dict[str, int]:
    """Open an extracted database and check all of it; gives the rows of every table.

    Raises as `opened_whole`.
    """
    with opened_whole(database, keys, manifest, integrity_faults) as connection:
        return table_counts(connection)


@contextmanager
def opened_whole(
    database: Path, keys: Subkeys, manifest: Manifest, check: Callable[[Connection], list[str]]
) -> Iterator[Connection]:
    """An extracted database in which `check` finds no fault.

    VaultError DATABASE_DAMAGED; TAMPERED where its schema is not the one that the manifest names.
    """
    with closing(connect(database, keys.database, read_only=True)) as connection:
        faults = check(connection)
        if faults:
            raise VaultError(VaultTrouble.DATABASE_DAMAGED, faults=len(faults))
        if schema_version(connection) != manifest.schema_version:
            raise VaultError(BackupTrouble.TAMPERED, part="database")
        yield connection
