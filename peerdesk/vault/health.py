"""Whether an open vault is whole, in numbers: its pages, records, references, search and files.

The pages are authenticated one by one rather than by `cipher_integrity_check`, which reads the same
bytes with the same key but can be neither followed nor stopped; a test compares the two.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlcipher3 import dbapi2

from peerdesk.errors import UserError, VaultError
from peerdesk.vault import identity, seal
from peerdesk.vault.cipher import (
    SQLITE_CORRUPT,
    SQLITE_NOTADB,
    Connection,
    record_faults,
    reference_faults,
    translating,
)
from peerdesk.vault.counting import held_still, table_counts
from peerdesk.vault.files import read_at_most
from peerdesk.vault.keyfile import MOST_BYTES as MOST_KEY_BYTES
from peerdesk.vault.open_vault import OpenVault
from peerdesk.vault.page_cipher import PAGE_BYTES, PageCipher
from peerdesk.vault.reattaching import is_in_place
from peerdesk.vault.search_index import SEARCH_INDEXES, search_faults
from peerdesk.vault.stopping import stoppable
from peerdesk.vault.troubles import VaultTrouble

PAGES_AT_A_TIME: Final = 256
"""1 MiB, some 3 ms: so long a save has to wait while the pages are read."""

LOOSE: Final = {
    "drafts": """
        SELECT count(*) FROM drafts
        WHERE (kind = 'group' AND subject_id NOT IN (SELECT id FROM sessions))
           OR (kind = 'member' AND subject_id NOT IN (SELECT id FROM member_notes))
    """,
}
"""Rows that no foreign key ties to the record they belong to, by table: how many have lost it."""


class HealthStep(StrEnum):
    """What is looked at, in this order."""

    PAGES = "health-pages"
    RECORDS = "health-records"
    REFERENCES = "health-references"
    LOOSE = "health-loose"
    SEARCH = "health-search"
    FILES = "health-files"


@dataclass(frozen=True, slots=True)
class HealthAnswer:
    """What one step found. `looked_at` counts pages, records or files, 0 where it could not."""

    step: HealthStep
    looked_at: int
    faults: int
    parts: tuple[str, ...] = ()
    """Which files, tables or indexes have the faults, where that can be told."""


@dataclass(frozen=True, slots=True)
class HealthReport:
    """Every step's answer, in order."""

    answers: tuple[HealthAnswer, ...]

    @property
    def faults(self) -> int:
        """All of them together."""
        return sum(answer.faults for answer in self.answers)

    @property
    def is_whole(self) -> bool:
        """Whether nothing at all was found."""
        return self.faults == 0

    @property
    def only_search_is_damaged(self) -> bool:
        """Whether making the search anew mends all of it."""
        damaged = {answer.step for answer in self.answers if answer.faults}
        return damaged == {HealthStep.SEARCH}

    @property
    def records_are_damaged(self) -> bool:
        """Whether the database itself is not what was saved, so that it must not be sealed."""
        return any(answer.faults for answer in self.answers if answer.step in _OF_THE_DATABASE)


_OF_THE_DATABASE: Final = {HealthStep.PAGES, HealthStep.RECORDS, HealthStep.REFERENCES}

HealthProgress = Callable[[HealthStep, float], None]
"""Called on the thread that works, with a step and how much of the whole is done, 0 to 1."""
Cancelled = Callable[[], bool]


def examine(
    vault: OpenVault,
    progress: HealthProgress | None = None,
    cancelled: Cancelled | None = None,
) -> HealthReport:
    """Look at everything, on any thread; nothing is changed, and saves go on meanwhile.

    Raises `UserError(CHECK_STOPPED)` where that was asked for, and what the medium does wrong.
    """
    with translating():
        return _Examination(vault, progress, cancelled or _never).report()


class _Examination:
    def __init__(
        self, vault: OpenVault, progress: HealthProgress | None, cancelled: Cancelled
    ) -> None:
        self._vault = vault
        self._progress = progress
        self._cancelled = cancelled

    def report(self) -> HealthReport:
        with ExitStack() as stack:
            reader = self._reader(stack)
            answers = [self._pages(reader)]
            if reader is None:
                # The first page is gone, so that nothing else can be asked.
                return HealthReport((*answers, self._files(0)))
            with self._stoppable(reader):
                answers += [self._records(reader), self._references(reader), self._loose(reader)]
            if self._vault.can_save:
                answers.append(self._search())
            answers.append(self._files(_generation(reader)))
        return HealthReport(tuple(answers))

    def _reader(self, stack: ExitStack) -> Connection | None:
        try:
            return stack.enter_context(closing(self._vault.reader()))
        except VaultError as error:
            if error.code is not VaultTrouble.DATABASE_DAMAGED:
                raise
            return None

    def _pages(self, reader: Connection | None) -> HealthAnswer:
        cipher = PageCipher(self._vault.subkeys.database)
        number = damaged = 0
        try:
            while number * PAGE_BYTES < self._vault.saved_size:
                self._tell(HealthStep.PAGES, number * PAGE_BYTES / self._vault.saved_size)
                with held_still(reader) if reader else nullcontext():
                    for page in self._next_pages(number):
                        number += 1
                        damaged += not cipher.is_authentic(page, number)
        finally:
            cipher.wipe()
        return HealthAnswer(HealthStep.PAGES, number, damaged)

    def _next_pages(self, done: int) -> Iterator[bytes]:
        read = self._vault.saved_bytes(done * PAGE_BYTES, PAGES_AT_A_TIME * PAGE_BYTES)
        return (read[at : at + PAGE_BYTES] for at in range(0, len(read), PAGE_BYTES))

    def _records(self, reader: Connection) -> HealthAnswer:
        self._tell(HealthStep.RECORDS)
        faults = record_faults(reader)
        return HealthAnswer(HealthStep.RECORDS, _readable_rows(reader), len(faults))

    def _references(self, reader: Connection) -> HealthAnswer:
        self._tell(HealthStep.REFERENCES)
        faults = reference_faults(reader)
        tables = dict.fromkeys(fault.split()[0] for fault in faults)
        rows = _readable_rows(reader)
        return HealthAnswer(HealthStep.REFERENCES, rows, len(faults), tuple(tables))

    def _loose(self, reader: Connection) -> HealthAnswer:
        self._tell(HealthStep.LOOSE)
        looked_at, found = 0, {}
        for table, query in LOOSE.items():
            try:
                looked_at += _count(reader, f"SELECT count(*) FROM {table}")  # noqa: S608 - constants
                found[table] = _count(reader, query)
            except dbapi2.DatabaseError as error:
                _require_damage(error)
        parts = tuple(table for table, count in found.items() if count)
        return HealthAnswer(HealthStep.LOOSE, looked_at, sum(found.values()), parts)

    def _search(self) -> HealthAnswer:
        self._tell(HealthStep.SEARCH)
        # Asking an index takes a connection that may write, although nothing is written.
        with closing(self._vault.upkeep()) as connection, self._stoppable(connection):
            faults = search_faults(connection)
        return HealthAnswer(HealthStep.SEARCH, len(SEARCH_INDEXES), len(faults), tuple(faults))

    def _files(self, generation: int) -> HealthAnswer:
        """`generation` counts the changes saved so far, 0 where that can't be read."""
        self._tell(HealthStep.FILES)
        holds = {
            "vault.db": is_in_place(self._vault.folder, self._vault.raw),
            "vault.keys": _keys_are_ours(self._vault),
            "vault.seal": _seal_fits(self._vault, generation),
        }
        wrong = tuple(name for name, is_right in holds.items() if not is_right)
        return HealthAnswer(HealthStep.FILES, len(holds), len(wrong), wrong)

    def _stoppable(self, connection: Connection) -> AbstractContextManager[None]:
        return stoppable(connection, self._cancelled, VaultTrouble.CHECK_STOPPED)

    def _tell(self, step: HealthStep, share: float = 0.0) -> None:
        if self._cancelled():
            raise UserError(VaultTrouble.CHECK_STOPPED)
        if self._progress is not None:
            steps = list(HealthStep)
            self._progress(step, (steps.index(step) + share) / len(steps))


def _never() -> bool:
    return False


def _readable_rows(connection: Connection) -> int:
    try:
        return sum(table_counts(connection).values())
    except dbapi2.DatabaseError as error:
        _require_damage(error)
        return 0


def _count(connection: Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])


def _require_damage(error: dbapi2.DatabaseError) -> None:
    """Raise anew what is not damage, which the other steps have counted."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF not in {SQLITE_CORRUPT, SQLITE_NOTADB}:
        raise error


def _keys_are_ours(vault: OpenVault) -> bool:
    try:
        return read_at_most(vault.folder.keys, MOST_KEY_BYTES) == vault.keys_json()
    except FileNotFoundError:
        return False


def _seal_fits(vault: OpenVault, generation: int) -> bool:
    """Whether the seal of the last close is of this vault, and not of a later state than it has.

    Where there is none the unlock has said so, and the next close writes one.
    """
    try:
        found = seal.read(vault.folder.seal, vault.subkeys.header)
    except seal.SealDamagedError:
        return False
    return found is None or not generation or found.generation <= generation


def _generation(reader: Connection) -> int:
    try:
        return identity.read(reader).generation
    except dbapi2.DatabaseError as error:
        _require_damage(error)
        return 0
