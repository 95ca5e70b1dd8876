"""Rows and keys out of single pages of a database (sqlite.org/fileformat2.html §1.5, 1.6 and 2).

For pages that are authentic, but not known to fit together: an older page may stand beside a newer
one. So nothing is believed of another page, and no chain is followed twice.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from peerdesk.vault.page_file import USABLE_BYTES

Value = int | float | str | bytes | None
GetPage = Callable[[int], bytes | None]

FIRST_PAGE_HEADER: Final = 100
"""Bytes before the first page's own b-tree header."""
LARGEST_PAYLOAD: Final = 1_000_000_000
"""SQLite's own limit (SQLITE_MAX_LENGTH)."""


class PageKind(IntEnum):
    """The first byte of a page of a tree."""

    INDEX_INTERIOR = 2
    TABLE_INTERIOR = 5
    INDEX_LEAF = 10
    TABLE_LEAF = 13


INTERIOR: Final = (PageKind.INDEX_INTERIOR, PageKind.TABLE_INTERIOR)


class MalformedPageError(Exception):
    """What should be there by the format is not."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row (`key` is its rowid) or an index key (`key` is 0); None where its rest is lost.

    `beyond` are the further pages that its content goes on to.
    """

    key: int
    values: tuple[Value, ...] | None
    beyond: tuple[int, ...] = ()


def kind_of(page: bytes, number: int) -> PageKind | None:
    """What kind of tree page it is; None for any other, as for one that holds a long text's end."""
    first = page[_header_at(number)]
    return PageKind(first) if first in set(PageKind) else None


def children(page: bytes, number: int) -> list[int]:
    """The pages below an interior one."""
    at = _header_at(number)
    cells = [struct.unpack_from(">I", page, cell)[0] for cell in _cells(page, number)]
    return [*cells, struct.unpack_from(">I", page, at + 8)[0]]


def entries(page: bytes, number: int, get_page: GetPage) -> Iterator[Entry]:
    """The rows of a table's leaf, or the keys of any index page. MalformedPageError."""
    kind = kind_of(page, number)
    for cell in _cells(page, number):
        try:
            yield _entry(page, cell, kind, get_page)
        except (IndexError, struct.error, UnicodeDecodeError) as error:
            raise MalformedPageError from error


def _entry(page: bytes, cell: int, kind: PageKind | None, get_page: GetPage) -> Entry:
    at = cell + 4 if kind is PageKind.INDEX_INTERIOR else cell
    size, at = _varint(page, at)
    key = 0
    if kind is PageKind.TABLE_LEAF:
        key, at = _varint(page, at)
    further = _FurtherPages(get_page)
    payload = _payload(page, at, size, further, is_row=kind is PageKind.TABLE_LEAF)
    values = None if payload is None else _values(payload)
    return Entry(_signed(key), values, tuple(further.numbers))


def _header_at(number: int) -> int:
    return FIRST_PAGE_HEADER if number == 1 else 0


def _cells(page: bytes, number: int) -> list[int]:
    """Where each cell begins."""
    at = _header_at(number)
    count = int.from_bytes(page[at + 3 : at + 5])
    array = at + (12 if page[at] in INTERIOR else 8)
    if array + 2 * count > len(page):
        raise MalformedPageError
    return [int.from_bytes(page[array + 2 * i : array + 2 * i + 2]) for i in range(count)]


def _payload(
    page: bytes, at: int, size: int, further: "_FurtherPages", *, is_row: bool
) -> bytes | None:
    """A cell's content with what is kept on further pages; None where one of those is lost."""
    if size > LARGEST_PAYLOAD:
        raise MalformedPageError
    local = _local_bytes(size, is_row=is_row)
    content = page[at : at + local]
    if local == size:
        return content if len(content) == size else None
    rest = further.read(int.from_bytes(page[at + local : at + local + 4]), size - local)
    return None if rest is None else content + rest


class _FurtherPages:
    """The chain of pages that a content goes on to (§1.6); `numbers` are those that were read."""

    def __init__(self, get_page: GetPage) -> None:
        self._get_page = get_page
        self.numbers: list[int] = []

    def read(self, following: int, left: int) -> bytes | None:
        """`left` bytes from that page on; None where the chain is not as long as that, exactly."""
        parts = []
        while left:
            more = self._get_page(following) if following not in self.numbers else None
            if more is None:
                return None
            self.numbers.append(following)
            parts.append(more[4 : 4 + min(left, USABLE_BYTES - 4)])
            left -= len(parts[-1])
            following = int.from_bytes(more[:4])
        return None if following else b"".join(parts)


def _local_bytes(size: int, *, is_row: bool) -> int:
    """How much of a content of `size` bytes lies in the cell itself (§1.6)."""
    most = USABLE_BYTES - 35 if is_row else (USABLE_BYTES - 12) * 64 // 255 - 23
    if size <= most:
        return size
    least = (USABLE_BYTES - 12) * 32 // 255 - 23
    fitting = least + (size - least) % (USABLE_BYTES - 4)
    return fitting if fitting <= most else least


def _values(record: bytes) -> tuple[Value, ...]:
    header, at = _varint(record, 0)
    if header > len(record):
        raise MalformedPageError
    types = []
    while at < header:
        found, at = _varint(record, at)
        types.append(found)
    values, at = [], header
    for found in types:
        value, at = _value(record, at, found)
        values.append(value)
    return tuple(values)


_INTEGER_BYTES: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_REAL, _ZERO, _ONE, _FIRST_BLOB = 7, 8, 9, 12


def _value(record: bytes, at: int, serial: int) -> tuple[Value, int]:
    """One value by its serial type (§2.1), and where the next begins."""
    if serial in {0, _ZERO, _ONE}:
        return (None if serial == 0 else serial - _ZERO), at
    if serial in _INTEGER_BYTES:
        end = at + _INTEGER_BYTES[serial]
        return int.from_bytes(_exactly(record, at, end), signed=True), end
    if serial == _REAL:
        return struct.unpack_from(">d", record, at)[0], at + 8
    if serial < _FIRST_BLOB:
        raise MalformedPageError
    end = at + (serial - _FIRST_BLOB) // 2
    content = _exactly(record, at, end)
    return (content.decode() if serial % 2 else content), end


def _exactly(record: bytes, at: int, end: int) -> bytes:
    if end > len(record):
        raise MalformedPageError
    return record[at:end]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of 1 to 9 bytes, and where the next begins (§1.6)."""
    value = 0
    for length in range(8):
        byte = data[at + length]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + length + 1
    return value << 8 | data[at + 8], at + 9


def _signed(value: int) -> int:
    return value - 2**64 if value >= 2**63 else value
