"""A vault as it was at one moment: its bytes in a private folder, and what goes with them."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BufferedIOBase
from pathlib import Path

from peerdesk import __version__
from peerdesk.backup.container import DATABASE_LIMIT, DATABASE_NAME, Container
from peerdesk.backup.manifest import Manifest, OpensWith
from peerdesk.backup.payload import CHUNK, PayloadDigest
from peerdesk.backup.reports import BackupStep, Reporter
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.errors import UserError
from peerdesk.vault.counting import held_still, schema_version, table_counts
from peerdesk.vault.keys import Subkeys
from peerdesk.vault.open_vault import OpenVault


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A copy of the database, as encrypted as ever, with the slots and keys that open it.

    `rows` is the digest of every row that the copy must have, where it is not the vault's own
    bytes.
    """

    database: Path
    payload: PayloadDigest
    slots: bytes
    keys: Subkeys = field(repr=False)
    vault_id: str
    taken: datetime
    schema_version: int
    counts: dict[str, int]
    opens_with: OpensWith = OpensWith.VAULT
    rows: str | None = None

    def container(self) -> Container:
        """The container that holds it, authenticated with its keys."""
        manifest = Manifest(
            app_version=__version__,
            schema_version=self.schema_version,
            created=self.taken,
            vault_id=self.vault_id,
            payload_size=self.payload.entry.size,
            payload_sha256=self.payload.sha256,
            keys_sha256=hashlib.sha256(self.slots).hexdigest(),
            opens_with=self.opens_with,
        )
        return Container(manifest.sealed(self.keys.backup), self.slots, self.payload.entry)


def take_snapshot(vault: OpenVault, folder: Path, reporter: Reporter) -> Snapshot:
    """Copy the vault into `folder`; it is held still only for as long as its bytes are read.

    UserError CANCELLED, TOO_LARGE; OSError.
    """
    reporter.begin(BackupStep.COPYING)
    copy = folder / DATABASE_NAME
    payload = PayloadDigest()
    with copy.open("xb") as file, closing(vault.reader()) as connection, held_still(connection):
        taken = datetime.now(UTC).replace(microsecond=0)
        slots = vault.keys_json()
        counts = table_counts(connection)
        version = schema_version(connection)
        for chunk in _bytes_of(vault):
            reporter.go_on()
            payload.update(chunk)
            file.write(chunk)
    return Snapshot(
        database=copy,
        payload=payload,
        slots=slots,
        keys=vault.subkeys,
        vault_id=vault.vault_id,
        taken=taken,
        schema_version=version,
        counts=counts,
    )


def chunks_of(file: BufferedIOBase, reporter: Reporter) -> Iterator[bytes]:
    """What is left of a file, a MiB at a time. UserError CANCELLED, OSError."""
    while chunk := file.read(CHUNK):
        reporter.go_on()
        yield chunk


def _bytes_of(vault: OpenVault) -> Iterator[bytes]:
    """The vault's file from its first byte to its last. UserError TOO_LARGE, OSError."""
    size = vault.saved_size
    if size > DATABASE_LIMIT:
        raise UserError(BackupTrouble.TOO_LARGE, size=size, limit=DATABASE_LIMIT)
    for offset in range(0, size, CHUNK):
        yield vault.saved_bytes(offset, min(CHUNK, size - offset))
