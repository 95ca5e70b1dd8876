"""The rows of a damaged database, table by table, as far as its pages can be read.

Where the way to a page is lost, its rows are told by their shape: by the columns of a table whose
own way is broken, by its checks, and by the uids that its index knows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlcipher3 import dbapi2

from peerdesk.vault.btree import Entry, Value
from peerdesk.vault.cipher import Connection
from peerdesk.vault.page_file import PageFile
from peerdesk.vault.trees import SchemaEntry, Tree, Trees, uids_by_row

Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its table declares it; the first one of each table is the row's number."""

    name: str
    kind: str
    may_be_null: bool
    has_default: bool

    def fits(self, value: Value) -> bool:
        """Whether a value may stand here: all tables are STRICT."""
        if value is None:
            return self.may_be_null
        return isinstance(value, _PYTHON_KINDS[self.kind])


_PYTHON_KINDS: dict[str, type[Value] | tuple[type[Value], ...]] = {
    "INTEGER": int,
    "TEXT": str,
    "REAL": (int, float),
    "BLOB": bytes,
}


@dataclass(slots=True)
class Table:
    """One table while it is put together."""

    name: str
    columns: tuple[Column, ...]
    rows: dict[int, Row] = field(default_factory=dict)
    uids: dict[int, str] = field(default_factory=dict)
    """By row, as far as the index over them can be read."""
    cut: set[int] = field(default_factory=set)
    """Rows of which not all could be read."""
    is_broken: bool = True
    index_is_broken: bool = True

    def fits(self, entry: Entry) -> bool:
        """Whether a row has the shape of this table's."""
        values = entry.values
        if values is None or not 1 < len(values) <= len(self.columns) or values[0] is not None:
            return False
        given = zip(self.columns[1:], values[1:], strict=False)
        added_later = self.columns[len(values) :]
        return all(column.fits(value) for column, value in given) and all(
            column.may_be_null or column.has_default for column in added_later
        )

    def take(self, found: Iterable[Entry]) -> None:
        """Keep rows, and remember those of which a part is lost."""
        for entry in found:
            if self.fits(entry) and entry.values is not None:
                self.rows.setdefault(entry.key, entry.values)
            else:
                self.cut.add(entry.key)

    @property
    def lost(self) -> set[int]:
        """The rows that there were, as far as is known, and that could not be read."""
        return (self.uids.keys() | self.cut) - self.rows.keys()


def read_tables(file: PageFile, own: Connection) -> dict[str, Table]:
    """Every table's rows by the table's name; `own` is a fresh database of the same schema."""
    tables = {name: Table(name, _columns(own, name)) for name in _table_names(own)}
    trees = Trees(file)
    schema, is_whole = trees.schema()
    for entry in schema:
        if entry.table in tables:
            _read_tree(trees, entry, tables[entry.table])
    if not is_whole:
        _read_by_usual_roots(trees, own, tables, {entry.name for entry in schema})
    for leaf in trees.stray_leaves():
        _place(leaf, tables, own)
    return tables


def _read_tree(trees: Trees, entry: SchemaEntry, table: Table) -> None:
    if entry.kind == "table":
        tree = trees.walk(entry.root)
        table.is_broken = tree.is_broken
        table.take(tree.found)
    elif entry.name == _uid_index(table):
        tree = trees.walk(entry.root)
        table.index_is_broken = tree.is_broken
        table.uids = uids_by_row(tree)
    else:
        trees.walk(entry.root)


def _read_by_usual_roots(
    trees: Trees, own: Connection, tables: dict[str, Table], known: set[str]
) -> None:
    """Where the list of tables is lost: look where a vault has them that was made in one go."""
    usual = own.execute(
        "SELECT type, name, tbl_name, rootpage FROM sqlite_schema WHERE rootpage "
        "ORDER BY type DESC"  # tables first: their rows tell whether an index is theirs
    )
    for kind, name, of_table, root in usual.fetchall():
        if of_table not in tables or name in known:
            continue
        table, tree = tables[of_table], trees.walk(int(root))
        if kind == "table" and _is_of(table, tree):
            table.is_broken = tree.is_broken
            table.take(tree.found)
        elif name == _uid_index(table) and _is_over(table, uids_by_row(tree)):
            table.index_is_broken = tree.is_broken
            table.uids = uids_by_row(tree)
        else:
            trees.give_back(tree)


def _uid_index(table: Table) -> str:
    """What SQLite calls the index over a table's first unique column, which is its uid."""
    return f"sqlite_autoindex_{table.name}_1"


def _is_over(table: Table, uids: dict[int, str]) -> bool:
    """Whether these are the uids of the table's rows, as far as both are known."""
    both = uids.keys() & table.rows.keys()
    return bool(both) and all(table.rows[row][1] == uids[row] for row in both)


def _is_of(table: Table, tree: Tree) -> bool:
    whole = [entry for entry in tree.found if entry.values is not None]
    return bool(whole) and all(table.fits(entry) for entry in whole)


def _place(leaf: list[Entry], tables: dict[str, Table], own: Connection) -> None:
    """Give the rows of a stray page to the one table that they can be of; else to none."""
    whole = [entry for entry in leaf if entry.values is not None]
    fitting = [
        table
        for table in tables.values()
        if whole
        and table.is_broken
        and all(table.fits(entry) for entry in whole)
        and not any(entry.key in table.rows for entry in leaf)
    ]
    # Where a table knows the rows by their uids, no other one is guessed for them.
    known = [table for table in tables.values() if _knows(table, whole)]
    choice = known or [table for table in fitting if table.index_is_broken]
    allowed = [table for table in choice if table in fitting and _allows(own, table, whole)]
    if len(allowed) == 1 and not _contradicts(allowed[0], whole):
        allowed[0].take(leaf)


def _knows(table: Table, rows: list[Entry]) -> bool:
    """Whether the index over the uids has one of these very rows."""
    return any(entry.values and table.uids.get(entry.key) == entry.values[1] for entry in rows)


def _contradicts(table: Table, rows: list[Entry]) -> bool:
    """Whether the index over the uids has another uid for one of these rows."""
    return any(
        entry.values and table.uids.get(entry.key, entry.values[1]) != entry.values[1]
        for entry in rows
    )


def _allows(own: Connection, table: Table, rows: list[Entry]) -> bool:
    """Whether the table's own checks let the rows in; nothing stays there."""
    own.execute("SAVEPOINT trial")
    try:
        for entry in rows:
            if entry.values is not None:
                insert(own, table, entry.key, entry.values)
    except dbapi2.IntegrityError:
        return False
    finally:
        own.execute("ROLLBACK TO trial")
        own.execute("RELEASE trial")
    return True


def insert(connection: Connection, table: Table, key: int, row: Row) -> None:
    """Write one row as it was, with its number."""
    names = ", ".join(f'"{column.name}"' for column in table.columns[: len(row)])
    marks = ", ".join("?" * len(row))
    sql = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 - names of our own schema
    connection.execute(sql, (key, *row[1:]))


def _table_names(own: Connection) -> list[str]:
    """The tables that hold records: those of the search index are made anew."""
    found = own.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
        "AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"
    )
    return [str(name) for (name,) in found.fetchall()]


def _columns(own: Connection, table: str) -> tuple[Column, ...]:
    found = own.execute(
        'SELECT name, type, "notnull", dflt_value FROM pragma_table_info(?) ORDER BY cid', (table,)
    )
    return tuple(
        Column(str(name), str(kind), not not_null, default is not None)
        for name, kind, not_null, default in found.fetchall()
    )
