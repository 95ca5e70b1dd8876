"""A vault whose stick was pulled while it was open, and put back: the same vault, another file.

The system gives a medium that comes back a new number, and the descriptors of before stay dead. So
before each change the name is compared with the descriptor (two calls of `stat`, some 5 µs), which
also keeps a save from going into a file that a sync program has unlinked.
"""

import io
import os
from contextlib import ExitStack
from dataclasses import dataclass

from sqlcipher3 import dbapi2

from peerdesk.errors import PeerDeskError, UserError
from peerdesk.vault import identity
from peerdesk.vault.cipher import CIPHER_KEY_BYTES, SALT_BYTES, Connection, connect, translating
from peerdesk.vault.files import VaultFolder, open_plainly
from peerdesk.vault.keys import Subkeys
from peerdesk.vault.troubles import VaultTrouble


@dataclass(frozen=True, slots=True)
class Known:
    """Which vault it was, and how many changes had been saved."""

    vault_id: str
    generation: int


def is_in_place(folder: VaultFolder, raw: io.FileIO) -> bool:
    """Whether the database's name still leads to the file that is open."""
    try:
        return os.path.samestat(folder.database.stat(), os.fstat(raw.fileno()))
    except OSError:
        return False


def reopened(folder: VaultFolder, subkeys: Subkeys, known: Known) -> tuple[io.FileIO, Connection]:
    """The same vault under its name again; what a pulled stick left half done is rolled back.

    Raises `UserError(MEDIUM_GONE)` where there is nothing, `UserError(FILE_EXCHANGED)` where it is
    another file or another state: the last change may have been saved without an answer, so one
    more is the same.
    """
    with ExitStack() as stack:
        try:
            raw = stack.enter_context(open_plainly(folder.database))
            if any(os.path.lexists(path) for path in folder.foreign_logs):
                raise UserError(VaultTrouble.FILE_EXCHANGED)
            if raw.read(SALT_BYTES) != subkeys.database[CIPHER_KEY_BYTES:]:
                raise UserError(VaultTrouble.FILE_EXCHANGED)
            connection = connect(folder.database, subkeys.database)
            stack.callback(connection.close)
            with translating():
                found = identity.read(connection)
        except OSError as error:
            raise UserError(VaultTrouble.MEDIUM_GONE) from error
        except PeerDeskError as error:
            if error.code is VaultTrouble.DATABASE_DAMAGED:
                raise UserError(VaultTrouble.FILE_EXCHANGED) from error
            raise
        is_same = found.vault_id == known.vault_id
        if not is_same or found.generation not in {known.generation, known.generation + 1}:
            raise UserError(VaultTrouble.FILE_EXCHANGED)
        stack.pop_all()
    return raw, connection


def let_go(connection: Connection, raw: io.FileIO) -> None:
    """Close what was open on the medium that is gone."""
    try:
        connection.close()
        raw.close()
    except (dbapi2.Error, OSError):
        # There is nobody left to tell it to: the descriptor is closed all the same.
        return
