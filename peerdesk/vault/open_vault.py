"""An open vault: its connection, its keys while they are needed, and its end under a seal."""

import os
import threading
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from peerdesk.errors import PeerDeskError, UserError
from peerdesk.vault import identity, reattaching, seal
from peerdesk.vault.cipher import Connection, connect, translating
from peerdesk.vault.files import VaultFolder, flush_folder
from peerdesk.vault.kdf import Fit, fit
from peerdesk.vault.keys import OpenedKeys, Subkeys
from peerdesk.vault.lockfile import FolderLock
from peerdesk.vault.opening import OpenDatabase
from peerdesk.vault.reserve import Reserve
from peerdesk.vault.seal import KeysMark, Seal, SealDamagedError
from peerdesk.vault.steady import SteadyConnection
from peerdesk.vault.stored import bytes_of
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.ways_in import WaysIn

_MEDIUM_MAY_BE_GONE = frozenset(
    {VaultTrouble.IO_FAILED, VaultTrouble.MEDIUM_GONE, VaultTrouble.READ_ONLY}
)
"""What a save fails with on a stick that was pulled; a dead mount is read-only to the system."""


class OpenVault:
    """One unlocked vault, from `create` or `unlock`; seals and releases on `close`.

    `raw` is the one file object of the database for as long as the vault is open; `saved_bytes`
    reads a copy through it. `ways` has the passphrases and recovery words that open the vault.
    """

    def __init__(
        self, folder: VaultFolder, keys: OpenedKeys, database: OpenDatabase, lock: FolderLock
    ) -> None:
        self.folder = folder
        self.vault_id = database.identity.vault_id
        self.is_sample = database.identity.is_sample
        self.opened_with = keys.slot.kind
        self.opened_fit = fit(keys.slot.cost, keys.seconds) if keys.seconds else Fit.FITS
        self.opened_seconds = keys.seconds
        self.findings = database.findings
        self._steady = SteadyConnection(database.connection)
        self.connection: Connection = self._steady
        self.raw = database.raw
        self._generation = database.identity.generation
        self._may_be_gone = False
        self._name = database.identity.name
        self._subkeys: Subkeys = keys.subkeys
        self.reserve = Reserve(folder.reserve)
        self.ways = WaysIn(folder, keys, database.keys_generation, self._require_usable)
        self.lock = lock
        self.long_change = threading.Lock()
        """Held by a job for as long as it changes many records through `upkeep`."""
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
    def opened_by(self) -> str:
        """The label of the passphrase that opened it; empty for the recovery words."""
        return self.ways.opened_by

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

        For checking an index, for writing the file anew, and for one long change of many records.
        """
        self._require_open()
        return connect(self.folder.database, self._subkeys.database)

    @property
    def subkeys(self) -> Subkeys:
        """The keys that open and prove a copy of this vault; wiped when it closes."""
        self._require_open()
        return self._subkeys

    def keys_json(self) -> bytes:
        """The key slots as stored in `vault.keys`."""
        return self.ways.key_file.encode()

    def by_the_reserve(self, save: Callable[[], None]) -> None:
        """Save; where the disk is full, once more with the room that was kept for the end.

        Raises what `save` does, and what the medium does wrong as a `PeerDeskError`.
        """
        try:
            with translating():
                save()
        except UserError as error:
            if error.code is not VaultTrouble.DISK_FULL or not self.reserve.give_up():
                raise
            save()

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
            keys = KeysMark(self.ways.generation, self.ways.key_file.mark().sha256)
            measured = seal.measure(self.raw, generation, keys)
            if not self._is_sealed_as(measured):
                header = self._subkeys.header
                self.by_the_reserve(lambda: seal.write(self.folder.seal, measured, header))

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

    def _require_usable(self, *, to_save: bool) -> None:
        self._require_open()
        if to_save:
            self.require_saving()

    def _require_open(self) -> None:
        if self._closed:
            message = "the vault is closed"
            raise RuntimeError(message)
