"""A database under another key, in a file of its own."""

from contextlib import closing
from pathlib import Path

from peerdesk.vault.cipher import connect, spelled_key, translating
from peerdesk.vault.counting import row_digest, schema_version
from peerdesk.vault.files import write_new
from peerdesk.vault.migrations import APPLICATION_ID


def rekeyed_copy(database: Path, key: bytearray, copy: Path, copy_key: bytearray) -> str:
    """Write `database` anew to `copy`, which must not exist; gives the digest of its rows.

    Both keys are 48 bytes. `copy` is whole only once this returns: without a journal, which a file
    that is thrown away on a failure has no use for. Not by `reset_key` of the engine's binding,
    which holds every other thread up, the window's too. Raises as `peerdesk.vault.cipher.connect`.
    """
    write_new(copy, b"")
    with closing(connect(database, key)) as connection, translating():
        rows = row_digest(connection)
        with spelled_key(copy_key) as spelled:
            connection.execute("ATTACH ? AS fresh KEY ?", (copy.absolute().as_uri(), spelled))
        connection.execute("PRAGMA fresh.journal_mode = OFF")
        connection.execute("PRAGMA fresh.synchronous = OFF")
        connection.execute("SELECT sqlcipher_export('fresh')").fetchone()
        # The export leaves both at 0.
        connection.execute(f"PRAGMA fresh.user_version = {schema_version(connection)}")
        connection.execute(f"PRAGMA fresh.application_id = {APPLICATION_ID}")
        connection.execute("DETACH fresh")
    return rows
