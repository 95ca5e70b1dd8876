"""The full-text indexes: which there are, and whether they match what they index."""

from typing import Final

from sqlcipher3 import dbapi2 as sqlcipher

from peerdesk.vault.cipher import SQLITE_CORRUPT, Connection

SEARCH_INDEXES: Final = ("group_notes_search", "member_notes_search")


def search_faults(connection: Connection) -> list[str]:
    """The search indexes that do not match the notes they index (FTS5, "integrity-check")."""
    faults = []
    for name in SEARCH_INDEXES:
        try:
            # The 1 makes it compare with the notes themselves; nothing is written.
            connection.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - constants
        except sqlcipher.DatabaseError as error:
            # FTS5 reports a mismatch as a corrupt database; anything else is the disk's doing.
            if error.sqlite_errorcode & 0xFF != SQLITE_CORRUPT:
                raise
            faults.append(name)
    return faults


def rebuild_search(connection: Connection) -> None:
    """Make every search index anew of the notes themselves; no note is changed."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for name in SEARCH_INDEXES:
            connection.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")  # noqa: S608 - constants
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
