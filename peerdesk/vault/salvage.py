"""Saving every row that can still be read of a damaged vault into a new set of files.

The pages that are authentic are read by themselves (`page_file`, `btree`), since SQLite gives up a
whole table at the first damaged page. Rows keep their numbers and uids.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Final

from sqlcipher3 import dbapi2

from peerdesk.errors import VaultError
from peerdesk.vault import identity, migrations, seal, stand_ins
from peerdesk.vault.cipher import Connection, connect, translating
from peerdesk.vault.counting import table_counts
from peerdesk.vault.files import VaultFolder, flush_folder, open_plainly, write_new
from peerdesk.vault.keys import OpenedKeys
from peerdesk.vault.page_cipher import PageCipher
from peerdesk.vault.page_file import PageFile
from peerdesk.vault.row_shapes import insert, shapes_of
from peerdesk.vault.salvaged_tables import Table, read_tables
from peerdesk.vault.seal import KeysMark, Seal, SealDamagedError
from peerdesk.vault.search_index import rebuild_search
from peerdesk.vault.trees import SchemaEntry
from peerdesk.vault.troubles import VaultTrouble

VERSION_AT: Final = 60
"""Where the first page has `user_version`, 4 bytes (sqlite.org/fileformat2.html §1.3)."""


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """What was damaged, and what is in the new set: rows by table, the search's aside.

    `lost` counts the rows that are known to be lost. `is_exact` where those are all of them, as
    every index could be read. `stood_in` counts records of which only the place was left.
    """

    pages: int
    damaged_pages: int
    saved: dict[str, int]
    lost: dict[str, int]
    stood_in: dict[str, int]
    is_exact: bool


def salvage(
    folder: VaultFolder,
    opened: OpenedKeys,
    made: VaultFolder,
    cancelled: Callable[[], bool] | None = None,
) -> SalvageReport:
    """Make a whole set of files in `made`, an empty folder, of what can be read of `folder`'s.

    The damaged file is only read. Raises `UserError(CHECK_STOPPED)`, `VaultError(DATABASE_DAMAGED)`
    where nothing at all can be read, and what the medium does wrong.
    """
    cipher = PageCipher(opened.subkeys.database)
    try:
        with translating(), open_plainly(folder.database) as raw:
            file = PageFile(raw, cipher, cancelled)
            if not file.intact:
                raise VaultError(VaultTrouble.DATABASE_DAMAGED, faults=file.damaged)
            return _into_new_set(file, opened, made, _seal_of(folder, opened))
    finally:
        cipher.wipe()


def _into_new_set(
    file: PageFile, opened: OpenedKeys, made: VaultFolder, former: Seal | None
) -> SalvageReport:
    write_new(made.keys, opened.key_file.encode())
    write_new(made.keys_backup, opened.key_file.encode())
    write_new(made.database, b"")
    with open_plainly(made.database) as raw:
        with closing(connect(made.database, opened.subkeys.database)) as connection:
            version = _version(file)
            migrations.migrate(connection, up_to=version)
            with shapes_of(version) as shapes:
                tables = read_tables(file, shapes, _schema_of(connection))
            with _without_rules(connection):
                stood_in = _write(connection, tables)
                generation = _identify(connection, opened, former)
            rebuild_search(connection)
            report = _report(file, tables, table_counts(connection), stood_in)
        mark = opened.key_file.mark()
        highest = max(mark.generation, former.keys.generation if former else 0)
        measured = seal.measure(raw, generation, KeysMark(highest, mark.sha256))
        seal.write(made.seal, measured, opened.subkeys.header)
    flush_folder(made.root)
    return report


def _version(file: PageFile) -> int:
    """The schema that the rows were written for; this PeerDesk's where that can't be read."""
    first = file.page(1)
    if first is None:
        return migrations.SCHEMA_VERSION
    found = int.from_bytes(first[VERSION_AT : VERSION_AT + 4])
    if found > migrations.SCHEMA_VERSION:
        known = migrations.SCHEMA_VERSION
        raise VaultError(VaultTrouble.NEWER_VERSION, found=found, known=known)
    return found or migrations.SCHEMA_VERSION


def _schema_of(own: Connection) -> list[SchemaEntry]:
    found = own.execute("SELECT type, name, tbl_name, rootpage FROM sqlite_schema WHERE rootpage")
    return [SchemaEntry(*line) for line in found.fetchall()]


@contextmanager
def _without_rules(connection: Connection) -> Iterator[None]:
    """Write rows as they were, in any order: triggers come back and references are kept again."""
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    for name, _sql in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    yield
    for _name, sql in triggers:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.execute("PRAGMA foreign_keys = ON")


def _write(connection: Connection, tables: dict[str, Table]) -> dict[str, int]:
    for table in tables.values():
        for key, row in list(table.rows.items()):
            try:
                insert(connection, table.shape, key, row)
            except dbapi2.IntegrityError:
                # Two that may not stand side by side: a page from an earlier day is among them.
                del table.rows[key]
                table.cut.add(key)
    return stand_ins.complete(connection, {name: table.uids for name, table in tables.items()})


def _identify(connection: Connection, opened: OpenedKeys, former: Seal | None) -> int:
    """Make sure that the set is this vault's, and later than anything it was before."""
    vault_id = opened.key_file.vault_id
    try:
        found = identity.read(connection)
    except VaultError:
        identity.insert(connection, vault_id, "", is_sample=False)
        found = identity.read(connection)
    if found.vault_id != vault_id:
        raise VaultError(VaultTrouble.DATABASE_FOREIGN)
    generation = max(found.generation, former.generation if former else 0) + 1
    identity.go_on_from(connection, generation)
    return generation


def _seal_of(folder: VaultFolder, opened: OpenedKeys) -> Seal | None:
    try:
        return seal.read(folder.seal, opened.subkeys.header)
    except SealDamagedError:
        return None


def _report(
    file: PageFile, tables: dict[str, Table], counts: dict[str, int], stood_in: dict[str, int]
) -> SalvageReport:
    saved = {name: counts[name] - stood_in.get(name, 0) for name in tables}
    lost = {name: _lost(table, saved[name]) for name, table in tables.items()}
    is_exact = not any(table.is_broken and table.index_is_broken for table in tables.values())
    return SalvageReport(file.count, file.damaged, saved, lost, stood_in, is_exact)


def _lost(table: Table, saved: int) -> int:
    """Rows that were there and are not saved, those removed for want of a parent included."""
    return len(table.rows.keys() | table.lost) - saved
