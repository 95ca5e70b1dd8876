"""A new master key: everything encrypted anew beside the vault, then exchanged for it.

Whoever once had a copy of the vault and a passphrase of that day has its master key, and with it
every later copy: a change of passphrase does not help then. So the database is written anew under
keys of a master key that is new, in a folder within the vault's, and is opened and compared there,
while the vault itself stays as it is; one rename decides (`vault.exchange`). Killed
before that, the next unlock finds the vault as it was; killed after it, the next unlock finishes.
"""

import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from peerdesk.domain.recovery_words import RecoveryWords
from peerdesk.errors import UserError, VaultError, WrongPassphraseError
from peerdesk.vault import exchange, identity
from peerdesk.vault.cipher import translating
from peerdesk.vault.counting import held_still, row_digest
from peerdesk.vault.exchange import Reason
from peerdesk.vault.files import VaultFolder, flush_folder, write_new
from peerdesk.vault.keyfile import MASTER_BYTES, KeyFile, KeySlot, SlotKind
from peerdesk.vault.keys import (
    NewSlot,
    Subkeys,
    label_of,
    make_slot,
    make_subkeys,
    unwrap,
    wipe,
    with_slots,
)
from peerdesk.vault.lockfile import NeedsNoLock
from peerdesk.vault.open_vault import OpenVault
from peerdesk.vault.progress import NewKeyStep
from peerdesk.vault.rekeying import rekeyed_copy
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.unlocking import unlock

CHUNK: Final = 2**20
"""Bytes of the database that are copied at a time."""


@dataclass(frozen=True, slots=True)
class NewKeyWish:
    """Who can open the vault afterwards.

    `passphrases` has what was typed by the id of its slot, at least one; whoever is not in it has
    to be let in again later. The recovery words are always new ones.
    """

    passphrases: Mapping[str, str] = field(repr=False)
    recovery: RecoveryWords = field(repr=False)


@dataclass(frozen=True, slots=True)
class Course:
    """Tells each step, and asks before it whether to go on."""

    tell: Callable[[NewKeyStep], object] | None = None
    cancelled: Callable[[], bool] | None = None

    def begin(self, step: NewKeyStep) -> None:
        """Tell a step. `UserError(STOPPED)`."""
        self.go_on()
        if self.tell is not None:
            self.tell(step)

    def go_on(self) -> None:
        """`UserError(STOPPED)` if that was asked for."""
        if self.cancelled is not None and self.cancelled():
            raise UserError(VaultTrouble.STOPPED)


@dataclass(frozen=True, slots=True)
class ReadySet:
    """A whole vault under its new master key, proven, that has not taken the place of the old one.

    `generation` is that of the vault at the moment of the copy.
    """

    folder: VaultFolder
    generation: int
    undo: ExitStack = field(repr=False)

    def require_current(self, vault: OpenVault) -> None:
        """`UserError(CHANGED_MEANWHILE)` where something was saved since the copy."""
        if identity.read(vault.connection).generation != self.generation:
            raise UserError(VaultTrouble.CHANGED_MEANWHILE)

    def give_up(self) -> None:
        """Remove it; the vault stays as it is."""
        self.undo.close()

    def take_place(self) -> None:
        """Take the place of the vault, which is closed and whose lock is still held.

        The former one waits in `vault.former/` for the next unlock, which removes it once the new
        one has opened. Raises what the medium does wrong; unless it was decided, nothing changed.
        """
        with translating():
            exchange.decide(self.folder, Reason.NEW_KEY, keep_former=False)
            self.undo.pop_all()
            exchange.finish(self.folder)


@dataclass(frozen=True, slots=True)
class _Fresh:
    """The key file that is to be, and its subkeys; a passphrase that opens it, to prove it."""

    key_file: KeyFile
    subkeys: Subkeys = field(repr=False)
    proof: str = field(repr=False)


def encrypt_anew(
    vault: OpenVault,
    wish: NewKeyWish,
    settle: Callable[[OpenVault], object],
    course: Course | None = None,
) -> ReadySet:
    """Build the vault under a new master key, in its own folder, and prove it.

    May run on any thread: the vault is read through a connection of its own. `settle` is called
    with the new vault while it is open once, before anybody can see it. Raises
    `WrongPassphraseError(NOT_THIS_PASSPHRASE)`, `UserError(STOPPED)`, and what the medium does
    wrong; the vault is as it was then.
    """
    course = course or Course()
    course.begin(NewKeyStep.DERIVING)
    with translating(), _fresh_keys(vault, wish) as fresh, ExitStack() as undo:
        made = undo.enter_context(exchange.in_the_making(vault.folder))
        course.begin(NewKeyStep.COPYING)
        former = made.root / "former.db"
        generation = _copy(vault, former, course)
        course.begin(NewKeyStep.ENCRYPTING)
        rows = rekeyed_copy(former, vault.subkeys.database, made.database, fresh.subkeys.database)
        former.unlink()
        _flush(made)
        write_new(made.keys, fresh.key_file.encode())
        write_new(made.keys_backup, fresh.key_file.encode())
        course.begin(NewKeyStep.PROVING)
        with unlock(made, fresh.proof, lock=NeedsNoLock()) as opened:
            if row_digest(opened.connection) != rows:
                raise VaultError(VaultTrouble.DATABASE_DAMAGED, faults=1)
            settle(opened)
        flush_folder(made.root)
        course.go_on()
        return ReadySet(vault.folder, generation, undo.pop_all())


def require_passphrases(vault: OpenVault, passphrases: Mapping[str, str]) -> None:
    """Raise `WrongPassphraseError(NOT_THIS_PASSPHRASE)` unless each opens the slot of its id."""
    for slot_id, typed in passphrases.items():
        _slot_of(vault, slot_id, typed)


@contextmanager
def _fresh_keys(vault: OpenVault, wish: NewKeyWish) -> Iterator[_Fresh]:
    """A new master key in a slot for each passphrase that was typed; wiped when the block ends."""
    kept = [_slot_of(vault, slot_id, typed) for slot_id, typed in wish.passphrases.items()]
    if not kept:
        raise UserError(VaultTrouble.LAST_PASSPHRASE)
    words = NewSlot(SlotKind.RECOVERY, wish.recovery.secret, "", vault.ways.dearest_cost)
    master = bytearray(secrets.token_bytes(MASTER_BYTES))
    subkeys = make_subkeys(master, vault.vault_id)
    try:
        slots = [make_slot(new, vault.vault_id, master, subkeys) for new in (*kept, words)]
        generation = vault.ways.generation + 1
        key_file = with_slots(vault.ways.key_file, slots, generation, subkeys)
        yield _Fresh(key_file, subkeys, kept[0].secret)
    finally:
        wipe(master)
        subkeys.wipe()


def _slot_of(vault: OpenVault, slot_id: str, typed: str) -> NewSlot:
    """The slot to be made for whoever `typed` belongs to: same label, same cost."""
    key_file = vault.ways.key_file
    found = [slot for slot in key_file.of_kind(SlotKind.PASSPHRASE) if slot.id.hex() == slot_id]
    if not found:
        raise UserError(VaultTrouble.SLOT_UNKNOWN)
    label = label_of(found[0], vault.vault_id, vault.subkeys)
    _require_opens(key_file, found[0], typed, label)
    return NewSlot(SlotKind.PASSPHRASE, typed, label, found[0].cost)


def _require_opens(key_file: KeyFile, slot: KeySlot, typed: str, label: str) -> None:
    others = [other for other in key_file.slots if other.id != slot.id]
    opened = unwrap(key_file, typed, others)
    if opened is None:
        raise WrongPassphraseError(VaultTrouble.NOT_THIS_PASSPHRASE, label=label)
    wipe(opened.master)


def _copy(vault: OpenVault, copy: Path, course: Course) -> int:
    """Copy the database as it is encrypted now; gives the generation that the copy has.

    So that it is all of one moment, while the vault stays in use.
    """
    write_new(copy, b"")
    with closing(vault.reader()) as reader, held_still(reader), copy.open("wb") as file:
        size = vault.saved_size
        for offset in range(0, size, CHUNK):
            course.go_on()
            file.write(vault.saved_bytes(offset, min(CHUNK, size - offset)))
        return identity.read(reader).generation


def _flush(made: VaultFolder) -> None:
    """Writing a database anew to be thrown away flushes nothing; this one is to stay."""
    with made.database.open("r+b") as file:
        os.fsync(file.fileno())
