"""What takes the place of a record that is lost, so that those which belong to it can stay.

A note whose person could not be read is worth keeping: it gets a person without a name. The marks
are no words, as the reader's language is not known here.
"""

from dataclasses import dataclass
from typing import Final

from sqlcipher3 import dbapi2

from peerdesk.vault.cipher import Connection

_LOST: Final = "? {id}"
_NO_DAY: Final = "1970-01-01"

VALUES: Final[dict[str, dict[str, str | int]]] = {
    "groups": {"name": _LOST, "kind": "open", "note_policy": "content_free", "archived": 1},
    "members": {"chosen_name": _LOST},
    "sessions": {"group_id": "{spare}", "starts_at": f"{_NO_DAY}T00:00", "minutes": 90,
                 "state": "closed"},
    "scripts": {"title": _LOST},
    "script_versions": {"script_id": "{spare}", "number": "{id}"},
    "segments": {"version_id": "{spare}", "position": "{id}", "kind": "other", "title": _LOST,
                 "text": ""},
    "agreements": {"group_id": "{spare}", "version_id": "{spare}", "in_force_from": _NO_DAY,
                   "in_force_until": _NO_DAY},
    "release_consents": {"member_id": "{spare}", "given_on": _NO_DAY},
    "agreement_makings": {"group_id": "{spare}", "version_id": "{spare}", "language": "en"},
}  # fmt: skip
"""For each table that others refer to: what its columns need. `{spare}` is a row that no table has
yet, and becomes a stand-in itself."""

MOST_ROUNDS: Final = 8
"""A stand-in may need others; the schema is not as deep as this."""


@dataclass(frozen=True, slots=True)
class _Loose:
    """A row whose parent is missing."""

    table: str
    row: int
    parent: str
    column: str


def complete(connection: Connection, uids: dict[str, dict[int, str]]) -> dict[str, int]:
    """Give every row its parent; says how many stand-ins there are, by table.

    `uids` are those of lost rows, by table and row, where an index knew them. A reference that may
    be empty is emptied; a row that can have no stand-in for its parent is removed.
    """
    stood_in: dict[str, int] = {}
    spare = _spare_row(connection)
    for _ in range(MOST_ROUNDS):
        loose = _loose_rows(connection)
        for each in loose:
            _settle(connection, each, uids, spare, stood_in)
        if not loose:
            break
    return stood_in


def _settle(
    connection: Connection,
    loose: _Loose,
    uids: dict[str, dict[int, str]],
    spare: int,
    stood_in: dict[str, int],
) -> None:
    if _may_be_empty(connection, loose) and _emptied(connection, loose):
        return
    found = connection.execute(
        f'SELECT "{loose.column}" FROM "{loose.table}" WHERE rowid = ?',  # noqa: S608 - as above
        (loose.row,),
    ).fetchone()
    if found is None:
        return  # removed with another of its parents
    if loose.parent not in VALUES:
        connection.execute(f'DELETE FROM "{loose.table}" WHERE rowid = ?', (loose.row,))  # noqa: S608 - as above
        return
    missing = int(found[0])
    uid = uids.get(loose.parent, {}).get(missing)
    if _stand_in(connection, loose.parent, missing, spare, uid):
        stood_in[loose.parent] = stood_in.get(loose.parent, 0) + 1


def _stand_in(connection: Connection, table: str, row: int, spare: int, uid: str | None) -> bool:
    """Whether one was made: several rows may miss the same parent."""
    values = {
        name: value.format(id=row, spare=spare) if isinstance(value, str) else value
        for name, value in VALUES[table].items()
    }
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    made = connection.execute(
        f'INSERT OR IGNORE INTO "{table}" (id, uid, created_at, updated_at, {names}) '  # noqa: S608 - as above
        "VALUES (?, coalesce(?, lower(hex(randomblob(16)))), "
        f"strftime('%Y-%m-%dT%H:%M:%S+00:00'), strftime('%Y-%m-%dT%H:%M:%S+00:00'), {marks})",
        (row, uid, *values.values()),
    )
    return made.rowcount == 1


def _loose_rows(connection: Connection) -> list[_Loose]:
    found = []
    for table, row, parent, number in connection.execute("PRAGMA foreign_key_check").fetchall():
        references = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
        (column,) = (str(each[3]) for each in references if each[0] == number)
        found.append(_Loose(str(table), int(row), str(parent), column))
    return found


def _may_be_empty(connection: Connection, loose: _Loose) -> bool:
    found = connection.execute(
        'SELECT "notnull" FROM pragma_table_info(?) WHERE name = ?', (loose.table, loose.column)
    ).fetchone()
    return not found[0]


def _emptied(connection: Connection, loose: _Loose) -> bool:
    """Whether the reference could be emptied: a rule of its table may want it, or another one."""
    try:
        connection.execute(
            f'UPDATE "{loose.table}" SET "{loose.column}" = NULL WHERE rowid = ?',  # noqa: S608 - names of our own schema
            (loose.row,),
        )
    except dbapi2.IntegrityError:
        return False
    return True


def _spare_row(connection: Connection) -> int:
    """A row's number that no table has."""
    highest = [
        connection.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"').fetchone()[0]  # noqa: S608 - as above
        for table in VALUES
    ]
    return int(max(highest)) + 1
