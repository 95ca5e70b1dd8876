"""What a row of each table can look like: by this alone a page is told whose rows it holds.

A row always fits the table it was written for, whatever else of the file is lost: its columns and
their types are those of one of the schema's versions, and it passed the table's checks. So where
no other table's rows could look like that, it is proven to be that table's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from sqlcipher3 import dbapi2

from peerdesk.vault import migrations
from peerdesk.vault.btree import Entry, Value
from peerdesk.vault.cipher import Connection

Row = tuple[Value, ...]

_PYTHON_KINDS: Final[dict[str, type[Value] | tuple[type[Value], ...]]] = {
    "INTEGER": int,
    "TEXT": str,
    "REAL": (int, float),
    "BLOB": bytes,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its table declares it; the first one of each table is the row's number."""

    name: str
    kind: str
    may_be_null: bool

    def fits(self, value: Value) -> bool:
        """Whether a value may stand here: all tables are STRICT."""
        if value is None:
            return self.may_be_null
        return isinstance(value, _PYTHON_KINDS[self.kind])


@dataclass(frozen=True, slots=True)
class Shape:
    """A table's columns, and how many of them its rows were ever written with."""

    table: str
    columns: tuple[Column, ...]
    widths: frozenset[int]

    def fits(self, row: Row) -> bool:
        """Whether the number of values and the type of each are those of the table's rows."""
        if len(row) not in self.widths or row[0] is not None:
            return False
        return all(
            column.fits(value) for column, value in zip(self.columns[1:], row[1:], strict=False)
        )


class Shapes:
    """The shapes of all tables of a schema's version, and a place where rows are tried."""

    def __init__(self, place: Connection, by_table: dict[str, Shape]) -> None:
        self._place = place
        self.by_table = by_table

    def only_table_of(self, rows: Iterable[Entry]) -> str | None:
        """The one table that all these rows can be of; None where there are none or several."""
        whole = [(entry.key, entry.values) for entry in rows if entry.values is not None]
        found = [
            shape.table
            for shape in self.by_table.values()
            if whole
            and all(shape.fits(row) for _key, row in whole)
            and self._passes_checks(shape, whole)
        ]
        return found[0] if len(found) == 1 else None

    def _passes_checks(self, shape: Shape, rows: list[tuple[int, Row]]) -> bool:
        """Whether the table would take these rows side by side; nothing stays there.

        Rows of one page once stood side by side in the table that they are of.
        """
        self._place.execute("SAVEPOINT trial")
        try:
            for key, row in rows:
                insert(self._place, shape, key, row)
        except dbapi2.IntegrityError:
            return False
        finally:
            self._place.execute("ROLLBACK TO trial")
            self._place.execute("RELEASE trial")
        return True


@contextmanager
def shapes_of(version: int) -> Iterator[Shapes]:
    """The shapes of that version of the schema, learnt from every version up to it."""
    place: Connection = dbapi2.connect(":memory:", isolation_level=None)
    try:
        widths: defaultdict[str, set[int]] = defaultdict(set)
        for number in range(1, version + 1):
            migrations.migrate(place, up_to=number)
            for table in _tables(place):
                widths[table].add(len(_columns(place, table)))
        # Whether the rows that these refer to can be read has no bearing on whose they are.
        place.execute("PRAGMA foreign_keys = OFF")
        for (trigger,) in place.execute(_TRIGGERS).fetchall():
            place.execute(f'DROP TRIGGER "{trigger}"')
        yield Shapes(
            place,
            {
                table: Shape(table, _columns(place, table), frozenset(widths[table]))
                for table in _tables(place)
            },
        )
    finally:
        place.close()


def insert(connection: Connection, shape: Shape, key: int, row: Row) -> None:
    """Write one row as it was, with its number."""
    names = ", ".join(f'"{column.name}"' for column in shape.columns[: len(row)])
    marks = ", ".join("?" * len(row))
    sql = f'INSERT INTO "{shape.table}" ({names}) VALUES ({marks})'  # noqa: S608 - names of our own schema
    connection.execute(sql, (key, *row[1:]))


_TRIGGERS: Final = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"


def _tables(own: Connection) -> list[str]:
    """The tables that hold records: those of the search index are made anew."""
    found = own.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
        "AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"
    )
    return [str(name) for (name,) in found.fetchall()]


def _columns(own: Connection, table: str) -> tuple[Column, ...]:
    found = own.execute(
        'SELECT name, type, "notnull" FROM pragma_table_info(?) ORDER BY cid', (table,)
    )
    return tuple(Column(str(name), str(kind), not not_null) for name, kind, not_null in found)
