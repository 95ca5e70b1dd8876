"""The master key, the keys that come of it, and the slots that wrap it.

The byte layout of the file is in `keyfile`. The master key is 32 random bytes; from it
come, by HKDF-SHA-256 with the 16 bytes of the vault's UUID as salt and one `info` each:

    peerdesk/1/database   48 bytes: SQLCipher's key of 32, then the file's salt of 16
    peerdesk/1/header     32 bytes: HMAC of `vault.keys` and of `vault.seal`
    peerdesk/1/backup     32 bytes: HMAC of a backup's manifest
    peerdesk/1/labels     32 bytes: encrypts the labels of slots
"""

import hmac
import secrets
import time
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from peerdesk.domain import recovery_words
from peerdesk.domain.passphrases import MINIMUM_CHARACTERS, is_too_short, normal_form
from peerdesk.domain.recovery_words import RecoveryWords
from peerdesk.errors import UserError, VaultError, WrongPassphraseError
from peerdesk.vault.canonical import canonical
from peerdesk.vault.kdf import SALT_BYTES, KdfCost, derive
from peerdesk.vault.keyfile import (
    ID_BYTES,
    MASTER_BYTES,
    MOST_KIB_PASSES,
    MOST_LABEL_BYTES,
    MOST_SLOTS,
    NONCE_BYTES,
    KeyFile,
    KeySlot,
    SlotKind,
)
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.words import read_recovery_words, word_list


@dataclass(frozen=True, slots=True)
class Subkeys:
    """The four keys that an open vault works with; `wipe` overwrites them in place."""

    database: bytearray = field(repr=False)
    header: bytearray = field(repr=False)
    backup: bytearray = field(repr=False)
    labels: bytearray = field(repr=False)

    def wipe(self) -> None:
        """Overwrite every key by zeros."""
        for key in (self.database, self.header, self.backup, self.labels):
            wipe(key)


@dataclass(frozen=True, slots=True)
class OpenedKeys:
    """A key file whose MAC holds, and the slot that opened it. The caller wipes `master`."""

    key_file: KeyFile
    slot: KeySlot
    master: bytearray = field(repr=False)
    subkeys: Subkeys = field(repr=False)
    seconds: float = 0.0
    """How long the key of that slot took to derive; 0 where it was just made."""


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """The slot that a secret opened, the master key in it, and the seconds that its key took."""

    slot: KeySlot
    master: bytearray = field(repr=False)
    seconds: float


@dataclass(frozen=True, slots=True)
class NewSlot:
    """A slot to be made: for whose secret, of what kind, at what cost of guessing.

    `created_at` is kept where the secret stays the same; empty means now.
    """

    kind: SlotKind
    secret: str = field(repr=False)
    label: str
    cost: KdfCost
    created_at: str = ""


def wipe(key: bytearray) -> None:
    """Overwrite a key in place."""
    key[:] = bytes(len(key))


def make_subkeys(master: bytearray, vault_id: str) -> Subkeys:
    """Derive the working keys of one vault."""
    salt = uuid.UUID(vault_id).bytes

    def expand(purpose: str, length: int) -> bytearray:
        info = f"peerdesk/1/{purpose}".encode()
        return bytearray(HKDF(SHA256(), length, salt, info).derive(master))

    return Subkeys(
        expand("database", 48), expand("header", 32), expand("backup", 32), expand("labels", 32)
    )


def make_keys(
    vault_id: str, passphrase: str, label: str, recovery: RecoveryWords | None, cost: KdfCost
) -> OpenedKeys:
    """A new master key under one passphrase and, where there are any, recovery words.

    Raises `UserError` with PASSPHRASE_TOO_SHORT, LABEL_UNUSABLE or NOT_ENOUGH_MEMORY.
    """
    require_long_enough(passphrase)
    master = bytearray(secrets.token_bytes(MASTER_BYTES))
    subkeys = make_subkeys(master, vault_id)
    wanted = [NewSlot(SlotKind.PASSPHRASE, passphrase, label, cost)]
    if recovery is not None:
        wanted.append(NewSlot(SlotKind.RECOVERY, recovery.secret, "", cost))
    slots = tuple(make_slot(new, vault_id, master, subkeys) for new in wanted)
    key_file = sign(KeyFile(vault_id, slots), subkeys)
    return OpenedKeys(key_file, slots[0], master, subkeys)


def make_slot(new: NewSlot, vault_id: str, master: bytearray, subkeys: Subkeys) -> KeySlot:
    """Wrap the master key for one secret."""
    slot_id = secrets.token_bytes(ID_BYTES)
    slot = KeySlot(
        id=slot_id,
        kind=new.kind,
        created_at=new.created_at or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        cost=new.cost,
        salt=secrets.token_bytes(SALT_BYTES),
        nonce=secrets.token_bytes(NONCE_BYTES),
        label=_encrypted_label(new.label, slot_id, vault_id, subkeys),
        wrapped=b"",
    )
    wrapping = derive(new.secret, slot.salt, slot.cost)
    try:
        cipher = ChaCha20Poly1305(wrapping)
        wrapped = cipher.encrypt(slot.nonce, bytes(master), _bound_to(slot, vault_id))
    finally:
        wipe(wrapping)
    return replace(slot, wrapped=wrapped)


def open_keys(key_file: KeyFile, secret: str, refused: Collection[KeySlot] = ()) -> OpenedKeys:
    """Find the slot that `secret` opens, those in `refused` aside, and check the file's MAC.

    Raises `WrongPassphraseError`, `UserError(RECOVERY_…)` for a slip in what was meant as a
    recovery sheet, and `VaultError(KEYS_ALTERED)`.
    """
    opened = unwrap(key_file, secret, refused)
    if opened is None:
        raise _refusal(key_file, secret)
    subkeys = make_subkeys(opened.master, key_file.vault_id)
    if not is_genuine(key_file, subkeys):
        wipe(opened.master)
        subkeys.wipe()
        raise VaultError(VaultTrouble.KEYS_ALTERED)
    return OpenedKeys(key_file, opened.slot, opened.master, subkeys, opened.seconds)


def unwrap(key_file: KeyFile, secret: str, refused: Collection[KeySlot] = ()) -> Unwrapped | None:
    """The first slot that `secret` opens and the master key in it, which the caller wipes.

    Slots in `refused` are known not to open with it, so they cost nothing.
    """
    for slot, spelled in _attempts(key_file, secret):
        if slot in refused:
            continue
        began = time.perf_counter()
        wrapping = derive(spelled, slot.salt, slot.cost)
        seconds = time.perf_counter() - began
        try:
            cipher = ChaCha20Poly1305(wrapping)
            bound = _bound_to(slot, key_file.vault_id)
            master = bytearray(cipher.decrypt(slot.nonce, slot.wrapped, bound))
            return Unwrapped(slot, master, seconds)
        except InvalidTag:
            continue
        finally:
            wipe(wrapping)
    return None


def header_mac(key_file: KeyFile, subkeys: Subkeys) -> bytes:
    """The MAC that the file must carry."""
    return hmac.digest(subkeys.header, key_file.signed(), "sha256")


def is_genuine(key_file: KeyFile, subkeys: Subkeys) -> bool:
    """Whether the file is as a holder of these keys wrote it."""
    return hmac.compare_digest(header_mac(key_file, subkeys), key_file.mac)


def sign(key_file: KeyFile, subkeys: Subkeys) -> KeyFile:
    """The same slots under the MAC that belongs to them."""
    return key_file.with_mac(header_mac(key_file, subkeys))


def with_slots(
    key_file: KeyFile, slots: Iterable[KeySlot], generation: int, subkeys: Subkeys
) -> KeyFile:
    """The file with other slots, as its change number `generation`, signed.

    Raises `UserError(TOO_MANY_SLOTS)`, also where trying them all would cost more than a key file
    may, and `UserError(LAST_PASSPHRASE)` where no passphrase would be left.
    """
    changed = KeyFile(key_file.vault_id, tuple(slots), generation)
    if len(changed.slots) > MOST_SLOTS:
        raise UserError(VaultTrouble.TOO_MANY_SLOTS, most=MOST_SLOTS)
    if changed.kib_passes() > MOST_KIB_PASSES:
        raise UserError(VaultTrouble.TOO_MANY_SLOTS, most=len(key_file.slots))
    if not changed.of_kind(SlotKind.PASSPHRASE):
        raise UserError(VaultTrouble.LAST_PASSPHRASE)
    return sign(changed, subkeys)


def label_of(slot: KeySlot, vault_id: str, subkeys: Subkeys) -> str:
    """The slot's label in clear; the file's MAC has been checked before."""
    cipher = ChaCha20Poly1305(subkeys.labels)
    nonce, body = slot.label[:NONCE_BYTES], slot.label[NONCE_BYTES:]
    try:
        return cipher.decrypt(nonce, body, _label_bound_to(slot.id, vault_id)).decode()
    except (InvalidTag, UnicodeDecodeError) as error:
        raise VaultError(VaultTrouble.KEYS_ALTERED) from error


def require_long_enough(passphrase: str) -> None:
    """Raise `UserError(PASSPHRASE_TOO_SHORT)` below 15 characters."""
    if is_too_short(passphrase):
        raise UserError(VaultTrouble.PASSPHRASE_TOO_SHORT, minimum=MINIMUM_CHARACTERS)


def _attempts(key_file: KeyFile, secret: str) -> list[tuple[KeySlot, str]]:
    """Which slots to try with which spelling; recovery words first, as their checksum holds."""
    attempts = [(slot, secret) for slot in key_file.of_kind(SlotKind.PASSPHRASE)]
    try:
        words = recovery_words.parse(secret, word_list())
    except recovery_words.RecoveryWordsError:
        return attempts
    return [(slot, words.secret) for slot in key_file.of_kind(SlotKind.RECOVERY)] + attempts


def _refusal(key_file: KeyFile, secret: str) -> UserError:
    """Why nothing opened: a slip in a recovery sheet is told from a secret that is not ours."""
    meant_as_words = recovery_words.looks_like_words(secret, word_list())
    if meant_as_words:
        try:
            read_recovery_words(secret)
        except UserError as slip:
            return slip
    return WrongPassphraseError(
        VaultTrouble.WRONG_PASSPHRASE,
        slots=len(_attempts(key_file, secret)),
        recovery=int(meant_as_words),
        old_keys=0,
    )


def _bound_to(slot: KeySlot, vault_id: str) -> bytes:
    return canonical({**slot.bound_fields(), "vault": vault_id})


def _label_bound_to(slot_id: bytes, vault_id: str) -> bytes:
    return canonical({"label_of": slot_id.hex(), "vault": vault_id})


def _encrypted_label(label: str, slot_id: bytes, vault_id: str, subkeys: Subkeys) -> bytes:
    plain = normal_form(label).encode("utf-8", "replace")
    if len(plain) > MOST_LABEL_BYTES:
        raise UserError(VaultTrouble.LABEL_UNUSABLE, most=MOST_LABEL_BYTES)
    nonce = secrets.token_bytes(NONCE_BYTES)
    cipher = ChaCha20Poly1305(subkeys.labels)
    return nonce + cipher.encrypt(nonce, plain, _label_bound_to(slot_id, vault_id))
