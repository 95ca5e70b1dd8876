"""The trees of a damaged database: which of its intact pages belong to which table or index.

Pages are authentic one by one. That they are all of one day is not known: a disk that lost a write
has an earlier page among the others. So a page that two trees lead to is neither's by that.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final

from peerdesk.vault.btree import (
    INTERIOR,
    Entry,
    MalformedPageError,
    PageKind,
    Value,
    children,
    entries,
    kind_of,
)
from peerdesk.vault.page_file import PageFile

SCHEMA_ROOT: Final = 1
SCHEMA_COLUMNS: Final = 5
SCHEMA_KINDS: Final = ("table", "index")


@dataclass(frozen=True, slots=True)
class SchemaEntry:
    """A line of `sqlite_schema`: a table or an index, and the page its tree begins at."""

    kind: str
    name: str
    table: str
    root: int


@dataclass(slots=True)
class Tree:
    """The pages with rows or keys that a root leads to. `is_broken` where one is lost."""

    pages: list[int] = field(default_factory=list)
    is_broken: bool = False


class Trees:
    """Finds its way through a `PageFile`.

    Walk every tree before anything is read: only then it is known which pages two of them claim,
    and which ends of long texts two rows claim.
    """

    def __init__(self, file: PageFile) -> None:
        self._file = file
        self._claims: Counter[int] = Counter()
        self._ends: Counter[int] = Counter()
        self._lines: set[SchemaEntry] = set()
        for number in self._leaves():
            for entry in self._entries(number) or ():
                self._ends.update(entry.beyond)
                self._lines |= _schema_entry(entry)

    def schema(self) -> list[SchemaEntry]:
        """What the database says its tables and indexes are, as far as that can be read.

        These lines say by themselves what they are, so that they are found without the first page.
        """
        self.walk(SCHEMA_ROOT)
        named = Counter(line.name for line in self._lines)
        # Where a page of another day says otherwise, neither is believed.
        found = [line for line in self._lines if named[line.name] == 1]
        return sorted(found, key=attrgetter("root"))

    def walk(self, root: int) -> Tree:
        """The pages below a root, as far as pages are intact; claims them for it."""
        tree, waiting, seen = Tree(), [root], set[int]()
        while waiting:
            number = waiting.pop()
            page = self._file.page(number)
            kind = None if page is None or number in seen else kind_of(page, number)
            if page is None or kind is None:
                tree.is_broken = True
                continue
            seen.add(number)
            self._claims[number] += 1
            if kind is not PageKind.TABLE_INTERIOR:
                tree.pages.append(number)
            try:
                if kind in INTERIOR:
                    waiting.extend(reversed(children(page, number)))
            except MalformedPageError:
                tree.is_broken = True
        return tree

    def is_contested(self, number: int) -> bool:
        """Whether more than one tree leads to a page."""
        return self._claims[number] > 1

    def rows(self, number: int) -> list[Entry] | None:
        """The rows or keys of a page, None where it is none.

        A row has no values where a page that it goes on to is claimed by something else as well.
        """
        found = self._entries(number)
        return found and [
            Entry(entry.key, None) if self._has_contested_end(entry) else entry for entry in found
        ]

    def stray_leaves(self) -> Iterator[int]:
        """Each intact table page with rows that no tree leads to, or more than one.

        A page that was freed is not among them: `secure_delete` has overwritten it.
        """
        return (number for number in self._leaves() if self._claims[number] != 1)

    def _leaves(self) -> Iterator[int]:
        for number in self._file.intact:
            page = self._file.page(number)
            if page is not None and kind_of(page, number) is PageKind.TABLE_LEAF:
                yield number

    def _entries(self, number: int) -> list[Entry] | None:
        page = self._file.page(number)
        try:
            return None if page is None else list(entries(page, number, self._file.page))
        except MalformedPageError:
            return None

    def _has_contested_end(self, entry: Entry) -> bool:
        return any(self._claims[page] or self._ends[page] > 1 for page in entry.beyond)


def _schema_entry(line: Entry) -> set[SchemaEntry]:
    """What a line says, if it is one of the schema and of something that has a tree."""
    if line.values is None or len(line.values) != SCHEMA_COLUMNS:
        return set()
    kind, name, table, root, _sql = line.values
    if kind not in SCHEMA_KINDS or not isinstance(root, int) or not root:
        return set()
    return {SchemaEntry(str(kind), str(name), str(table), root)}


def uids_by_row(keys: list[Entry]) -> dict[int, str]:
    """What a unique index over `uid` knows: each row's number and its uid."""
    return {
        row: uid
        for values in (each.values for each in keys)
        if values is not None and len(values) == 2
        for uid, row in [_pair(values)]
        if uid is not None and row is not None
    }


def _pair(values: tuple[Value, ...]) -> tuple[str | None, int | None]:
    uid, row = values
    return (uid if isinstance(uid, str) else None, row if isinstance(row, int) else None)
