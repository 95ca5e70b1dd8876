"""Rows to frozen records and back. It maps; it does not plan queries, and must not learn to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, get_args, get_origin, get_type_hints
from uuid import uuid4

from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.records import NEVER, Record
from peerdesk.errors import UserError
from peerdesk.vault.cipher import Connection

R = TypeVar("R", bound=Record)
Value = str | int | None


def now() -> datetime:
    """This moment in UTC, to the millisecond."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def encoded(value: object) -> Value:
    """`value` as SQLite keeps it. TypeError for what has no column type."""
    if value is None or isinstance(value, bool | int):
        return None if value is None else int(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date | time | datetime):
        return value.isoformat()
    if isinstance(value, str):
        return value
    if isinstance(value, Path):
        return str(value)
    raise TypeError(type(value))


def _decoder(hint: Any) -> Callable[[Any], Any] | None:
    if get_origin(hint) is UnionType:
        (hint,) = (argument for argument in get_args(hint) if argument is not NoneType)
    if hint in {bool, Path}:
        return hint  # type: ignore[no-any-return] # both are called with the column's value
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    if hint in {date, time, datetime}:
        decode: Callable[[Any], Any] = hint.fromisoformat
        return decode
    return None


@dataclass(frozen=True, slots=True)
class _Shape:
    """The columns of a kind of record, and those of them that are not held as they are."""

    names: tuple[str, ...]
    decoders: tuple[tuple[str, Callable[[Any], Any]], ...]


_known: dict[type, _Shape] = {}
"""Read from the type hints once for each kind of record."""


def _shape(record_type: type[Record]) -> _Shape:
    if record_type not in _known:
        hints = get_type_hints(record_type)
        held = (field.name for field in fields(record_type))
        names = tuple(name for name in held if get_origin(hints[name]) is not tuple)
        both = ((name, _decoder(hints[name])) for name in names)
        decoders = tuple((name, decode) for name, decode in both if decode is not None)
        _known[record_type] = _Shape(names, decoders)
    return _known[record_type]


def columns(record_type: type[Record], alias: str = "") -> str:
    """The column list of `record_type` for a SELECT, each with `alias.` in front if given."""
    prefix = f"{alias}." if alias else ""
    return ", ".join(prefix + name for name in _shape(record_type).names)


def decoded(record_type: type[R], row: Sequence[Any]) -> R:
    """One row, selected with `columns(record_type)` in front, as a record."""
    shape = _shape(record_type)
    values = dict(zip(shape.names, row, strict=False))
    for name, decode in shape.decoders:
        if values[name] is not None:
            values[name] = decode(values[name])
    return record_type(**values)


class Table(Generic[R]):
    """The rows of one kind of record. All changes happen inside `Desk.change`."""

    def __init__(self, connection: Connection, name: str, record_type: type[R]) -> None:
        self._connection = connection
        self._name = name
        self._type = record_type

    def get(self, record_id: int) -> R:
        """The record. UserError(RECORD_GONE) if it was removed meanwhile."""
        found = self.where("id = ?", (record_id,))
        if not found:
            raise UserError(DeskTrouble.RECORD_GONE, kind=self._name)
        return found[0]

    def where(
        self, condition: str = "1", values: Iterable[object] = (), *, order: str = "id"
    ) -> list[R]:
        """The records that meet an SQL condition, in the given order."""
        sql = f"SELECT {columns(self._type)} FROM {self._name} WHERE {condition} ORDER BY {order}"  # noqa: S608 - constants of the calling module
        rows = self._connection.execute(sql, tuple(encoded(value) for value in values))
        return [decoded(self._type, row) for row in rows]

    def count(self) -> int:
        """How many records there are."""
        sql = f"SELECT count(*) FROM {self._name}"  # noqa: S608 - a constant
        (number,) = self._connection.execute(sql).fetchone()
        return int(number)

    def add(self, record: R, extra: Mapping[str, object] | None = None) -> R:
        """Insert `record`, with columns that the record does not carry in `extra`."""
        moment = now()
        kept = replace(record, uid=record.uid or str(uuid4()), updated_at=moment)
        if kept.created_at == NEVER:
            kept = replace(kept, created_at=moment)
        values = self._values(kept) | {name: encoded(v) for name, v in (extra or {}).items()}
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        cursor = self._connection.execute(
            f"INSERT INTO {self._name} ({names}) VALUES ({marks})",  # noqa: S608 - own names
            tuple(values.values()),
        )
        return replace(kept, id=int(cursor.lastrowid))

    def update(self, record: R, extra: Mapping[str, object] | None = None) -> R:
        """Write every column of `record`, and those in `extra`, over the row of its id."""
        kept = replace(record, updated_at=now())
        values = self._values(kept) | {name: encoded(v) for name, v in (extra or {}).items()}
        assignments = ", ".join(f"{name} = ?" for name in values)
        cursor = self._connection.execute(
            f"UPDATE {self._name} SET {assignments} WHERE id = ?",  # noqa: S608 - own names
            (*values.values(), record.id),
        )
        if cursor.rowcount != 1:
            raise UserError(DeskTrouble.RECORD_GONE, kind=self._name)
        return kept

    def save(self, record: R) -> R:
        """Insert or update, whichever its id asks for."""
        return self.update(record) if record.id else self.add(record)

    def delete(self, condition: str, values: Iterable[object]) -> int:
        """Delete the rows that meet an SQL condition and say how many they were."""
        cursor = self._connection.execute(
            f"DELETE FROM {self._name} WHERE {condition}",  # noqa: S608 - own names
            tuple(encoded(value) for value in values),
        )
        return int(cursor.rowcount)

    def _values(self, record: R) -> dict[str, Value]:
        return {
            name: encoded(getattr(record, name))
            for name in _shape(self._type).names
            if name != "id"
        }
