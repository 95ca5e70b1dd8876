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

_TEXT_COLUMNS = """
SELECT t.name, c.name FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c
WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'
AND upper(c.type) = 'TEXT'
"""


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
    wanted = {text.encode(): text for text in texts}
    search = TextSearch(wanted)
    pages, found = 0, set()
    for page in plain_pages(vault):
        pages += 1
        found |= search.found_in(page)
    elsewhere = {text for text in found if _stands_in_a_record(connection, wanted[text])}
    # The index is compressed, so that no search of pages reads it: its own check does, which
    # compares every term with the notes that are there.
    left = len(found - elsewhere) + len(search_faults(connection))
    return ErasureProof(pages, len(wanted), len(elsewhere), left)


def _stands_in_a_record(connection: Connection, text: str) -> bool:
    return any(
        connection.execute(
            f'SELECT 1 FROM "{table}" WHERE instr("{column}", ?) LIMIT 1',  # noqa: S608 - names from the schema
            (text,),
        ).fetchone()
        for table, column in connection.execute(_TEXT_COLUMNS).fetchall()
    )


def _looked_for(texts: Iterable[str]) -> list[str]:
    """Each text once: short ones as they are, long ones in pieces, too short ones not at all."""
    pieces = (
        text[start : start + PIECE]
        for text in texts
        if len(text) >= SHORTEST
        for start in range(0, max(1, len(text) - PIECE + 1), PIECE)
    )
    return list(dict.fromkeys(pieces))
