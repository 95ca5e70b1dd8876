import shutil
from pathlib import Path

import pytest
from vault_kit import NOTE, Desk, kinds, members

from peerdesk.desk.held import tables_about_people
from peerdesk.errors import VaultError
from peerdesk.ui.messages.held import TABLES
from peerdesk.vault.cipher import Connection, connect
from peerdesk.vault.findings import FindingKind
from peerdesk.vault.migrations import (
    APPLICATION_ID,
    SCHEMA_FOLDER,
    SCHEMA_VERSION,
    migrate,
    schema_version,
)
from peerdesk.vault.troubles import VaultTrouble

FIRST = """CREATE TABLE circle (id INTEGER PRIMARY KEY, title TEXT NOT NULL) STRICT;
CREATE TABLE chair (id INTEGER PRIMARY KEY,
    circle_id INTEGER NOT NULL REFERENCES circle ON DELETE CASCADE) STRICT;"""
REBUILD = """CREATE TABLE circle_new (
    id INTEGER PRIMARY KEY, title TEXT NOT NULL, seats INTEGER) STRICT;
INSERT INTO circle_new (id, title) SELECT id, title FROM circle;
DROP TABLE circle;
ALTER TABLE circle_new RENAME TO circle;"""


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    folder = tmp_path / "schema"
    folder.mkdir()
    (folder / "0001_first.sql").write_text(FIRST)
    return folder


@pytest.fixture
def connection(tmp_path: Path) -> Connection:
    path = tmp_path / "plain.db"
    path.touch(0o600)
    return connect(path, bytearray(range(48)))


def version(connection: Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_an_empty_database_reaches_the_newest_version_once(
    connection: Connection, schema: Path
) -> None:
    assert migrate(connection, schema)
    assert not migrate(connection, schema)
    assert version(connection) == schema_version(schema) == 1
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_a_rebuilt_table_keeps_its_children(connection: Connection, schema: Path) -> None:
    migrate(connection, schema)
    connection.execute("INSERT INTO circle VALUES (1, 'a')")
    connection.execute("INSERT INTO chair VALUES (7, 1)")
    (schema / "0002_seats.sql").write_text(REBUILD)
    copied: list[int] = []
    assert migrate(connection, schema, copy_first=copied.append)
    assert copied == [1]
    assert connection.execute("SELECT id FROM chair").fetchall() == [(7,)]
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize(
    "broken", ["CREATE TABLE half (a INTEGER);\nCREATE TABL typo;", "DELETE FROM circle;"]
)
def test_a_step_that_fails_is_undone_as_a_whole(
    connection: Connection, schema: Path, broken: str
) -> None:
    migrate(connection, schema)
    connection.execute("INSERT INTO circle VALUES (1, 'a')")
    connection.execute("INSERT INTO chair VALUES (7, 1)")
    (schema / "0002_broken.sql").write_text(broken)
    with pytest.raises(Exception, match=r"syntax|foreign key"):
        migrate(connection, schema)
    assert version(connection) == 1
    assert not connection.in_transaction
    tables = connection.execute("SELECT name FROM sqlite_schema ORDER BY name").fetchall()
    assert tables == [("chair",), ("circle",)]
    assert connection.execute("SELECT * FROM circle").fetchall() == [(1, "a")]
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_gap_in_the_numbers_is_a_bug(connection: Connection, schema: Path) -> None:
    (schema / "0003_later.sql").write_text("SELECT 1;")
    with pytest.raises(ValueError, match="0003_later"):
        migrate(connection, schema)


def test_a_database_of_someone_else_is_refused(connection: Connection, schema: Path) -> None:
    connection.execute("PRAGMA application_id = 7")
    with pytest.raises(VaultError) as trouble:
        migrate(connection, schema)
    assert trouble.value.code is VaultTrouble.DATABASE_FOREIGN


@pytest.fixture
def longer(tmp_path: Path) -> Path:
    """The shipped schema and one step more."""
    folder = tmp_path / "longer"
    shutil.copytree(SCHEMA_FOLDER, folder)
    step = f"{SCHEMA_VERSION + 1:04}_extra.sql"
    (folder / step).write_text("ALTER TABLE members ADD COLUMN extra TEXT NOT NULL DEFAULT '';")
    return folder


def test_an_existing_vault_is_copied_before_it_is_migrated(desk: Desk, longer: Path) -> None:
    before = desk.folder.database.read_bytes()
    with desk.unlock(schema=longer) as vault:
        assert kinds(vault) == {FindingKind.MIGRATED}
        assert members(vault)[0] == NOTE
        copy = desk.folder.backups / vault.findings[0].kept_as
    assert copy.read_bytes() == before
    assert copy.stat().st_mode & 0o777 == 0o600
    shutil.copy(copy, desk.folder.database)
    with desk.unlock() as former:
        assert kinds(former) == {FindingKind.ROLLED_BACK}
        assert members(former)[0] == NOTE


def test_steps_that_were_done_before_another_failed_read_as_a_crash(
    desk: Desk, longer: Path
) -> None:
    later = longer / f"{SCHEMA_VERSION + 2:04}_later.sql"
    later.write_text("CREATE TABL typo;")
    with pytest.raises(Exception, match="syntax"):
        desk.unlock(schema=longer)
    later.write_text("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;")
    with desk.unlock(schema=longer) as vault:
        assert kinds(vault) == {FindingKind.AFTER_CRASH, FindingKind.MIGRATED}


def test_a_newer_versions_vault_is_refused_and_untouched(desk: Desk, longer: Path) -> None:
    desk.unlock(schema=longer).close()
    before = desk.folder.database.read_bytes()
    with pytest.raises(VaultError) as trouble:
        desk.unlock()
    assert trouble.value.code is VaultTrouble.NEWER_VERSION
    assert trouble.value.data == {"found": SCHEMA_VERSION + 1, "known": SCHEMA_VERSION}
    assert desk.folder.database.read_bytes() == before


def test_a_table_about_people_has_words_for_their_own_copy(desk: Desk) -> None:
    vault = desk.unlock()
    about = set(tables_about_people(vault.connection))
    vault.close()
    assert set(TABLES) == about
