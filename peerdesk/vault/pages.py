"""The pages of a database as they are once decrypted, those included that no table uses any more.

SQL shows what is in the tables. Whether deleted text is really gone can only be told from the
pages themselves, and this SQLite is built without `sqlite_dbpage`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Final

from peerdesk.vault.counting import held_still
from peerdesk.vault.open_vault import OpenVault
from peerdesk.vault.page_cipher import PAGE_BYTES, PageCipher

WINDOW: Final = 8
"""Bytes by which a text is recognised before it is compared as a whole."""


def plain_pages(vault: OpenVault) -> Iterator[bytes]:
    """Each page of the saved database, decrypted, without its last 80 bytes.

    On any thread: the file is held still by a connection of its own. Pages are not authenticated
    here: that is what `cipher_integrity_check` is for. Raises `OSError`.
    """
    cipher = PageCipher(vault.subkeys.database)
    try:
        with closing(vault.reader()) as reader, held_still(reader):
            for offset in range(0, vault.saved_size, PAGE_BYTES):
                page = vault.saved_bytes(offset, PAGE_BYTES)
                yield cipher.decrypted(page, offset // PAGE_BYTES + 1)
    finally:
        cipher.wipe()


class TextSearch:
    """Finds every one of many texts in a page, also where they overlap or hold one another.

    A regular expression of them all would find the first alternative at a place and pass by the
    others, so that a namesake's first name could hide a whole name that is left.
    """

    def __init__(self, texts: Iterable[bytes]) -> None:
        self._short: list[bytes] = []
        self._by_window: dict[bytes, list[bytes]] = defaultdict(list)
        for text in texts:
            # Wherever a longer text stands, it holds one whole window of the page, which begins
            # at one of its first bytes: so a page is looked at in steps of a window.
            if len(text) < 2 * WINDOW - 1:
                self._short.append(text)
            else:
                for start in range(WINDOW):
                    self._by_window[text[start : start + WINDOW]].append(text)

    def found_in(self, page: bytes) -> set[bytes]:
        """The texts that stand in this page."""
        found = {text for text in self._short if text in page}
        windows = {page[at : at + WINDOW] for at in range(0, len(page), WINDOW)}
        for window in windows & self._by_window.keys():
            found.update(text for text in self._by_window[window] if text in page)
        return found
