"""Whether anything erased is left: in the tables, in unused pages, in the search index."""

from __future__ import annotations

import unicodedata
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.erasure import ErasureProof
from peerdesk.errors import UserError
from peerdesk.vault.cipher import translating
from peerdesk.vault.cut_texts import CutSearch
from peerdesk.vault.page_cipher import PAGE_BYTES
from peerdesk.vault.pages import TextSearch, plain_pages
from peerdesk.vault.search_index import search_faults
from peerdesk.vault.stopping import stoppable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from peerdesk.vault.cipher import Connection
    from peerdesk.vault.open_vault import OpenVault

SHORTEST = 4
"""Characters below which a text is not looked for: three letters are found by chance anywhere."""
PIECE = 24
"""Characters of the pieces that longer texts are looked for in, since a page may end anywhere."""

MOST_AT_ONCE = 100_000
"""Texts that are looked for in one reading of the file; more would take too much memory."""
PAGES_AT_A_TIME = 256
"""Pages after which the search says how far it is, and asks whether to stop."""
ROWS_AT_A_TIME = 500
"""Rows that are searched as one text; more would only take more memory."""

_STOPPED = DeskTrouble.PROOF_STOPPED
_TEXT_COLUMNS = """
SELECT t.name, group_concat('coalesce("' || c.name || '", '''')', ' || char(31) || ')
FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c
WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'
AND upper(c.type) = 'TEXT'
GROUP BY t.name ORDER BY max(c.name = 'text') DESC, t.name
"""
"""Each table with its texts in one expression; first those in which most of what is written is."""
_SCHEMA = "SELECT group_concat(sql, char(31)) FROM sqlite_schema"


def prove(
    vault: OpenVault,
    texts: Iterable[str],
    *,
    share: Callable[[float], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ErasureProof:
    """Search every page for `texts`; where some are left, write the file anew and search again.

    A file that was written anew holds records and their index alone. So what is found in it and in
    no record is a word of the index, as a note that is there has it in other letters.

    Reads the whole file, so it belongs into a job. UserError PROOF_STOPPED where that was asked
    for; raises the vault's codes where the disk fails.
    """
    given = [text for text in dict.fromkeys(texts) if text.strip()]
    wanted = _Wanted(_looked_for(given), _may_be_cut(given))
    short = sum(len(text) < SHORTEST for text in given)
    watch = _Watch(share or _unheard, cancelled or _never)
    with translating(), closing(vault.upkeep()) as connection:
        proof = _searched(vault, connection, wanted, watch)
        if not proof.holds:
            # What is typed meanwhile waits for its turn, and the window does not.
            with vault.long_change, stoppable(connection, watch.cancelled, _STOPPED):
                connection.execute("VACUUM")
            proof = _searched(vault, connection, wanted, watch, written_anew=True)
        return replace(proof, short=short)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is looked for: pieces as they are, and texts that a page's border may have cut."""

    pieces: list[bytes]
    may_be_cut: list[bytes]

    @property
    def rounds(self) -> int:
        """At least one, so that every page is read even where there was no text to look for."""
        most = max(len(self.pieces), len(self.may_be_cut))
        return max(1, -(-most // MOST_AT_ONCE))


@dataclass(frozen=True, slots=True)
class _Watch:
    """Whoever waits for the search."""

    share: Callable[[float], object]
    cancelled: Callable[[], bool]

    def pass_on(self, done: float) -> None:
        """Say how much is done, and stop where that is wanted."""
        if self.cancelled():
            raise UserError(_STOPPED)
        self.share(done)


def _unheard(_done: float) -> None:
    """Nobody waits."""


def _never() -> bool:
    return False


def _searched(
    vault: OpenVault,
    connection: Connection,
    wanted: _Wanted,
    watch: _Watch,
    *,
    written_anew: bool = False,
) -> ErasureProof:
    rounds = wanted.rounds
    pages = 0
    found: set[bytes] = set()
    for number in range(rounds):
        some = slice(number * MOST_AT_ONCE, (number + 1) * MOST_AT_ONCE)
        search = TextSearch(wanted.pieces[some])
        cut = CutSearch(wanted.may_be_cut[some], vault.saved_size // PAGE_BYTES)
        pages = 0
        for page in plain_pages(vault):
            if pages % PAGES_AT_A_TIME == 0:
                done = min(1.0, pages * PAGE_BYTES / max(1, vault.saved_size))
                watch.pass_on((number + done) / rounds)
            pages += 1
            found |= search.found_in(page)
            found |= cut.found_in(page)
    elsewhere = _standing_in_records(connection, found)
    if written_anew and found - elsewhere:
        elsewhere |= _standing_in_records(connection, found - elsewhere, as_words)
    # The index is compressed, so that no search of pages reads it: its own check does, which
    # compares every term with the notes that are there.
    left = len(found - elsewhere) + len(search_faults(connection))
    return ErasureProof(pages, len(wanted.pieces), len(elsewhere), left)


def _standing_in_records(
    connection: Connection, found: set[bytes], seen_as: Callable[[str], str] = str
) -> set[bytes]:
    """Which of the texts `found` in pages stand in a record, or in the names of the tables.

    Each table is read at most once.
    """
    (names,) = connection.execute(_SCHEMA).fetchone()
    standing = TextSearch(found).found_in(names.encode())
    for table, texts in connection.execute(_TEXT_COLUMNS).fetchall():
        if found <= standing:
            break
        search = TextSearch(found - standing)
        rows = connection.execute(f'SELECT {texts} FROM "{table}"')  # noqa: S608 - names from the schema
        while some := rows.fetchmany(ROWS_AT_A_TIME):
            together = "\x1f".join(text for (text,) in some)
            standing |= search.found_in(seen_as(together).encode())
    return standing


def as_words(text: str) -> str:
    """A text in the letters of the search index: small, and without accents."""
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _may_be_cut(texts: Iterable[str]) -> list[bytes]:
    """Of longer ones a border leaves a piece whole, wherever it is."""
    return [text.encode() for text in texts if len(text) < 2 * PIECE]


def _looked_for(texts: Iterable[str]) -> list[bytes]:
    """Each text once: short ones as they are, long ones in pieces, too short ones not at all."""
    pieces = (
        text[start : start + PIECE]
        for text in texts
        if len(text) >= SHORTEST
        for start in _beginnings(len(text))
    )
    return [piece.encode() for piece in dict.fromkeys(pieces)]


def _beginnings(length: int) -> Iterable[int]:
    """Where the pieces of a text of so many characters begin; the last one ends where it ends."""
    last = max(0, length - PIECE)
    return (*range(0, last, PIECE), last)
