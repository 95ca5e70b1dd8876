"""The database's bytes on their way into and out of a container, digested as they pass."""

import hashlib
import zlib
from collections.abc import Callable
from io import FileIO

from peerdesk.backup.container import DATABASE_NAME, Container, Entry, truncated
from peerdesk.backup.manifest import Manifest
from peerdesk.backup.reports import Reporter
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.errors import VaultError

CHUNK = 2**20
"""Bytes that are held in memory at a time."""


class PayloadDigest:
    """CRC-32, SHA-256 and size of bytes that are passed by."""

    def __init__(self) -> None:
        self._sha256 = hashlib.sha256()
        self._crc = 0
        self._size = 0

    def update(self, chunk: bytes) -> None:
        """Take the next bytes in."""
        self._sha256.update(chunk)
        self._crc = zlib.crc32(chunk, self._crc)
        self._size += len(chunk)

    @property
    def entry(self) -> Entry:
        """The database's entry for the container."""
        return Entry(DATABASE_NAME, self._size, self._crc)

    @property
    def sha256(self) -> str:
        """In hexadecimal."""
        return self._sha256.hexdigest()


def read_payload(
    file: FileIO,
    container: Container,
    manifest: Manifest,
    reporter: Reporter,
    receive: Callable[[bytes], object] | None = None,
) -> None:
    """Pass the database's bytes to `receive`, then say whether they are the right ones.

    VaultError TRUNCATED, DAMAGED (a checksum does not hold), TAMPERED (the container's checksum
    was made to hold, the manifest's digest was not). What was received before is to be thrown away.
    """
    digest = PayloadDigest()
    file.seek(container.database_offset)
    left = container.database.size
    while left:
        reporter.go_on()
        chunk = file.read(min(CHUNK, left))
        if not chunk:
            raise truncated(file.tell(), file.tell() + left)
        digest.update(chunk)
        left -= len(chunk)
        if receive is not None:
            receive(chunk)
    if digest.entry != container.database:
        raise VaultError(BackupTrouble.DAMAGED, part="database")
    if digest.sha256 != manifest.payload_sha256:
        raise VaultError(BackupTrouble.TAMPERED, part="database")
