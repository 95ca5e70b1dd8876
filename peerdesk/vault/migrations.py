"""Bringing a database to the schema of this version, one numbered file after the other."""

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from peerdesk.errors import VaultError
from peerdesk.vault.cipher import Connection, translating
from peerdesk.vault.troubles import VaultTrouble

SCHEMA_FOLDER: Final = Path(__file__).parent / "schema"
APPLICATION_ID: Final = 0x5044534B  # "PDSK", so that the file says whose it is once decrypted
FILE_FORM: Final = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: brings version `number` - 1 to `number`."""

    number: int
    path: Path


def migrations(folder: Path = SCHEMA_FOLDER) -> tuple[Migration, ...]:
    """The steps in order; raises `ValueError` unless they are numbered 1, 2, 3 …"""
    found: list[Migration] = []
    for path in sorted(folder.glob("*.sql")):
        named = FILE_FORM.fullmatch(path.name)
        if named is None or int(named[1]) != len(found) + 1:
            message = f"not the next migration: {path.name}"
            raise ValueError(message)
        found.append(Migration(int(named[1]), path))
    return tuple(found)


def schema_version(folder: Path = SCHEMA_FOLDER) -> int:
    """The version that the folder's steps lead to."""
    return len(migrations(folder))


SCHEMA_VERSION: Final = schema_version()


def version_of(connection: Connection, folder: Path = SCHEMA_FOLDER) -> int:
    """The database's schema version, 0 for an empty one.

    Raises `VaultError(NEWER_VERSION)` for one that this PeerDesk doesn't know yet, and
    `VaultError(DATABASE_FOREIGN)` for a file that was never PeerDesk's.
    """
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application != (APPLICATION_ID if version else 0):
        raise VaultError(VaultTrouble.DATABASE_FOREIGN)
    known = schema_version(folder)
    if version > known:
        raise VaultError(VaultTrouble.NEWER_VERSION, found=version, known=known)
    return version


def migrate(
    connection: Connection,
    folder: Path = SCHEMA_FOLDER,
    *,
    copy_first: Callable[[int], None] | None = None,
    up_to: int | None = None,
    count: Callable[[Connection], None] | None = None,
) -> bool:
    """Run the steps that are missing, a transaction each; say whether there were any.

    Those after `up_to` are left out.

    `copy_first` is called with the present version before a database that has one is touched.
    `count` is called within the transaction of each step: a kill between two steps must read as a
    crash, and without a change of the generation it would as bytes that somebody altered.
    A step that fails is rolled back as a whole and its error raised.
    """
    version = version_of(connection, folder)
    missing = migrations(folder)[version:up_to]
    if missing and version and copy_first is not None:
        copy_first(version)
    for step in missing:
        _run(connection, step, count)
    return bool(missing)


def require_own_schema(connection: Connection) -> None:
    """Raise `VaultError(DATABASE_FOREIGN)` unless tables and triggers are those of this version.

    For a database that somebody else may have made, before its tables are read by their names.
    """
    with closing(dbapi2.connect(":memory:", isolation_level=None)) as own:
        migrate(own)
        if _schema_of(connection) != _schema_of(own):
            raise VaultError(VaultTrouble.DATABASE_FOREIGN)


def _schema_of(connection: Connection) -> set[tuple[object, ...]]:
    return set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))


def _run(
    connection: Connection, step: Migration, count: Callable[[Connection], None] | None
) -> None:
    # Rebuilding a table drops the old one, which would cascade to its children; the switch has no
    # effect within a transaction, so the keys are checked by hand before the commit.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        with translating():
            _run_statements(connection, step)
            if count is not None:
                count(connection)
            connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys = ON")


def _run_statements(connection: Connection, step: Migration) -> None:
    """Begin a transaction and do the step in it."""
    statements = step.path.read_text(encoding="utf-8")
    connection.executescript(
        f"BEGIN IMMEDIATE;\n{statements}\n;"
        f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {step.number};"
    )
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        message = f"{step.path.name} leaves a foreign key without its row"
        raise ValueError(message)
