"""What is left of short texts that the border of a page cut in two.

A record too long for its page goes on in others (sqlite.org/fileformat2.html §1.6): what stands in
the first one is followed by the number of the next, four bytes, and each of those begins with the
number of the one that follows. So the end of a text that was cut stands right behind the first four
bytes of a page, and its beginning before a page's number or at the end of a page. The longer of the
two has at least half of the text.
"""

from collections.abc import Collection, Iterator
from typing import Final

from peerdesk.vault.pages import searching

SHORTEST: Final = 7
"""Bytes: of a shorter text, both parts may have fewer than four, which are found by chance."""
LINK_BYTES: Final = 4
"""Of a page's number in another page."""


class CutSearch:
    """Finds the longer part of every one of many texts, at the places where a cut leaves one."""

    def __init__(self, texts: Collection[bytes], pages: int) -> None:
        """`pages` are how many the file has."""
        self._pages = pages
        self._by_beginning: dict[bytes, list[bytes]] = {}
        self._by_end: dict[bytes, list[bytes]] = {}
        for text in dict.fromkeys(texts):
            if len(text) >= SHORTEST:
                half = (len(text) + 1) // 2
                self._by_beginning.setdefault(text[:half], []).append(text)
                self._by_end.setdefault(text[half - 1 :], []).append(text)
        self._halves = list({**self._by_beginning, **self._by_end})
        self._search = searching(self._halves)

    def found_in(self, page: bytes) -> set[bytes]:
        """The parts that stand in this page; a whole text is none."""
        if self._search is None:
            return set()
        found: set[bytes] = set()
        for number, start, end in self._search.find_matches_as_indexes(page, overlapping=True):
            half = self._halves[number]
            found.update(self._beginnings(page, start, half))
            found.update(self._ends(page, end, half))
        return found

    def _beginnings(self, page: bytes, start: int, half: bytes) -> Iterator[bytes]:
        for text in self._by_beginning.get(half, ()):
            length = len(half)
            while (
                length < len(text)
                and page[start + length : start + length + 1] == (text[length : length + 1])
            ):
                length += 1
            if length < len(text) and self._is_cut_at(page, start + length):
                yield text[:length]

    def _is_cut_at(self, page: bytes, place: int) -> bool:
        link = page[place : place + LINK_BYTES]
        return not link or (len(link) == LINK_BYTES and 1 < int.from_bytes(link) <= self._pages)

    def _ends(self, page: bytes, end: int, half: bytes) -> Iterator[bytes]:
        length = end - LINK_BYTES
        for text in self._by_end.get(half, ()):
            is_part = len(half) <= length < len(text) and not page[:end].endswith(text)
            if is_part and page[LINK_BYTES:end] == text[-length:]:
                yield text[-length:]
