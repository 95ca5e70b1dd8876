"""The table of what was decided is made anew, and nothing in it is lost."""

import pytest
from sqlcipher3 import dbapi2

from peerdesk.vault.cipher import Connection
from peerdesk.vault.migrations import migrate

BEFORE = 23
MADE = "uid, created_at, updated_at"


@pytest.fixture
def connection() -> Connection:
    """A vault of before, with a decision about a person and about a session's note."""
    opened = dbapi2.connect(":memory:", isolation_level=None)
    opened.execute("PRAGMA foreign_keys = ON")
    migrate(opened, up_to=BEFORE)
    opened.executescript(f"""
        INSERT INTO members ({MADE}, chosen_name) VALUES ('m', 'c', 'u', 'Ana');
        INSERT INTO groups ({MADE}, name, kind, note_policy)
        VALUES ('g', 'c', 'u', 'Harbour', 'open', 'full');
        INSERT INTO sessions ({MADE}, group_id, starts_at, minutes, state)
        VALUES ('s', 'c', 'u', 1, '2025-01-01T19:00', 90, 'closed');
        INSERT INTO group_notes ({MADE}, session_id, text) VALUES ('n', 'c', 'u', 1, 'we sang');
        INSERT INTO review_dates ({MADE}, kind, review_on, decided_on, why, member_id)
        VALUES ('r1', 'c', 'u', 'person', '2027-01-01', '2026-01-01', 'She asked', 1);
        INSERT INTO review_dates ({MADE}, kind, review_on, decided_on, why, session_id)
        VALUES ('r2', 'c', 'u', 'group_note', '2027-02-01', '2026-01-02', 'A report', 1);
        INSERT INTO release_consents ({MADE}, member_id, given_on)
        VALUES ('k', 'c', 'u', 1, '2020-01-01');
    """)  # noqa: S608 - constants
    return opened


def decided(connection: Connection) -> list[tuple[object, ...]]:
    return connection.execute(
        "SELECT id, uid, kind, review_on, decided_on, why, member_id, session_id FROM review_dates"
    ).fetchall()


def test_what_was_decided_before_stays(connection: Connection) -> None:
    before = decided(connection)
    assert len(before) == 2
    migrate(connection)
    assert decided(connection) == before
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_it_still_goes_with_its_record_and_so_does_what_is_new(connection: Connection) -> None:
    migrate(connection)
    connection.execute(
        f"INSERT INTO review_dates ({MADE}, kind, review_on, decided_on, consent_id)"  # noqa: S608 - constants
        " VALUES ('r3', 'c', 'u', 'consent', '2027-01-01', '2026-01-01', 1)"
    )
    connection.execute("DELETE FROM group_notes")
    assert [row[1] for row in decided(connection)] == ["r1", "r3"]
    connection.execute("DELETE FROM release_consents")
    assert [row[1] for row in decided(connection)] == ["r1"]


@pytest.mark.parametrize("about", ["", ", member_id, consent_id"])
def test_a_decision_is_about_exactly_one_record(connection: Connection, about: str) -> None:
    migrate(connection)
    values = ", 1, 1" if about else ""
    with pytest.raises(dbapi2.IntegrityError):
        connection.execute(
            f"INSERT INTO review_dates ({MADE}, kind, review_on, decided_on{about})"  # noqa: S608 - constants
            f" VALUES ('r4', 'c', 'u', 'person', '2027-01-01', '2026-01-01'{values})"
        )
