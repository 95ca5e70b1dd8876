"""A database under another key, page by page in its own file."""

from contextlib import closing
from pathlib import Path

from peerdesk.errors import VaultError
from peerdesk.vault.cipher import SALT_BYTES, connect, reset_key
from peerdesk.vault.counting import row_digest
from peerdesk.vault.files import open_plainly
from peerdesk.vault.troubles import VaultTrouble


def rekey(database: Path, former: bytearray, key: bytearray) -> str:
    """Encrypt a throw-away copy of a database anew; gives the digest of its rows from before.

    What is killed amid this leaves a file that no key opens: no journal is kept, which would hold
    the same pages once more. Both keys are 48 bytes, and `key` brings the file's new salt. Raises
    as `peerdesk.vault.cipher.connect`.
    """
    with closing(connect(database, former)) as connection:
        rows = row_digest(connection)
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        reset_key(connection, key)
    with open_plainly(database) as file:
        if file.read(SALT_BYTES) != key[-SALT_BYTES:]:
            raise VaultError(VaultTrouble.DATABASE_DAMAGED, faults=1)
    return rows
