"""The step from lines of free text to records: no word is lost, and nothing is made up."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from peerdesk.vault.cipher import Connection
from peerdesk.vault.migrations import migrate

BEFORE = 7
WORDS = st.text(
    alphabet=st.sampled_from("ab é😀;\n\t,'\"-- %"),
    max_size=40,
)


def opened() -> Connection:
    connection = dbapi2.connect(":memory:", isolation_level=None)
    migrate(connection, up_to=BEFORE)
    return connection


def add(connection: Connection, *texts: str) -> None:
    connection.execute(
        "INSERT INTO members (uid, created_at, updated_at, chosen_name, contact, safe_contact, "
        "emergency_contact, access_needs) VALUES ('u-1', 'c', 'm', 'Ana', ?, ?, ?, ?)",
        texts,
    )


def test_what_was_written_becomes_one_way_that_waits_to_be_asked_about() -> None:
    connection = opened()
    add(connection, "Text 555 0100", "Say the library.", "Brother, 555 0101", "")
    migrate(connection)
    assert connection.execute(
        "SELECT uid, channel, value, may_be_said, allowed, voicemail, confirmed_on "
        "FROM safe_contacts"
    ).fetchall() == [
        ("u-1", "other", "Text 555 0100", "Say the library.", "unasked", "unasked", None)
    ]
    assert connection.execute("SELECT emergency_reach FROM members").fetchone() == (
        "Brother, 555 0101",
    )


def test_somebody_of_whom_nothing_was_noted_gets_no_records() -> None:
    connection = opened()
    add(connection, "", "", "", "")
    migrate(connection)
    counts = [
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - constants
        for table in ("safe_contacts", "access_needs")
    ]
    assert counts == [0, 0]


@pytest.mark.parametrize(
    ("written", "needs"),
    [
        ("Large print; a high chair", ["Large print", "a high chair"]),
        ("Step-free\r\n\r\nhearing loop ;", ["Step-free", "hearing loop"]),
        ("Somewhere, safe; somewhere, safe", ["Somewhere, safe", "somewhere, safe"]),
        ("the same; the same", ["the same"]),
    ],
)
def test_lines_and_semicolons_part_the_needs(written: str, needs: list[str]) -> None:
    connection = opened()
    add(connection, "", "", "", written)
    migrate(connection)
    kept = connection.execute("SELECT words FROM access_needs ORDER BY words COLLATE BINARY")
    assert [words for (words,) in kept] == needs


@given(WORDS, WORDS, WORDS, WORDS)
def test_no_word_is_lost(contact: str, safe: str, emergency: str, needs: str) -> None:
    connection = opened()
    add(connection, contact, safe, emergency, needs)
    migrate(connection)
    way = connection.execute("SELECT value, may_be_said FROM safe_contacts").fetchone()
    assert (way or ("", "")) == (contact, safe)
    assert connection.execute("SELECT emergency_reach FROM members").fetchone() == (emergency,)
    kept = [words for (words,) in connection.execute("SELECT words FROM access_needs")]
    assert {word for words in kept for word in words.split()} == set(
        needs.replace(";", " ").split()
    )


def test_a_file_from_before_is_migrated_in_place(tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    connection = dbapi2.connect(str(path), isolation_level=None)
    migrate(connection, up_to=BEFORE)
    add(connection, "x", "", "", "y")
    connection.close()
    connection = dbapi2.connect(str(path), isolation_level=None)
    migrate(connection)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
