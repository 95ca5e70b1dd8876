"""Pages read one by one give what SQLite wrote, and no nonsense where they are bad."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.vault.btree import MalformedPageError, PageKind, Value, entries, kind_of
from peerdesk.vault.cipher import Connection, connect
from peerdesk.vault.page_cipher import PageCipher
from peerdesk.vault.page_file import USABLE_BYTES, PageFile
from peerdesk.vault.trees import Trees

KEY = bytearray(range(48))
VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(max_size=40),
    st.integers(0, 30_000).map(lambda size: "é" * size),
    st.binary(max_size=9_000),
)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    path = tmp_path_factory.mktemp("btree") / "file.db"
    path.touch()
    with closing(connect(path, KEY)) as opened:
        opened.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, a, b, c)")
        yield opened


def rows_in(path: Path) -> dict[int, tuple[Value, ...] | None]:
    """Every row of the one table, read without SQLite."""
    with path.open("rb", buffering=0) as raw:
        trees = Trees(PageFile(raw, PageCipher(KEY)))
        (table,) = (entry for entry in trees.schema() if entry.name == "kept")
        tree = trees.walk(table.root)
        found = [entry for number in tree.pages for entry in trees.rows(number) or ()]
    assert not tree.is_broken
    return {entry.key: entry.values for entry in found}


def path_of(connection: Connection) -> Path:
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


@given(rows=st.dictionaries(st.integers(-(2**63), 2**63 - 1), st.tuples(VALUES, VALUES, VALUES)))
def test_every_row_reads_as_sqlite_wrote_it(
    connection: Connection, rows: dict[int, tuple[Any, ...]]
) -> None:
    connection.execute("BEGIN")
    connection.execute("DELETE FROM kept")
    connection.executemany(
        "INSERT INTO kept VALUES (?, ?, ?, ?)", [(key, *row) for key, row in rows.items()]
    )
    connection.execute("COMMIT")
    # A float without a fraction is stored as an integer, and compares as one.
    assert rows_in(path_of(connection)) == {key: (None, *row) for key, row in rows.items()}


def test_a_deep_tree_is_walked_to_every_leaf(connection: Connection) -> None:
    connection.execute("BEGIN")
    connection.execute("DELETE FROM kept")
    connection.executemany(
        "INSERT INTO kept VALUES (?, ?, 2, 3)", [(key, "x" * 400) for key in range(5_000)]
    )
    connection.execute("COMMIT")
    assert sorted(rows_in(path_of(connection))) == list(range(5_000))


@given(
    start=st.sampled_from([bytes([kind]) for kind in PageKind]),
    rest=st.binary(min_size=USABLE_BYTES - 1, max_size=USABLE_BYTES - 1),
)
def test_a_page_of_nonsense_gives_rows_or_a_refusal_but_never_an_error(
    start: bytes, rest: bytes
) -> None:
    page = start + rest
    assert kind_of(page, 2) is not None
    try:
        found = list(entries(page, 2, lambda _number: page))
    except MalformedPageError:
        return
    assert len(found) <= USABLE_BYTES
