"""An open vault: its connection, its keys while they are needed, and its end under a seal."""

import os
import threading
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from peerdesk.domain.recovery_words import RecoveryWords
from peerdesk.errors import PeerDeskError, UserError, WrongPassphraseError
from peerdesk.vault import identity, keystore, reattaching, seal
from peerdesk.vault.cipher import Connection, connect, translating
from peerdesk.vault.files import VaultFolder, flush_folder
from peerdesk.vault.kdf import Fit, KdfCost, fit
from peerdesk.vault.keyfile import MOST_LABEL_BYTES, KeyFile, KeySlot, SlotKind
from peerdesk.vault.keys import (
    NewSlot,
    OpenedKeys,
    Subkeys,
    label_of,
    make_slot,
    open_keys,
    require_long_enough,
    unwrap,
    wipe,
    with_slots,
)
from peerdesk.vault.lockfile import FolderLock
from peerdesk.vault.opening import OpenDatabase
from peerdesk.vault.seal import KeysMark, Seal, SealDamagedError
from peerdesk.vault.steady import SteadyConnection
from peerdesk.vault.stored import bytes_of
from peerdesk.vault.troubles import VaultTrouble

_MEDIUM_MAY_BE_GONE = frozenset(
    {VaultTrouble.IO_FAILED, VaultTrouble.MEDIUM_GONE, VaultTrouble.READ_ONLY}
)
"""What a save fails with on a stick that was pulled; a dead mount is read-only to the system."""


@dataclass(frozen=True, slots=True)
class SlotSummary:
    """A key slot as shown to people; `created_at` is UTC, YYYY-MM-DDThh:mm:ssZ."""

    id: str
    kind: SlotKind
    label: str
    created_at: str
    cost: KdfCost


class OpenVault:
    """One unlocked vault, from `create` or `unlock`; seals and releases on `close`.

    `raw` is the one file object of the database for as long as the vault is open; `saved_bytes`
    reads a copy through it.
    """

    def __init__(
        self, folder: VaultFolder, keys: OpenedKeys, database: OpenDatabase, lock: FolderLock
    ) -> None:
        self.folder = folder
        self.vault_id = database.identity.vault_id
        self.is_sample = database.identity.is_sample
        self.opened_with = keys.slot.kind
        self.opened_slot = keys.slot.id.hex()
        self.opened_by = label_of(keys.slot, self.vault_id, keys.subkeys)
        self.opened_fit = fit(keys.slot.cost, keys.seconds) if keys.seconds else Fit.FITS
        self.opened_seconds = keys.seconds
        self.findings = database.findings
        self._steady = SteadyConnection(database.connection)
        self.connection: Connection = self._steady
        self.raw = database.raw
        self._generation = database.identity.generation
        self._may_be_gone = False
        self._name = database.identity.name
        self._key_file = keys.key_file
        self._keys_generation = database.keys_generation
        self._subkeys: Subkeys = keys.subkeys
        self.lock = lock
        self._changing_slots = threading.Lock()
        self._refusal = database.refusal
        self._distrusted = False
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def name(self) -> str:
        """What the vault is called."""
        return self._name

    @property
    def is_closed(self) -> bool:
        """Whether `close` has run."""
        return self._closed

    @property
    def can_save(self) -> bool:
        """Whether anything can be written where the vault lies, as far as the unlock has found."""
        return self._refusal is None

    def require_saving(self) -> None:
        """Raise why nothing can be saved now, if anything does; asked before every change.

        `UserError` READ_ONLY or DISK_FULL where the vault could be opened to read only, MEDIUM_GONE
        while its stick is pulled, and FILE_EXCHANGED where another file lies in its place. A stick
        that was put back is taken up again.
        """
        if self._refusal is not None:
            raise UserError(self._refusal)
        if self._may_be_gone or not reattaching.is_in_place(self.folder, self.raw):
            self._take_up_again()

    def note_saved(self, generation: int) -> None:
        """Remember which change was saved last."""
        self._generation = generation

    def note_failed(self, trouble: PeerDeskError | None) -> None:
        """A save failed: the next one looks whether the medium is there, and damage is not sealed.

        `trouble` is what it means, None for a bug.
        """
        if trouble is None:
            return
        if trouble.code is VaultTrouble.DATABASE_DAMAGED:
            self.distrust()
        self._may_be_gone = trouble.code in _MEDIUM_MAY_BE_GONE

    def _take_up_again(self) -> None:
        known = reattaching.Known(self.vault_id, self._generation)
        raw, connection = reattaching.reopened(self.folder, self._subkeys, known)
        former_raw, self.raw = self.raw, raw
        former = self._steady.exchange(connection)
        self._may_be_gone = False
        reattaching.let_go(former, former_raw)

    def rename(self, name: str) -> None:
        """Call the vault otherwise, as one saved change."""
        self.require_saving()
        with translating():
            identity.rename(self.connection, name)
            self._generation = identity.read(self.connection).generation
        self._name = name

    @property
    def saved_size(self) -> int:
        """Bytes of the database file now. OSError."""
        return os.fstat(self.raw.fileno()).st_size

    def saved_bytes(self, offset: int, count: int) -> bytes:
        """At most `count` bytes of the database file, as encrypted as they lie there. OSError."""
        return bytes_of(self.folder, self.raw, offset, count)

    def reader(self) -> Connection:
        """A read-only connection for another thread, which closes it."""
        self._require_open()
        return connect(self.folder.database, self._subkeys.database, read_only=True)

    def upkeep(self) -> Connection:
        """A second connection that may write, for another thread, which closes it.

        For what changes no record: checking an index, or writing the file anew.
        """
        self._require_open()
        return connect(self.folder.database, self._subkeys.database)

    @property
    def subkeys(self) -> Subkeys:
        """The keys that open and prove a copy of this vault; wiped when it closes."""
        self._require_open()
        return self._subkeys

    def backup_key(self) -> bytes:
        """The 32-byte subkey for the MAC of a backup's manifest."""
        self._require_open()
        return bytes(self._subkeys.backup)

    @property
    def dearest_cost(self) -> KdfCost:
        """What a guess costs where it costs most, for a secret that is to be as well guarded."""
        costs = (slot.cost for slot in self._key_file.slots)
        return max(costs, key=lambda cost: cost.memory_kib * cost.iterations)

    @property
    def key_file(self) -> KeyFile:
        """The key slots as they are in `vault.keys`."""
        self._require_open()
        return self._key_file

    @property
    def keys_generation(self) -> int:
        """The highest that `vault.keys` was ever seen with."""
        return self._keys_generation

    def keys_json(self) -> bytes:
        """The key slots as stored in `vault.keys`."""
        return self._key_file.encode()

    def accepts(self, secret: str) -> bool:
        """Whether `secret` opens this vault: asked again before an export, or to rehearse.

        Takes as long as an unlock. Raises `UserError(NOT_ENOUGH_MEMORY)`.
        """
        opened = unwrap(self._key_file, secret)
        if opened is not None:
            wipe(opened.master)
        return opened is not None

    def slots(self) -> tuple[SlotSummary, ...]:
        """Every way into this vault."""
        self._require_open()
        return tuple(
            SlotSummary(
                slot.id.hex(),
                slot.kind,
                label_of(slot, self.vault_id, self._subkeys),
                slot.created_at,
                slot.cost,
            )
            for slot in self._key_file.slots
        )

    def change_passphrase(self, old: str, new: str, label: str | None = None) -> None:
        """Replace the passphrase `old` by `new`; rewrites `vault.keys` and nothing else.

        Keeps the cost of guessing, and the label where none is given. Raises
        `WrongPassphraseError`, PASSPHRASE_TOO_SHORT, or what the medium does wrong; until it
        returns, the old passphrase opens the vault.
        """
        require_long_enough(new)
        self._remake(old, lambda slot: replace(slot, secret=new, label=label or slot.label))

    def rename_passphrase(self, slot_id: str, secret: str, label: str) -> None:
        """Call the passphrase of a slot otherwise, in the list and in the log from now on.

        The label is bound to the wrapped key, so the slot is made anew with its own `secret`.
        Raises `WrongPassphraseError` (NOT_THIS_PASSPHRASE where it is another one's), SLOT_UNKNOWN,
        LABEL_UNUSABLE.
        """
        if not label.strip():
            raise UserError(VaultTrouble.LABEL_UNUSABLE, most=MOST_LABEL_BYTES)
        self._remake(secret, lambda slot: replace(slot, label=label.strip()), slot_id)

    def fit_passphrase(self, secret: str, cost: KdfCost) -> None:
        """Give the slot of a passphrase another cost of guessing. Raises `WrongPassphraseError`."""
        self._remake(secret, lambda slot: replace(slot, cost=cost))

    def replace_passphrase(self, slot_id: str, authority: str, new: str) -> None:
        """Put a new passphrase in the place of a forgotten one; `authority` is any other secret.

        Keeps the label and the cost. Raises SLOT_UNKNOWN beside what `add_passphrase` does.
        """
        require_long_enough(new)

        def change(opened: OpenedKeys) -> list[KeySlot]:
            slots = list(opened.key_file.slots)
            for place, slot in enumerate(slots):
                if slot.id.hex() == slot_id and slot.kind is SlotKind.PASSPHRASE:
                    label = label_of(slot, self.vault_id, opened.subkeys)
                    wanted = NewSlot(slot.kind, new, label, slot.cost)
                    slots[place] = self._made(wanted, opened)
                    return slots
            raise UserError(VaultTrouble.SLOT_UNKNOWN)

        self._change_slots(authority, change)

    def add_passphrase(self, authority: str, new: str, label: str, cost: KdfCost) -> None:
        """Let one more person in. `authority` is any secret of this vault, recovery words too."""
        require_long_enough(new)

        def change(opened: OpenedKeys) -> list[KeySlot]:
            wanted = NewSlot(SlotKind.PASSPHRASE, new, label, cost)
            return [*opened.key_file.slots, self._made(wanted, opened)]

        self._change_slots(authority, change)

    def renew_recovery(self, authority: str, words: RecoveryWords, cost: KdfCost) -> None:
        """Put a new sheet of recovery words in place of every former one."""

        def change(opened: OpenedKeys) -> list[KeySlot]:
            wanted = NewSlot(SlotKind.RECOVERY, words.secret, "", cost)
            kept = opened.key_file.of_kind(SlotKind.PASSPHRASE)
            return [*kept, self._made(wanted, opened)]

        self._change_slots(authority, change)

    def remove_slot(self, authority: str, slot_id: str) -> None:
        """Shut one way in; raises SLOT_UNKNOWN, and LAST_PASSPHRASE where none would be left."""

        def change(opened: OpenedKeys) -> list[KeySlot]:
            kept = [slot for slot in opened.key_file.slots if slot.id.hex() != slot_id]
            if len(kept) == len(opened.key_file.slots):
                raise UserError(VaultTrouble.SLOT_UNKNOWN)
            return kept

        self._change_slots(authority, change)

    def distrust(self) -> None:
        """Damage was found: no seal is to call the file whole, so the next unlock checks it all."""
        self._distrusted = True

    def close(self, *, keep_lock: bool = False) -> None:
        """Seal the vault and let go of it; a second call does nothing.

        With `keep_lock` nobody can open it before the caller has released `lock`: for files that
        are about to be exchanged. An open transaction is rolled back. Where the seal can't be
        written (the disk is full or gone) that is raised, but the keys are wiped and the lock
        released all the same; the next unlock then checks the whole file.
        """
        if self._closed:
            return
        self._closed = True
        with translating(), ExitStack() as last_to_first:
            if not keep_lock:
                last_to_first.callback(self.lock.release)
            last_to_first.callback(self._subkeys.wipe)
            last_to_first.callback(self.raw.close)
            if not self.can_save:
                self.connection.close()
                return  # the file is as sealed as it was
            generation = self._end_connection()
            if not reattaching.is_in_place(self.folder, self.raw):
                # Whatever lies under that name now, no seal of ours belongs beside it.
                raise UserError(VaultTrouble.MEDIUM_GONE)
            if self._distrusted:
                self.folder.seal.unlink(missing_ok=True)
                flush_folder(self.folder.root)
                return
            keys = KeysMark(self._keys_generation, self._key_file.mark().sha256)
            measured = seal.measure(self.raw, generation, keys)
            if not self._is_sealed_as(measured):
                seal.write(self.folder.seal, measured, self._subkeys.header)

    def _is_sealed_as(self, measured: Seal) -> bool:
        """Whether nothing has changed: then a full disk is no reason to raise at closing."""
        try:
            return seal.read(self.folder.seal, self._subkeys.header) == measured
        except SealDamagedError:
            return False

    def _end_connection(self) -> int:
        try:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            return identity.read(self.connection).generation
        finally:
            self.connection.close()

    def _change_slots(
        self, authority: str, change: Callable[[OpenedKeys], Iterable[KeySlot]]
    ) -> None:
        # One after the other: of two jobs that began from the same key file, one would be lost.
        with self._changing_slots:
            self._change_slots_alone(authority, change)

    def _change_slots_alone(
        self, authority: str, change: Callable[[OpenedKeys], Iterable[KeySlot]]
    ) -> None:
        self._require_open()
        self.require_saving()
        opened = open_keys(self._key_file, authority)
        try:
            generation = self._keys_generation + 1
            slots = change(opened)
            changed: KeyFile = with_slots(self._key_file, slots, generation, opened.subkeys)
        finally:
            wipe(opened.master)
            opened.subkeys.wipe()
        with translating():
            keystore.store(self.folder, self._key_file, changed)
        self._key_file, self._keys_generation = changed, generation

    def _remake(
        self, secret: str, changed: Callable[[NewSlot], NewSlot], slot_id: str = ""
    ) -> None:
        """Make the slot that a passphrase opens anew, with something about it changed."""
        former, made = b"", b""

        def change(opened: OpenedKeys) -> list[KeySlot]:
            nonlocal former, made
            slot = self._remade(secret, changed, slot_id, opened)
            former, made = opened.slot.id, slot.id
            return [slot if each.id == former else each for each in opened.key_file.slots]

        self._change_slots(secret, change)
        if former.hex() == self.opened_slot:
            self.opened_slot = made.hex()
            self.opened_by = next(way.label for way in self.slots() if way.id == made.hex())

    def _remade(
        self, secret: str, changed: Callable[[NewSlot], NewSlot], slot_id: str, opened: OpenedKeys
    ) -> KeySlot:
        former = opened.slot
        if slot_id not in {"", former.id.hex()}:
            raise self._not_this_one(slot_id)
        if former.kind is not SlotKind.PASSPHRASE:
            raise WrongPassphraseError(
                VaultTrouble.WRONG_PASSPHRASE, slots=1, recovery=1, old_keys=0
            )
        label = label_of(former, self.vault_id, opened.subkeys)
        wanted = changed(NewSlot(former.kind, secret, label, former.cost, former.created_at))
        if wanted.secret != secret:
            wanted = replace(wanted, created_at="")
        return self._made(wanted, opened)

    def _not_this_one(self, slot_id: str) -> UserError:
        labels = [way.label for way in self.slots() if way.id == slot_id]
        if not labels:
            return UserError(VaultTrouble.SLOT_UNKNOWN)
        return WrongPassphraseError(VaultTrouble.NOT_THIS_PASSPHRASE, label=labels[0])

    def _made(self, wanted: NewSlot, opened: OpenedKeys) -> KeySlot:
        return make_slot(wanted, self.vault_id, opened.master, opened.subkeys)

    def _require_open(self) -> None:
        if self._closed:
            message = "the vault is closed"
            raise RuntimeError(message)
