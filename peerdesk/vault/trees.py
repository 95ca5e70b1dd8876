"""The tables of a damaged database: which of its intact pages belong to which, and their rows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class SchemaEntry:
    """A line of `sqlite_schema`: a table or an index, and the page its tree begins at."""

    kind: str
    name: str
    table: str
    root: int


@dataclass(slots=True)
class Tree:
    """What can be reached of one tree. `is_broken` where a page on the way is lost."""

    found: list[Entry] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    is_broken: bool = False


class Trees:
    """Walks the trees of a `PageFile`; each page belongs to the first tree that reaches it."""

    def __init__(self, file: PageFile) -> None:
        self._file = file
        self._taken: set[int] = set()

    def schema(self) -> tuple[list[SchemaEntry], bool]:
        """What the database says its tables and indexes are, and whether all of that is there."""
        tree = self.walk(SCHEMA_ROOT)
        found = [
            SchemaEntry(str(each.values[0]), str(each.values[1]), str(each.values[2]), root)
            for each in tree.found
            if each.values is not None
            and len(each.values) == 5
            and isinstance(root := each.values[3], int)
            and root
        ]
        return found, not tree.is_broken

    def walk(self, root: int) -> Tree:
        """Every row or key below a page, as far as pages are intact."""
        tree = Tree()
        waiting = [root]
        while waiting:
            number = waiting.pop()
            page = self._file.page(number)
            if page is None or number in self._taken or kind_of(page, number) is None:
                tree.is_broken = True
                continue
            self._taken.add(number)
            tree.pages.add(number)
            try:
                if kind_of(page, number) in INTERIOR:
                    waiting.extend(reversed(children(page, number)))
                if kind_of(page, number) is not PageKind.TABLE_INTERIOR:
                    tree.found.extend(entries(page, number, self._file.page))
            except MalformedPageError:
                tree.is_broken = True
        return tree

    def give_back(self, tree: Tree) -> None:
        """Let another tree have these pages: what they hold was not what was expected."""
        self._taken -= tree.pages

    def stray_leaves(self) -> Iterator[list[Entry]]:
        """The rows of each intact table page that no tree has reached, a page at a time.

        A page that was freed is not among them: `secure_delete` has overwritten it.
        """
        for number in self._file.intact:
            page = self._file.page(number)
            if number in self._taken or page is None:
                continue
            if kind_of(page, number) is PageKind.TABLE_LEAF:
                try:
                    yield list(entries(page, number, self._file.page))
                except MalformedPageError:
                    continue


def uids_by_row(index: Tree) -> dict[int, str]:
    """What a unique index over `uid` knows: each row's number and its uid."""
    return {
        row: uid
        for values in (each.values for each in index.found)
        if values is not None and len(values) == 2
        for uid, row in [_pair(values)]
        if uid is not None and row is not None
    }


def _pair(values: tuple[Value, ...]) -> tuple[str | None, int | None]:
    uid, row = values
    return (uid if isinstance(uid, str) else None, row if isinstance(row, int) else None)
