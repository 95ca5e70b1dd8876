"""One page of a database as SQLCipher keeps it: whether it is authentic, and what it holds.

The design is SQLCipher 4's (zetetic.net/sqlcipher/design, `sqlcipher_page_hmac` in its sources): a
page of 4,096 bytes ends with 80 of its own, the initialisation vector (16) and an HMAC-SHA-512 (64)
of the encrypted part, the vector and the page's number as 4 little-endian bytes.
"""

import hashlib
import hmac
from collections.abc import Iterator
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from peerdesk.vault.cipher import CIPHER_KEY_BYTES, SALT_BYTES

PAGE_BYTES: Final = 4096
VECTOR_BYTES: Final = 16
HMAC_BYTES: Final = 64
RESERVED_BYTES: Final = VECTOR_BYTES + HMAC_BYTES
SALT_MASK: Final = 0x3A
"""What SQLCipher turns the file's salt into that of the HMAC's key with (`hmac_salt_mask`)."""
_BLOCK: Final = 16
"""Bytes of a block of AES."""
ROUNDS: Final = 2
"""Of PBKDF2, since its input is a key already (`fast_kdf_iter`)."""


class PageCipher:
    """Reads pages by themselves, without SQLite; `wipe` it after use.

    `database_key` is 48 bytes, as in `peerdesk.vault.cipher.connect`. Pages count from 1.
    """

    def __init__(self, database_key: bytearray) -> None:
        self._key = database_key[:CIPHER_KEY_BYTES]
        salt = bytes(byte ^ SALT_MASK for byte in database_key[CIPHER_KEY_BYTES:])
        self._hmac_key = bytearray(
            hashlib.pbkdf2_hmac("sha512", self._key, salt, ROUNDS, CIPHER_KEY_BYTES)
        )

    def wipe(self) -> None:
        """Overwrite both keys."""
        self._key[:] = bytes(len(self._key))
        self._hmac_key[:] = bytes(len(self._hmac_key))

    def is_authentic(self, page: bytes, number: int) -> bool:
        """Whether a page is one that the key's holder wrote at that place of a file."""
        if len(page) != PAGE_BYTES:
            return False
        body = page[_clear_bytes(number) : -HMAC_BYTES] + number.to_bytes(4, "little")
        found = hmac.digest(self._hmac_key, body, "sha512")
        return hmac.compare_digest(found, page[-HMAC_BYTES:])

    def decrypted(self, page: bytes, number: int) -> bytes:
        """The page without its last 80 bytes; the first one without the file's salt as well."""
        end = len(page) - RESERVED_BYTES
        vector = page[end : end + VECTOR_BYTES]
        decryptor = Cipher(algorithms.AES256(self._key), modes.CBC(vector)).decryptor()
        return decryptor.update(page[_clear_bytes(number) : end]) + decryptor.finalize()

    def decrypted_run(self, pages: bytes, first: int) -> Iterator[bytes]:
        """Pages that lie one after the other, `first` the number of the first, each as above.

        All of them are decrypted as one stream, which takes an eighth of the time. In it each
        block is chained to the one before, so only the first of each page comes out wrong: it was
        chained to the page's own vector instead.
        """
        stream = Cipher(algorithms.AES256(self._key), modes.CBC(bytes(_BLOCK))).decryptor()
        plain = stream.update(pages) + stream.finalize()
        for start in range(0, len(pages), PAGE_BYTES):
            end = start + PAGE_BYTES - RESERVED_BYTES
            begin = start + _clear_bytes(first + start // PAGE_BYTES)
            before = pages[begin - _BLOCK : begin] if begin else bytes(_BLOCK)
            wrong, vector = plain[begin : begin + _BLOCK], pages[end : end + VECTOR_BYTES]
            yield _xor(wrong, before, vector) + plain[begin + _BLOCK : end]


def _xor(*blocks: bytes) -> bytes:
    mixed = 0
    for block in blocks:
        mixed ^= int.from_bytes(block, "big")
    return mixed.to_bytes(_BLOCK, "big")


def _clear_bytes(number: int) -> int:
    """The first page begins with the file's salt, which is neither encrypted nor in the HMAC."""
    return SALT_BYTES if number == 1 else 0
