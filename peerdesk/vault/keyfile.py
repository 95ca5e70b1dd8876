"""The bytes of `vault.keys`, written and read strictly; no key is ever derived here.

The file is one JSON object in its canonical spelling (keys sorted, no spaces, ASCII) and a final
newline, at most 64 KiB. Binary values are lower-case hexadecimal.

    checksum   32 bytes  SHA-256 of the canonical object without `checksum`: accidental damage
    format     "peerdesk-keys"
    generation how often the slots were changed; the seal says which one it knows
    mac        32 bytes  HMAC-SHA-256, under the header subkey, of the canonical object without
                         `checksum` and `mac`: tampering
    slots      1 to 32 objects, as below
    vault      the vault's UUID, 8-4-4-4-12
    version    1

A slot wraps the 32-byte master key for one secret:

    created_at  YYYY-MM-DDThh:mm:ssZ
    id          16 random bytes
    iterations, lanes, memory_kib   the cost of Argon2id (version 1.3)
    kdf         "argon2id"
    kind        "passphrase" or "recovery"
    label       12-byte nonce, then ChaCha20-Poly1305 of the UTF-8 label (at most 128 bytes) under
                the labels subkey; associated data: canonical {"label_of": id, "vault": UUID}
    nonce       12 bytes
    salt        16 bytes
    wrapped     48 bytes: ChaCha20-Poly1305 of the master key under
                Argon2id(NFKC(secret), salt); associated data: the canonical object of every
                other field of the slot, and `vault`

Labels are enciphered because a facilitator's name must not be readable on a lost stick. Checks run
in this order: size, JSON, fields, checksum, bounds of the cost; only then may a key be derived.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from peerdesk.errors import VaultError
from peerdesk.vault.canonical import Json, canonical, parse_object
from peerdesk.vault.kdf import SALT_BYTES, KdfCost
from peerdesk.vault.seal import KeysMark
from peerdesk.vault.troubles import VaultTrouble

FORMAT: Final = "peerdesk-keys"
VERSION: Final = 1
MOST_BYTES: Final = 64 * 1024
MOST_SLOTS: Final = 32
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
MASTER_BYTES: Final = 32
DIGEST_BYTES: Final = 32
ID_BYTES: Final = 16
MOST_LABEL_BYTES: Final = 128
MOST_KIB_PASSES: Final = 64 * 2**20
"""What all slots together may cost: 64 GiB of memory passed over, some 20 to 60 seconds.

A slot is calibrated to a second, so that at 4 GiB/s it fits sixteen of them, and four of the most
that calibration ever gives (64 passes over 256 MiB).
"""

HEADER_FIELDS: Final = frozenset(
    {"checksum", "format", "generation", "mac", "slots", "vault", "version"}
)
SLOT_FIELDS: Final = frozenset(
    {"created_at", "id", "iterations", "kdf", "kind", "label", "lanes", "memory_kib"}
    | {"nonce", "salt", "wrapped"}
)
UUID_FORM: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOMENT_FORM: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
HEX_FORM: Final = re.compile(r"([0-9a-f]{2})*")


class SlotKind(StrEnum):
    """Whose secret a slot is for: a facilitator's passphrase, or the printed words."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a kind, not a passphrase
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class KeySlot:
    """One way to the master key, as stored."""

    id: bytes
    kind: SlotKind
    created_at: str
    cost: KdfCost
    salt: bytes
    nonce: bytes
    label: bytes
    wrapped: bytes

    def fields(self) -> dict[str, Json]:
        """The slot as JSON."""
        return {**self.bound_fields(), "wrapped": self.wrapped.hex()}

    def bound_fields(self) -> dict[str, Json]:
        """Every field but the wrapped key: what its encryption is bound to."""
        return {
            "created_at": self.created_at,
            "id": self.id.hex(),
            "iterations": self.cost.iterations,
            "kdf": "argon2id",
            "kind": str(self.kind),
            "label": self.label.hex(),
            "lanes": self.cost.lanes,
            "memory_kib": self.cost.memory_kib,
            "nonce": self.nonce.hex(),
            "salt": self.salt.hex(),
        }


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The whole file, as stored; `mac` has not been checked. `generation` counts its changes."""

    vault_id: str
    slots: tuple[KeySlot, ...]
    generation: int = 0
    mac: bytes = b""

    def signed(self) -> bytes:
        """The bytes that the MAC is over."""
        return canonical(self._body())

    def with_mac(self, mac: bytes) -> "KeyFile":
        """The same slots under another MAC."""
        return replace(self, mac=mac)

    def of_kind(self, kind: SlotKind) -> tuple[KeySlot, ...]:
        """The slots for one kind of secret, in the order in which they were added."""
        return tuple(slot for slot in self.slots if slot.kind is kind)

    def encode(self) -> bytes:
        """The bytes of the file."""
        with_mac: dict[str, Json] = {**self._body(), "mac": self.mac.hex()}
        checksum = hashlib.sha256(canonical(with_mac)).hexdigest()
        return canonical({**with_mac, "checksum": checksum}) + b"\n"

    def mark(self) -> KeysMark:
        """What the seal keeps of it."""
        return KeysMark(self.generation, hashlib.sha256(self.encode()).hexdigest())

    def kib_passes(self) -> int:
        """What trying every slot costs, in KiB of memory times passes over it."""
        return sum(slot.cost.memory_kib * slot.cost.iterations for slot in self.slots)

    def _body(self) -> dict[str, Json]:
        return {
            "format": FORMAT,
            "generation": self.generation,
            "slots": [slot.fields() for slot in self.slots],
            "vault": self.vault_id,
            "version": VERSION,
        }


def decode(data: bytes | None) -> KeyFile:
    """Read the file's bytes (None: larger than allowed).

    Raises `VaultError` with KEYS_DAMAGED, NEWER_VERSION or KDF_OUT_OF_BOUNDS.
    """
    if data is None or len(data) > MOST_BYTES:
        raise VaultError(VaultTrouble.KEYS_DAMAGED, part="size")
    try:
        header = parse_object(data, most_brackets=2 + MOST_SLOTS)
    except (ValueError, RecursionError) as error:
        raise VaultError(VaultTrouble.KEYS_DAMAGED, part="json") from error
    _require_version(header)
    try:
        found = _header(header)
    except ValueError as error:
        raise VaultError(VaultTrouble.KEYS_DAMAGED, part="fields") from error
    # One comparison covers the checksum and any other spelling of the same values.
    if found.encode() != data:
        raise VaultError(VaultTrouble.KEYS_DAMAGED, part="checksum")
    _require_bounds(found)
    return found


def _require_version(header: dict[str, object]) -> None:
    version = header.get("version")
    if header.get("format") == FORMAT and type(version) is int and version > VERSION:
        raise VaultError(VaultTrouble.NEWER_VERSION, found=min(version, 9999), known=VERSION)


def _require_bounds(key_file: KeyFile) -> None:
    costs = [slot.cost for slot in key_file.slots]
    for cost in costs:
        if not cost.is_within_bounds():
            raise _out_of_bounds(cost)
    if key_file.kib_passes() > MOST_KIB_PASSES:
        raise _out_of_bounds(max(costs, key=lambda cost: cost.memory_kib * cost.iterations))


def _out_of_bounds(cost: KdfCost) -> VaultError:
    return VaultError(
        VaultTrouble.KDF_OUT_OF_BOUNDS,
        memory_kib=cost.memory_kib,
        iterations=cost.iterations,
        lanes=cost.lanes,
    )


def _header(header: dict[str, object]) -> KeyFile:
    _require(header.keys() == HEADER_FIELDS, "fields")
    _require(header["format"] == FORMAT, "format")
    _require(_integer(header, "version") == VERSION, "version")
    slots = header["slots"]
    _require(isinstance(slots, list) and 1 <= len(slots) <= MOST_SLOTS, "slots")
    assert isinstance(slots, list)  # noqa: S101 - for the type checker, required above
    found = tuple(_slot(slot) for slot in slots)
    _require(len({slot.id for slot in found}) == len(found), "ids")
    vault_id = _matching(header, "vault", UUID_FORM)
    generation = _integer(header, "generation")
    return KeyFile(vault_id, found, generation, _binary(header, "mac", DIGEST_BYTES))


def _slot(slot: object) -> KeySlot:
    if not isinstance(slot, dict) or slot.keys() != SLOT_FIELDS:
        message = "slot"
        raise ValueError(message)
    _require(slot["kdf"] == "argon2id", "kdf")
    return KeySlot(
        id=_binary(slot, "id", ID_BYTES),
        kind=SlotKind(_matching(slot, "kind", re.compile("[a-z]+"))),
        created_at=_matching(slot, "created_at", MOMENT_FORM),
        cost=KdfCost(*(_integer(slot, name) for name in ("memory_kib", "iterations", "lanes"))),
        salt=_binary(slot, "salt", SALT_BYTES),
        nonce=_binary(slot, "nonce", NONCE_BYTES),
        label=_binary(
            slot, "label", NONCE_BYTES + TAG_BYTES, NONCE_BYTES + TAG_BYTES + MOST_LABEL_BYTES
        ),
        wrapped=_binary(slot, "wrapped", MASTER_BYTES + TAG_BYTES),
    )


def _integer(found: dict[str, object], name: str) -> int:
    value = found[name]
    # `type` and not `isinstance`: JSON's true would pass for 1. 2**31 keeps messages short.
    if type(value) is not int or not 0 <= value < 2**31:
        raise ValueError(name)
    return value


def _matching(found: dict[str, object], name: str, form: re.Pattern[str]) -> str:
    value = found[name]
    if not isinstance(value, str) or form.fullmatch(value) is None:
        raise ValueError(name)
    return value


def _binary(found: dict[str, object], name: str, least: int, most: int | None = None) -> bytes:
    value = bytes.fromhex(_matching(found, name, HEX_FORM))
    _require(least <= len(value) <= (least if most is None else most), name)
    return value


def _require(holds: bool, part: str) -> None:  # noqa: FBT001 - reads as a sentence at the call
    if not holds:
        raise ValueError(part)
