"""Whether anything erased is left: in the tables, in unused pages, in the search index."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from peerdesk.domain.erasure import ErasureProof
from peerdesk.vault.cipher import translating
from peerdesk.vault.pages import TextSearch, plain_pages
from peerdesk.vault.search_index import search_faults

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerdesk.vault.cipher import Connection
    from peerdesk.vault.open_vault import OpenVault

SHORTEST = 4
"""Characters below which a text is not looked for: three letters are found by chance anywhere."""
PIECE = 24
"""Characters of the pieces that longer texts are looked for in, since a page may end anywhere."""

ROWS_AT_A_TIME = 500
"""Rows that are searched as one text; more would only take more memory."""

_TEXT_COLUMNS = """
SELECT t.name, group_concat('coalesce("' || c.name || '", '''')', ' || char(31) || ')
FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c
WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'
AND upper(c.type) = 'TEXT'
GROUP BY t.name ORDER BY max(c.name = 'text') DESC, t.name
"""
"""Each table with its texts in one expression; first those in which most of what is written is."""


def prove(vault: OpenVault, texts: Iterable[str]) -> ErasureProof:
    """Search every page for `texts`; where some are left, write the file anew and search again.

    Reads the whole file, so it belongs into a job. Raises the vault's codes where the disk fails.
    """
    wanted = _looked_for(texts)
    with translating(), closing(vault.upkeep()) as connection:
        proof = _searched(vault, connection, wanted)
        if proof.holds:
            return proof
        connection.execute("VACUUM")
        return _searched(vault, connection, wanted)


def _searched(vault: OpenVault, connection: Connection, texts: list[str]) -> ErasureProof:
    wanted = {text.encode() for text in texts}
    search = TextSearch(wanted)
    pages = 0
    found: set[bytes] = set()
    for page in plain_pages(vault):
        pages += 1
        found |= search.found_in(page)
    elsewhere = _standing_in_records(connection, found)
    # The index is compressed, so that no search of pages reads it: its own check does, which
    # compares every term with the notes that are there.
    left = len(found - elsewhere) + len(search_faults(connection))
    return ErasureProof(pages, len(wanted), len(elsewhere), left)


def _standing_in_records(connection: Connection, found: set[bytes]) -> set[bytes]:
    """Which of the texts `found` in pages stand in a record; each table is read at most once."""
    standing: set[bytes] = set()
    for table, texts in connection.execute(_TEXT_COLUMNS).fetchall():
        if found <= standing:
            break
        search = TextSearch(found - standing)
        rows = connection.execute(f'SELECT {texts} FROM "{table}"')  # noqa: S608 - names from the schema
        while some := rows.fetchmany(ROWS_AT_A_TIME):
            standing |= search.found_in("\x1f".join(text for (text,) in some).encode())
    return standing


def _looked_for(texts: Iterable[str]) -> list[str]:
    """Each text once: short ones as they are, long ones in pieces, too short ones not at all."""
    pieces = (
        text[start : start + PIECE]
        for text in texts
        if len(text) >= SHORTEST
        for start in range(0, max(1, len(text) - PIECE + 1), PIECE)
    )
    return list(dict.fromkeys(pieces))
