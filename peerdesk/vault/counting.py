"""The few questions that a backup asks of a database, whichever file it lies in."""

from collections.abc import Iterator
from contextlib import contextmanager

from peerdesk.vault.cipher import Connection


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


def schema_version(connection: Connection) -> int:
    """The number of the newest migration that the database has been through."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _rows(connection: Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    count = connection.execute(f'SELECT count(*) FROM "{quoted}"')  # noqa: S608 - a quoted name
    return int(count.fetchone()[0])
