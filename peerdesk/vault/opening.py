"""From the keys to an open database: seal, journal, integrity, generation, schema, in that order.

Nothing is handed out before one of two things holds: the file is byte for byte what was sealed, or
both integrity checks found it whole.
"""

import io
import os
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from peerdesk.errors import UserError, VaultError
from peerdesk.vault import clock, identity, migrations, seal
from peerdesk.vault.cipher import (
    KEY_BYTES,
    PLAIN_MAGIC,
    SALT_BYTES,
    Connection,
    connect,
    integrity_faults,
    translating,
)
from peerdesk.vault.files import (
    FILE_MODE,
    FOLDER_MODE,
    VaultFolder,
    open_plainly,
    set_file_aside,
    write_atomically,
)
from peerdesk.vault.findings import Finding, FindingKind
from peerdesk.vault.identity import Identity
from peerdesk.vault.keyfile import KeyFile
from peerdesk.vault.keys import Subkeys
from peerdesk.vault.progress import Progress, UnlockStep, tell
from peerdesk.vault.reserve import Reserve
from peerdesk.vault.seal import Seal, SealDamagedError
from peerdesk.vault.stored import BackUpFirst, UnmigratedVault
from peerdesk.vault.troubles import VaultTrouble


@dataclass(frozen=True, slots=True)
class Opening:
    """What is opened, with what, and to which schema.

    `back_up_first` comes before a migration; without it the database is copied as it is.
    """

    folder: VaultFolder
    keys: KeyFile
    subkeys: Subkeys = field(repr=False)
    schema: Path = migrations.SCHEMA_FOLDER
    back_up_first: BackUpFirst | None = None
    progress: Progress | None = None
    refusal: VaultTrouble | None = None
    """Why nothing can be written there, where that is known already: it is only read then."""

    @property
    def version(self) -> int:
        """The number of the schema that it is opened to."""
        return migrations.schema_version(self.schema)


@dataclass(frozen=True, slots=True)
class OpenDatabase:
    """An open database and the file object beneath it, which must be closed after it.

    `keys_generation` is the highest that `vault.keys` was ever seen with. `refusal` says why
    nothing can be saved, as when the medium is write-protected.
    """

    connection: Connection
    raw: io.FileIO
    identity: Identity
    findings: tuple[Finding, ...]
    keys_generation: int
    refusal: VaultTrouble | None


@dataclass(frozen=True, slots=True)
class SealCheck:
    """What the seal says of the file before it is opened."""

    matches: bool
    seal: Seal | None
    damaged: bool
    had_journal: bool


def open_database(opening: Opening) -> OpenDatabase:
    """Open the vault's database.

    Raises `VaultError` with DATABASE_PLAIN, DATABASE_FOREIGN, DATABASE_DAMAGED or NEWER_VERSION,
    and what the medium does wrong. On failure nothing stays open.
    """
    with ExitStack() as stack:
        # Closed last: closing any descriptor of a file drops every POSIX lock the process has on
        # it, SQLite's among them.
        raw = stack.enter_context(open_plainly(opening.folder.database))
        _require_own_file(raw, opening.subkeys)
        tell(opening.progress, UnlockStep.READING_FILE)
        check = _check_seal(opening, raw)
        findings = _keys_finding(opening.keys, check.seal)
        findings += _set_foreign_logs_aside(opening.folder)
        findings += _set_needless_journal_aside(opening.folder, check)
        only_read = opening.refusal is not None
        reserve = Reserve(opening.folder.reserve)
        database_key = opening.subkeys.database
        connection = connect(opening.folder.database, database_key, read_only=only_read)
        stack.callback(connection.close)
        migrations.version_of(connection, opening.schema)
        found = _require_own_identity(connection, opening) if check.matches else None
        if not (check.seal and found and found.generation == check.seal.generation):
            _require_whole(connection, opening)
            found = _require_own_identity(connection, opening)
            findings.append(_finding(check, found))
        refusal = opening.refusal or _refusal(connection)
        if refusal is VaultTrouble.DISK_FULL and not only_read and reserve.give_up():
            refusal = _refusal(connection)
            findings.append(Finding(FindingKind.RESERVE_USED))
        if refusal is None:
            findings += _migrate(connection, opening, raw)
        elif migrations.version_of(connection, opening.schema) != opening.version:
            raise UserError(refusal)  # what this version reads is not there yet
        else:
            findings.append(Finding(_NOT_SAVING[refusal]))
        findings += clock.finding(connection)
        found = identity.read(connection)
        stack.pop_all()
    keys_generation = _highest(opening.keys, check.seal)
    return OpenDatabase(connection, raw, found, tuple(findings), keys_generation, opening.refusal)


_NOT_SAVING: Final = {
    VaultTrouble.READ_ONLY: FindingKind.READ_ONLY,
    VaultTrouble.DISK_FULL: FindingKind.DISK_FULL,
}
"""What keeps a vault from being written to but not from being read, and how that is told."""


def _refusal(connection: Connection) -> VaultTrouble | None:
    """Why a save would fail now, where the vault can be read all the same."""
    try:
        with translating():
            require_writable(connection)
    except UserError as error:
        for refusal in _NOT_SAVING:
            if error.code is refusal:
                return refusal
        raise
    return None


def require_writable(connection: Connection) -> None:
    """Raise what a save would fail with; changes not one byte of the file."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.execute("BEGIN IMMEDIATE")
    try:
        # BEGIN alone succeeds on a read-only file; this also makes the journal in the folder.
        connection.execute(f"PRAGMA user_version = {int(version)}")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def exposed_to_others(folder: VaultFolder, *, may_change: bool = True) -> bool:
    """Make the files private; say whether others can reach them all the same (as on FAT)."""
    if os.name == "nt":
        return False
    wanted = ((folder.root, FOLDER_MODE), (folder.database, FILE_MODE), (folder.keys, FILE_MODE))
    for path, mode in wanted:
        if may_change and _is_exposed(path) and is_own(path):
            path.chmod(mode)
    # A folder that nobody else may enter covers what lies in it.
    return _is_exposed(folder.root) and any(_is_exposed(path) for path, _ in wanted[1:])


def is_own(path: Path) -> bool:
    """Whether it belongs to the user who runs PeerDesk; Windows has no such number to ask for."""
    return os.name == "nt" or path.stat().st_uid == os.geteuid()


def _is_exposed(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o077)


def _require_own_file(raw: io.FileIO, subkeys: Subkeys) -> None:
    """Look at the first 16 bytes: SQLCipher keeps the salt there and does not authenticate it."""
    raw.seek(0)
    start = raw.read(SALT_BYTES)
    if start == PLAIN_MAGIC:
        raise VaultError(VaultTrouble.DATABASE_PLAIN)
    if len(start) < SALT_BYTES:
        raise VaultError(VaultTrouble.DATABASE_DAMAGED, faults=0)
    if start != subkeys.database[KEY_BYTES - SALT_BYTES :]:
        raise VaultError(VaultTrouble.DATABASE_FOREIGN)


def _check_seal(opening: Opening, raw: io.FileIO) -> SealCheck:
    had_journal = opening.folder.journal.exists()
    try:
        found = seal.read(opening.folder.seal, opening.subkeys.header)
    except SealDamagedError:
        return SealCheck(matches=False, seal=None, damaged=True, had_journal=had_journal)
    matches = found is not None and found.matches(raw)
    return SealCheck(matches=matches, seal=found, damaged=False, had_journal=had_journal)


def _keys_finding(keys: KeyFile, found: Seal | None) -> list[Finding]:
    """A key file put back from before a change lets passphrases of that day in again."""
    if found is None or not found.keys.is_rolled_back_to(keys.mark()):
        return []
    return [Finding(FindingKind.KEYS_ROLLED_BACK)]


def _highest(keys: KeyFile, found: Seal | None) -> int:
    """Never lower than the seal's, so that no key file from before passes for a later one."""
    return max(keys.generation, found.keys.generation if found else 0)


def _set_foreign_logs_aside(folder: VaultFolder) -> list[Finding]:
    """Keep SQLite from playing a log back: in journal mode DELETE none is ever made by PeerDesk.

    Its checksums take no key, so anybody who may write to the folder can make one of old pages.
    """
    planted = [path for path in folder.foreign_logs if os.path.lexists(path)]
    return [
        Finding(FindingKind.FOREIGN_LOG, kept_as=set_file_aside(folder, path).name)
        for path in planted
    ]


def _set_needless_journal_aside(folder: VaultFolder, check: SealCheck) -> list[Finding]:
    """Keep SQLite from playing a journal back into a file that is proven to be as it was closed.

    A crash before the first page was written leaves such a journal, and so does someone who puts
    an old one there.
    """
    if not (check.matches and check.had_journal and check.seal):
        return []
    kept = set_file_aside(folder, folder.journal).name
    generation = check.seal.generation
    return [Finding(FindingKind.AFTER_CRASH, generation, generation, kept)]


def _require_whole(connection: Connection, opening: Opening) -> None:
    faults = integrity_faults(connection, opening.progress)
    if faults:
        raise VaultError(VaultTrouble.DATABASE_DAMAGED, faults=len(faults))


def _require_own_identity(connection: Connection, opening: Opening) -> Identity:
    found = identity.read(connection)
    if found.vault_id != opening.keys.vault_id:
        raise VaultError(VaultTrouble.DATABASE_FOREIGN)
    return found


def _finding(check: SealCheck, found: Identity) -> Finding:
    """Why a whole file is not the sealed one, told by its generation."""
    if check.seal is None:
        kind = FindingKind.SEAL_DAMAGED if check.damaged else FindingKind.SEAL_MISSING
        return Finding(kind, found.generation)
    sealed = check.seal.generation
    if found.generation < sealed:
        kind = FindingKind.ROLLED_BACK
    elif found.generation > sealed or check.had_journal:
        kind = FindingKind.AFTER_CRASH
    else:
        kind = FindingKind.ALTERED
    return Finding(kind, found.generation, sealed)


def _migrate(connection: Connection, opening: Opening, raw: io.FileIO) -> list[Finding]:
    kept: list[Finding] = []

    def copy_first(version: int) -> None:
        tell(opening.progress, UnlockStep.MIGRATING)
        opening.folder.backups.mkdir(mode=FOLDER_MODE, exist_ok=True)
        kept.append(_backed_up(opening, raw) or _copied(opening.folder, raw, version))

    count = identity.count_change
    if not migrations.migrate(connection, opening.schema, copy_first=copy_first, count=count):
        return []
    return kept or [Finding(FindingKind.MIGRATED)]


def _backed_up(opening: Opening, raw: io.FileIO) -> Finding | None:
    """A proven backup of the vault as it was before; None where none can be made."""
    if opening.back_up_first is None:
        return None
    name = opening.back_up_first(
        UnmigratedVault(opening.folder, opening.keys, opening.subkeys, raw)
    )
    return Finding(FindingKind.MIGRATED_AFTER_BACKUP, kept_as=name) if name else None


def _copied(folder: VaultFolder, raw: io.FileIO, version: int) -> Finding:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = folder.backups / f"{moment}-before-schema-{version + 1}.vault.db"
    raw.seek(0)
    write_atomically(target, raw.read())
    return Finding(FindingKind.MIGRATED, kept_as=target.name)
