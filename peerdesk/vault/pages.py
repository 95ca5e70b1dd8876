"""The pages of a database as they are once decrypted, those included that no table uses any more.

SQL shows what is in the tables. Whether deleted text is really gone can only be told from the
pages themselves, and this SQLite is built without `sqlite_dbpage`.
"""

from collections.abc import Collection, Iterator
from contextlib import closing
from typing import Final

from ahocorasick_rs import BytesAhoCorasick, Implementation

from peerdesk.vault.counting import held_still
from peerdesk.vault.open_vault import OpenVault
from peerdesk.vault.page_cipher import PAGE_BYTES, PageCipher

RUN: Final = 256
"""Pages that are read and decrypted at once."""
MOST_BYTES_FOR_A_TABLE: Final = 32 * 1024
"""Of all texts together; up to that the quickest form of the search takes a few megabytes."""


def plain_pages(vault: OpenVault) -> Iterator[bytes]:
    """Each page of the saved database, decrypted, without its last 80 bytes.

    On any thread: the file is held still by a connection of its own. Pages are not authenticated
    here: that is what `cipher_integrity_check` is for. Raises `OSError`.
    """
    cipher = PageCipher(vault.subkeys.database)
    try:
        with closing(vault.reader()) as reader, held_still(reader):
            for offset in range(0, vault.saved_size, RUN * PAGE_BYTES):
                pages = vault.saved_bytes(offset, RUN * PAGE_BYTES)
                yield from cipher.decrypted_run(pages, offset // PAGE_BYTES + 1)
    finally:
        cipher.wipe()


def searching(texts: list[bytes]) -> BytesAhoCorasick | None:
    """The quickest search for all of these that takes little memory; None for no texts."""
    as_table = sum(map(len, texts)) <= MOST_BYTES_FOR_A_TABLE
    how = Implementation.DFA if as_table else None
    return BytesAhoCorasick(texts, implementation=how) if texts else None


class TextSearch:
    """Finds every one of many texts in a page, also where they overlap or hold one another.

    In one pass over the page, however many texts there are (Aho-Corasick). A regular expression of
    them all would find the first alternative at a place and pass by the others, so that a
    namesake's first name could hide a whole name that is left.
    """

    def __init__(self, texts: Collection[bytes]) -> None:
        self._texts = list(texts)
        self._search = searching(self._texts)

    def found_in(self, page: bytes) -> set[bytes]:
        """The texts that stand in this page."""
        if self._search is None:
            return set()
        found = self._search.find_matches_as_indexes(page, overlapping=True)
        return {self._texts[number] for number, _start, _end in found}
