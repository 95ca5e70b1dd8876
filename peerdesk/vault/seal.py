"""The seal: what `vault.db` was at the last clean close.

`vault.seal` is one canonical JSON object and a newline: `format` "peerdesk-seal-1", `generation`
(saved changes so far), `size` in bytes and `sha256` of the database file, `keys_generation` (the
highest that `vault.keys` was ever seen with) and `keys_sha256` of that file, and `mac`, the
HMAC-SHA-256 under the header subkey of the canonical object without it.
"""

import hashlib
import hmac
import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from peerdesk.vault.canonical import Json, canonical, parse_object
from peerdesk.vault.files import read_at_most, write_atomically

FORMAT: Final = "peerdesk-seal-1"
MOST_BYTES: Final = 4096


class SealDamagedError(Exception):
    """The seal is there but is not what PeerDesk wrote."""


@dataclass(frozen=True, slots=True)
class KeysMark:
    """Which key file it was: how often it had been changed, and its SHA-256 as 64 hex digits."""

    generation: int
    sha256: str

    def is_rolled_back_to(self, found: "KeysMark") -> bool:
        """Whether `found` is an earlier file, or another one of the same generation.

        A later one is no attack: the program died between a change of passphrase and its seal.
        """
        return found.sha256 != self.sha256 and found.generation <= self.generation


@dataclass(frozen=True, slots=True)
class Seal:
    """A database file's measure: size in bytes, SHA-256 as 64 hex digits, changes saved so far."""

    generation: int
    size: int
    sha256: str
    keys: KeysMark

    def encode(self, header_key: bytearray) -> bytes:
        """The bytes of `vault.seal`."""
        fields: dict[str, Json] = {
            "format": FORMAT,
            "generation": self.generation,
            "keys_generation": self.keys.generation,
            "keys_sha256": self.keys.sha256,
            "size": self.size,
            "sha256": self.sha256,
        }
        mac = hmac.digest(header_key, canonical(fields), "sha256").hex()
        return canonical({**fields, "mac": mac}) + b"\n"

    def matches(self, raw: io.FileIO) -> bool:
        """Whether the file is byte for byte what was sealed; reads it all only if the size is."""
        if os.fstat(raw.fileno()).st_size != self.size:
            return False
        return hmac.compare_digest(digest(raw), self.sha256)


def measure(raw: io.FileIO, generation: int, keys: KeysMark) -> Seal:
    """Measure a closed database through a file object that stays open."""
    return Seal(generation, os.fstat(raw.fileno()).st_size, digest(raw), keys)


def digest(raw: io.FileIO) -> str:
    """SHA-256 of the whole file as hex; moves the file's position."""
    raw.seek(0)
    return hashlib.file_digest(raw, "sha256").hexdigest()


def write(path: Path, seal: Seal, header_key: bytearray) -> None:
    """Write the seal so that a crash leaves the former or the new one. Raises `OSError`."""
    write_atomically(path, seal.encode(header_key))


def read(path: Path, header_key: bytearray) -> Seal | None:
    """The seal, or None where there is none; raises `SealDamagedError` and `OSError`."""
    try:
        data = read_at_most(path, MOST_BYTES)
    except FileNotFoundError:
        return None
    if data is None:
        raise SealDamagedError
    try:
        seal = _parsed(data)
    except (ValueError, RecursionError) as error:
        raise SealDamagedError from error
    # Written anew and compared: checks the MAC and that no other spelling passes.
    if not hmac.compare_digest(seal.encode(header_key), data):
        raise SealDamagedError
    return seal


def _parsed(data: bytes) -> Seal:
    fields = parse_object(data, most_brackets=1)
    keys = KeysMark(_count(fields, "keys_generation"), _text(fields, "keys_sha256"))
    return Seal(_count(fields, "generation"), _count(fields, "size"), _text(fields, "sha256"), keys)


def _count(fields: dict[str, object], name: str) -> int:
    value = fields.get(name)
    # `type` and not `isinstance`: JSON's true would pass for 1.
    if type(value) is not int:
        raise ValueError(name)
    return value


def _text(fields: dict[str, object], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise ValueError(name)  # noqa: TRY004 - one exception for all malformed input
    return value
