"""The rows of a damaged database, table by table, as far as its pages can be read.

No row is ever guessed into a table. A page's rows are a table's for one of three reasons: its tree
leads to the page, and nothing else does; its index knows one of them by number and uid; or no
other table's rows could look like that (`row_shapes`). Where none of them holds, the rows are lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from peerdesk.vault.btree import Entry
from peerdesk.vault.page_file import PageFile
from peerdesk.vault.row_shapes import Row, Shape, Shapes
from peerdesk.vault.trees import SchemaEntry, Tree, Trees, uids_by_row


@dataclass(slots=True)
class Table:
    """One table while it is put together."""

    shape: Shape
    rows: dict[int, Row] = field(default_factory=dict)
    uids: dict[int, str] = field(default_factory=dict)
    """By row, as far as the index over them can be read."""
    cut: set[int] = field(default_factory=set)
    """Rows of which not all could be read."""
    is_broken: bool = True
    index_is_broken: bool = True

    @property
    def lost(self) -> set[int]:
        """The rows that there were, as far as is known, and that could not be read."""
        return (self.uids.keys() | self.cut) - self.rows.keys()

    def knows_one_of(self, page: Sequence[Entry]) -> bool:
        """Whether the index over the uids has one of these very rows."""
        return any(
            entry.key in self.uids and self.uids[entry.key] == entry.values[1]
            for entry in page
            if entry.values is not None and len(entry.values) > 1
        )

    def take(self, page: Sequence[Entry]) -> bool:
        """Keep a page's rows, and remember those of which a part is lost.

        False, and nothing is kept, where the page contradicts what is known: it is of another day.
        """
        if not self._may_take(page):
            return False
        for entry in page:
            if entry.values is None:
                self.cut.add(entry.key)
            else:
                self.rows[entry.key] = entry.values
        return True

    def take_confirmed(self, page: Sequence[Entry]) -> None:
        """Keep the rows of a page of another day that the index still knows by number and uid.

        Only for a page to which the table's own tree leads. Whoever was removed since stays so.
        """
        for entry in page:
            if (
                entry.values is not None
                and entry.key not in self.rows
                and self.shape.fits(entry.values)
                and self.knows_one_of([entry])
            ):
                self.rows[entry.key] = entry.values

    def _may_take(self, page: Sequence[Entry]) -> bool:
        whole = [(entry.key, entry.values) for entry in page if entry.values is not None]
        if not all(self.shape.fits(row) for _key, row in whole):
            return False
        if any(entry.key in self.rows for entry in page):
            return False
        if any(self.uids.get(key, row[1]) != row[1] for key, row in whole):
            return False
        return self.index_is_broken or all(entry.key in self.uids for entry in page)


def read_tables(file: PageFile, shapes: Shapes, usual: Sequence[SchemaEntry]) -> dict[str, Table]:
    """Every table's rows by the table's name; `usual` is the schema of a vault made in one go."""
    tables = {name: Table(shape) for name, shape in shapes.by_table.items()}
    trees = Trees(file)
    schema = _completed(trees.schema(), usual)
    walked = [(entry, trees.walk(entry.root)) for entry in schema]
    for entry, tree in walked:
        if entry.table in tables and _is_over_uids(entry):
            _read_index(trees, tree, tables[entry.table])
    for entry, tree in walked:
        if entry.table in tables and entry.kind == "table":
            _read_rows(trees, tree, tables[entry.table])
    for number in trees.stray_leaves():
        if page := trees.rows(number):
            _place(page, tables, shapes)
    return tables


def _completed(found: Sequence[SchemaEntry], usual: Sequence[SchemaEntry]) -> Sequence[SchemaEntry]:
    """The schema with the lines that are lost, where the others say what those were.

    Trees get their first page one after the other, at the end of the file. So where every line
    that is left has its usual place, those between them have theirs. A vault that was migrated
    or written anew has another order, and is left with the lines that can be read.
    """
    if not found or not set(found) <= set(usual):
        return found
    roots = [entry.root for entry in found]
    return [entry for entry in usual if min(roots) <= entry.root <= max(roots)]


def _is_over_uids(entry: SchemaEntry) -> bool:
    """Whether it is what SQLite calls the index over a table's first unique column, its uid."""
    return entry.name == f"sqlite_autoindex_{entry.table}_1"


def _read_index(trees: Trees, tree: Tree, table: Table) -> None:
    table.index_is_broken = tree.is_broken
    for number in tree.pages:
        keys = None if trees.is_contested(number) else trees.rows(number)
        if keys is None:
            table.index_is_broken = True
        else:
            table.uids |= uids_by_row(keys)


def _read_rows(trees: Trees, tree: Tree, table: Table) -> None:
    table.is_broken = tree.is_broken
    for number in tree.pages:
        page = None if trees.is_contested(number) else trees.rows(number)
        if page is None:
            table.is_broken = True
        elif not table.take(page):
            table.is_broken = True
            table.take_confirmed(page)


def _place(page: list[Entry], tables: dict[str, Table], shapes: Shapes) -> None:
    """Give the rows of a page that no tree has to the table whose they are proven to be."""
    known = [table for table in tables.values() if table.knows_one_of(page)]
    if not known and (only := shapes.only_table_of(page)) is not None:
        known = [tables[only]]
    if len(known) == 1:
        known[0].take(page)
