"""The few questions that a backup asks of a database, whichever file it lies in."""

import hashlib
import marshal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from peerdesk.vault.cipher import Connection

ROWS_AT_ONCE: Final = 256
"""A note is a few pages at most, so that this many rows are some MiB."""

_SCHEMA: Final = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"


@contextmanager
def held_still(connection: Connection) -> Iterator[None]:
    """A read transaction: until it ends, no byte of the file changes under any connection.

    In rollback-journal mode a writer touches the file only under the EXCLUSIVE lock, which SQLite
    grants to nobody while a SHARED lock is held; it waits meanwhile (sqlite.org/lockingv3.html §3).
    """
    connection.execute("BEGIN")
    try:
        # BEGIN alone takes no lock, the first read does.
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        yield
    finally:
        connection.execute("ROLLBACK")


def table_counts(connection: Connection) -> dict[str, int]:
    """The rows of every table by its name, those of the search index and SQLite's own aside."""
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
        "AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"
    ).fetchall()
    return {name: _rows(connection, name) for (name,) in tables}


def row_digest(connection: Connection) -> str:
    """A SHA-256 over every value of every row of every table, the search index's own included.

    To compare two copies within one run, wherever in their files the tables begin. The spelling is
    that of `marshal`, version 0, which depends on the values alone and is ten times as fast as any
    that Python would have to write.
    """
    digest = hashlib.sha256()
    for query in (_SCHEMA, *map(_all_of, _stored_tables(connection))):
        digest.update(query.encode())
        rows = connection.execute(query)
        while some := rows.fetchmany(ROWS_AT_ONCE):
            digest.update(marshal.dumps(some, 0))
    return digest.hexdigest()


def schema_version(connection: Connection) -> int:
    """The number of the newest migration that the database has been through."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _rows(connection: Connection, table: str) -> int:
    count = connection.execute(f"SELECT count(*) FROM {_quoted(table)}")  # noqa: S608 - a quoted name
    return int(count.fetchone()[0])


def _stored_tables(connection: Connection) -> list[str]:
    """Every table that has rows of its own, SQLite's included; the schema itself aside."""
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow') "
        "AND name <> 'sqlite_schema' ORDER BY name"
    ).fetchall()
    return [name for (name,) in tables]


def _all_of(table: str) -> str:
    return f"SELECT * FROM {_quoted(table)} NOT INDEXED"  # noqa: S608 - a quoted name


def _quoted(table: str) -> str:
    doubled = table.replace('"', '""')
    return f'"{doubled}"'
