"""The ways into an open vault: its passphrases and recovery words, and changing them."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from peerdesk.domain.recovery_words import RecoveryWords
from peerdesk.errors import UserError, WrongPassphraseError
from peerdesk.vault import keystore
from peerdesk.vault.cipher import translating
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import KdfCost
from peerdesk.vault.keyfile import MOST_LABEL_BYTES, KeyFile, KeySlot, SlotKind
from peerdesk.vault.keys import (
    NewSlot,
    OpenedKeys,
    label_of,
    make_slot,
    open_keys,
    require_long_enough,
    unwrap,
    wipe,
    with_slots,
)
from peerdesk.vault.troubles import VaultTrouble


@dataclass(frozen=True, slots=True)
class SlotSummary:
    """A key slot as shown to people; `created_at` is UTC, YYYY-MM-DDThh:mm:ssZ."""

    id: str
    kind: SlotKind
    label: str
    created_at: str
    cost: KdfCost


class RequireUsable(Protocol):
    """Raises where the vault is closed or, `to_save`, where nothing can be saved."""

    def __call__(self, *, to_save: bool) -> None:
        """Asked before the keys are used."""
        ...


class WaysIn:
    """Every change rewrites `vault.keys` and nothing else, and needs a secret of this vault.

    `opened_slot` and `opened_by` are the id and the label of the one that opened it.
    """

    def __init__(
        self, folder: VaultFolder, keys: OpenedKeys, generation: int, require_usable: RequireUsable
    ) -> None:
        self._folder = folder
        self._key_file = keys.key_file
        self._generation = generation
        self._subkeys = keys.subkeys
        self.opened_slot = keys.slot.id.hex()
        self.opened_by = label_of(keys.slot, keys.key_file.vault_id, keys.subkeys)
        self._require_usable = require_usable
        self._changing = threading.Lock()

    @property
    def dearest_cost(self) -> KdfCost:
        """What a guess costs where it costs most, for a secret that is to be as well guarded."""
        costs = (slot.cost for slot in self._key_file.slots)
        return max(costs, key=lambda cost: cost.memory_kib * cost.iterations)

    @property
    def key_file(self) -> KeyFile:
        """The key slots as they are in `vault.keys`."""
        return self._key_file

    @property
    def generation(self) -> int:
        """The highest that `vault.keys` was ever seen with."""
        return self._generation

    def accepts(self, secret: str) -> bool:
        """Whether `secret` opens this vault: asked again before an export, or to rehearse.

        Takes as long as an unlock. Raises `UserError(NOT_ENOUGH_MEMORY)`.
        """
        opened = unwrap(self._key_file, secret)
        if opened is not None:
            wipe(opened.master)
        return opened is not None

    def require(self, secret: str) -> None:
        """Raise `WrongPassphraseError` unless `secret` opens this vault; else as `accepts`."""
        if not self.accepts(secret):
            trouble = VaultTrouble.WRONG_PASSPHRASE
            raise WrongPassphraseError(trouble, slots=1, recovery=0, old_keys=0)

    def slots(self) -> tuple[SlotSummary, ...]:
        """Every way into this vault."""
        self._require_usable(to_save=False)
        return tuple(
            SlotSummary(
                slot.id.hex(),
                slot.kind,
                label_of(slot, self._key_file.vault_id, self._subkeys),
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
                    label = label_of(slot, self._key_file.vault_id, opened.subkeys)
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

    def _change_slots(
        self, authority: str, change: Callable[[OpenedKeys], Iterable[KeySlot]]
    ) -> None:
        # One after the other: of two jobs that began from the same key file, one would be lost.
        with self._changing:
            self._change_slots_alone(authority, change)

    def _change_slots_alone(
        self, authority: str, change: Callable[[OpenedKeys], Iterable[KeySlot]]
    ) -> None:
        self._require_usable(to_save=True)
        opened = open_keys(self._key_file, authority)
        try:
            generation = self._generation + 1
            slots = change(opened)
            changed: KeyFile = with_slots(self._key_file, slots, generation, opened.subkeys)
        finally:
            wipe(opened.master)
            opened.subkeys.wipe()
        with translating():
            keystore.store(self._folder, self._key_file, changed)
        self._key_file, self._generation = changed, generation

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
        label = label_of(former, self._key_file.vault_id, opened.subkeys)
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
        return make_slot(wanted, self._key_file.vault_id, opened.master, opened.subkeys)
