"""The pages of a database as they are once decrypted, those included that no table uses any more.

SQL shows what is in the tables. Whether deleted text is really gone can only be told from the
pages themselves, and this SQLite is built without `sqlite_dbpage`.
"""

import os
from collections.abc import Iterator
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from peerdesk.vault.cipher import SALT_BYTES
from peerdesk.vault.counting import held_still
from peerdesk.vault.open_vault import OpenVault

PAGE_BYTES: Final = 4096
VECTOR_BYTES: Final = 16
RESERVED_BYTES: Final = 80
"""At the end of each page: the initialisation vector of 16 bytes, then an HMAC-SHA-512 of 64
(zetetic.net/sqlcipher/design)."""
CIPHER_KEY_BYTES: Final = 32


def plain_pages(vault: OpenVault) -> Iterator[bytes]:
    """Each page of the saved database, decrypted, without its last 80 bytes.

    Belongs to the thread that owns the vault's connection. The file is held still meanwhile, so
    take no longer over it than needed. Pages are not authenticated here: that is what
    `cipher_integrity_check` is for. Raises `OSError`.
    """
    key = vault.subkeys.database[:CIPHER_KEY_BYTES]
    descriptor = vault.raw.fileno()
    try:
        with held_still(vault.connection):
            for offset in range(0, os.fstat(descriptor).st_size, PAGE_BYTES):
                # At an offset, since closing or moving another descriptor would disturb SQLite.
                yield _decrypted(os.pread(descriptor, PAGE_BYTES, offset), key, offset)
    finally:
        key[:] = bytes(len(key))


def _decrypted(page: bytes, key: bytearray, offset: int) -> bytes:
    """The first page begins with the file's salt in the clear."""
    clear = SALT_BYTES if offset == 0 else 0
    end = len(page) - RESERVED_BYTES
    vector = page[end : end + VECTOR_BYTES]
    decryptor = Cipher(algorithms.AES256(key), modes.CBC(vector)).decryptor()
    return decryptor.update(page[clear:end]) + decryptor.finalize()
