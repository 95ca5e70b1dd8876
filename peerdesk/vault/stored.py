"""A vault as it lies on the disk: what a backup is made of, encrypted all the way."""

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from peerdesk.vault.cipher import Connection, connect
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.keyfile import KeyFile
from peerdesk.vault.keys import Subkeys


class KeyHolder(Protocol):
    """Whoever can tell a vault's own backups from all others."""

    @property
    def vault_id(self) -> str:
        """Its UUID."""
        ...

    @property
    def subkeys(self) -> Subkeys:
        """What opens and proves a copy."""
        ...


@dataclass(frozen=True, slots=True)
class HeldKeys:
    """A `KeyHolder` for work that may outlast the open vault: once that closes, its keys are wiped
    here too, and no backup passes for one of its own any more.
    """

    vault_id: str
    subkeys: Subkeys = field(repr=False)


class StoredVault(KeyHolder, Protocol):
    """The stored bytes of a vault, and the keys that prove a copy of them."""

    @property
    def folder(self) -> VaultFolder:
        """Where it lies."""
        ...

    @property
    def saved_size(self) -> int:
        """Bytes of the database file now. OSError."""
        ...

    def saved_bytes(self, offset: int, count: int) -> bytes:
        """At most `count` bytes of the database file. OSError."""
        ...

    def keys_json(self) -> bytes:
        """The key slots as stored in `vault.keys`."""
        ...

    def reader(self) -> Connection:
        """A read-only connection for another thread, which closes it."""
        ...


BackUpFirst = Callable[[StoredVault], str]
"""Makes a backup in the vault's own `backups/` and gives its name; "" where none can hold it."""


@dataclass(frozen=True, slots=True)
class UnmigratedVault:
    """A vault that is being opened and still has the schema of an earlier version."""

    folder: VaultFolder
    keys: KeyFile
    subkeys: Subkeys = field(repr=False)
    raw: io.FileIO

    @property
    def vault_id(self) -> str:
        """Its UUID."""
        return self.keys.vault_id

    @property
    def saved_size(self) -> int:
        """Bytes of the database file. OSError."""
        return os.fstat(self.raw.fileno()).st_size

    def saved_bytes(self, offset: int, count: int) -> bytes:
        """At most `count` bytes of the database file. OSError."""
        return bytes_of(self.folder, self.raw, offset, count)

    def keys_json(self) -> bytes:
        """The key slots as stored in `vault.keys`."""
        return self.keys.encode()

    def reader(self) -> Connection:
        """A read-only connection, for the caller to close."""
        return connect(self.folder.database, self.subkeys.database, read_only=True)


def bytes_of(folder: VaultFolder, raw: io.FileIO, offset: int, count: int) -> bytes:
    """At most `count` bytes of the database file, as encrypted as they lie there. OSError.

    The vault's own descriptor `raw` is read at an offset: opening the file anew and closing it
    would drop SQLite's POSIX locks (sqlite.org/howtocorrupt.html §2.2), and moving this one's
    position would disturb another thread.
    """
    if sys.platform == "win32":
        # There are no POSIX locks to lose there, and no pread either.
        with folder.database.open("rb") as file:
            file.seek(offset)
            return file.read(count)
    return os.pread(raw.fileno(), count, offset)
