"""Search as one types: in the vault, and beside it in plain SQLite with the same notes.

Python's own SQLite holds the same tables and indexes in a file without any encryption, and is asked
by the same code. So the difference is what the encryption costs.
"""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import cast

from bench import STALL, TYPING, Bench, Figure, Ratio, Row, Sample, median, sample, typed

from peerdesk.desk.desk import Desk
from peerdesk.desk.finder import find
from peerdesk.desk.notes import Notes
from peerdesk.domain.notes import NoteScope
from peerdesk.ui.pages.notes.page import NotesPage
from peerdesk.vault.search_index import SEARCH_INDEXES

WORDS = (
    "sleep",
    "waiting list",
    "lantern",
    "the anniversary of the move",
    '"first weeks without"',
    "Zoë offered",
    "xylophonist",
)
MOST_TIMES_PLAIN = 1.2
ROUNDS = 7
_READ_BY_THE_SEARCH = ("groups", "members", "sessions", "group_notes", "member_notes")


def figures(bench: Bench) -> Iterator[Row]:
    texts = bench.some(typed(*WORDS))
    now = datetime.now()  # noqa: DTZ005 - the clock on the wall
    typed_there = (*texts, *bench.some(typed("24 nov", "tuesday", "november")))
    yield Figure(
        "Ctrl+K", tuple(sample(partial(find, now=now), bench.desk, text) for text in typed_there),
        TYPING,
    )  # fmt: skip
    with _plain_copy(bench.desk) as plain:
        ours, theirs = _beside(bench, (bench.desk.notes, plain), texts)
    without = f"the same in SQLite {sqlite3.sqlite_version}, not encrypted"
    yield Figure("notes searched", ours, TYPING)
    yield Figure(without, theirs)
    times = Figure("", ours).work / Figure("", theirs).work
    yield Ratio("times as long as not encrypted", times, MOST_TIMES_PLAIN)
    scopes = (NoteScope(group_id=3), NoteScope(member_id=77), NoteScope(since=date(2020, 1, 1)))
    yield Figure(
        "notes of a group, person or years searched",
        tuple(
            sample(partial(bench.desk.notes.search, scope=scope), text)
            for text in texts
            for scope in scopes
        ),
        STALL,
    )
    page = bench.page("notes")
    assert isinstance(page, NotesPage)
    yield Figure(
        "notes searched and shown on their page",
        tuple(bench.react(page.search_for, text) for text in texts),
        STALL,
    )


def _beside(
    bench: Bench, both: tuple[Notes, Notes], texts: Sequence[str]
) -> list[tuple[Sample, ...]]:
    """How long each text takes in each of the two: the middle of several turns about.

    One after the other with the same text, so that whatever else the machine does slows both down.
    """
    rounds = range(1 if bench.quick else ROUNDS)
    taken = [[[sample(notes.search, text) for notes in both] for _ in rounds] for text in texts]
    return [
        tuple(median([turn[which] for turn in turns]) for turns in taken)
        for which in range(len(both))
    ]


@contextmanager
def _plain_copy(desk: Desk) -> Iterator[Notes]:
    """The search over a copy of the notes in a file that is not encrypted."""
    with (
        tempfile.TemporaryDirectory() as place,
        closing(sqlite3.connect(Path(place) / "plain.db", isolation_level=None)) as plain,
    ):
        plain.execute("BEGIN")
        for table in (*_READ_BY_THE_SEARCH, *SEARCH_INDEXES):
            (sql,) = desk.connection.execute(
                "SELECT sql FROM sqlite_schema WHERE name = ?", (table,)
            ).fetchone()
            plain.execute(sql)
        for table in _READ_BY_THE_SEARCH:
            rows = desk.connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - constants
            first = rows.fetchone()
            insert = f"INSERT INTO {table} VALUES ({', '.join('?' * len(first))})"  # noqa: S608 - constants
            plain.execute(insert, first)
            plain.executemany(insert, rows)
        for index in SEARCH_INDEXES:
            plain.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608 - constants
        plain.execute("COMMIT")
        # All that the search asks of a desk is its connection.
        yield Notes(cast("Desk", _Plain(plain)))


class _Plain:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
