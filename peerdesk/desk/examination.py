"""A check of everything in an open vault: its pages, its references and its search index."""

from sqlcipher3 import dbapi2 as sqlcipher

from peerdesk.desk.desk import Desk
from peerdesk.vault.cipher import SQLITE_CORRUPT, Connection, integrity_faults, translating

SEARCH_INDEXES = ("group_notes_search", "member_notes_search")


def faults_of(desk: Desk) -> list[str]:
    """What is wrong, empty where nothing is.

    Raises UserError and VaultError with the codes of the vault where the disk fails meanwhile.
    """
    with translating():
        return [*integrity_faults(desk.connection), *_search_faults(desk.connection)]


def _search_faults(connection: Connection) -> list[str]:
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
