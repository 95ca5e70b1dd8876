"""What the tests of salvage share: a sample, damage to it, and what may become of each row."""

import hashlib
import hmac
import os
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from vault_kit import PASSPHRASE

from peerdesk.app import sample_desk
from peerdesk.vault.cipher import Connection, connect, integrity_faults
from peerdesk.vault.counting import table_counts
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.keys import OpenedKeys
from peerdesk.vault.page_cipher import PAGE_BYTES, ROUNDS, SALT_MASK, PageCipher
from peerdesk.vault.page_file import PageFile
from peerdesk.vault.repair import opened_keys
from peerdesk.vault.salvage import SalvageReport, salvage
from peerdesk.vault.search_index import search_faults
from peerdesk.vault.stand_ins import VALUES
from peerdesk.vault.trees import Trees

Row = tuple[object, ...]
Rows = dict[str, dict[int, Row]]


@dataclass(frozen=True)
class Sample:
    """A closed vault: its keys, its file as it was and every row in it."""

    folder: VaultFolder
    keys: OpenedKeys
    whole: bytes
    rows: Rows

    @property
    def pages(self) -> int:
        return len(self.whole) // PAGE_BYTES

    @property
    def count(self) -> int:
        return sum(map(len, self.rows.values()))


@dataclass(frozen=True)
class Saved:
    """What a salvage gave; `emptiable` are the places of references that may be empty."""

    report: SalvageReport
    rows: Rows
    columns: dict[str, list[str]]
    emptiable: dict[str, set[int]]


@contextmanager
def sample_at(root: Path) -> Iterator[Sample]:
    sample_desk(root, PASSPHRASE).close()
    folder = VaultFolder(root)
    with opened_keys(folder, PASSPHRASE) as keys:
        yield as_it_is(folder, keys)


def as_it_is(folder: VaultFolder, keys: OpenedKeys) -> Sample:
    with closing(connect(folder.database, keys.subkeys.database)) as connection:
        rows = all_rows(connection)
    return Sample(folder, keys, folder.database.read_bytes(), rows)


def all_rows(connection: Connection) -> Rows:
    return {
        table: {row[0]: row for row in connection.execute(f'SELECT * FROM "{table}"')}  # noqa: S608
        for table in table_counts(connection)
    }


def salvaged(sample: Sample, content: bytes, place: Path) -> Saved:
    """What is saved of these bytes, which SQLite's own checks have to find whole."""
    damaged, made = VaultFolder(place / "damaged"), VaultFolder(place / "made")
    shutil.copytree(sample.folder.root, damaged.root)
    made.root.mkdir()
    damaged.database.write_bytes(content)
    report = salvage(damaged, sample.keys, made)
    with closing(connect(made.database, sample.keys.subkeys.database)) as connection:
        assert integrity_faults(connection) == []
        assert search_faults(connection) == []
        saved = Saved(report, all_rows(connection), *_columns(connection))
    shutil.rmtree(place)
    return saved


def _columns(connection: Connection) -> tuple[dict[str, list[str]], dict[str, set[int]]]:
    names, emptiable = {}, {}
    for table in table_counts(connection):
        columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        references = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
        names[table] = [column[1] for column in columns]
        of_others = {reference[3] for reference in references}
        emptiable[table] = {
            at for at, column in enumerate(columns) if column[1] in of_others and not column[3]
        }
    return names, emptiable


def damaged_pages(sample: Sample, pages: list[int], draw: random.Random) -> bytes:
    content = bytearray(sample.whole)
    for page in pages:
        content[(page - 1) * PAGE_BYTES + draw.randrange(16, PAGE_BYTES)] ^= 1 << draw.randrange(8)
    return bytes(content)


def without_pages(content: bytes, pages: set[int]) -> bytes:
    lost = bytearray(content)
    for page in pages:
        lost[(page - 1) * PAGE_BYTES : page * PAGE_BYTES] = bytes(PAGE_BYTES)
    return bytes(lost)


def altered(saved: Saved, *states: Rows) -> list[tuple[str, int]]:
    """Rows that are not what they were in one of the states, nor stand-ins that were counted.

    A reference may have been emptied, where its record is lost. The vault's own row says anew how
    many changes were saved.
    """
    found, stood_in = [], Counter[str]()
    for table, rows in saved.rows.items():
        for key, row in rows.items() if table != "vault" else ():
            formers = [state[table][key] for state in states if key in state.get(table, {})]
            if any(_is_as_it_was(row, former, saved.emptiable[table]) for former in formers):
                continue
            named = dict(zip(saved.columns[table], row, strict=True))
            if table in VALUES and _is_stand_in(named, table):
                stood_in[table] += 1
            else:
                found.append((table, key))
    assert stood_in == saved.report.stood_in
    return found


def _is_as_it_was(row: Row, former: Row, emptiable: set[int]) -> bool:
    return len(row) == len(former) and all(
        now == then or (now is None and at in emptiable)
        for at, (now, then) in enumerate(zip(row, former, strict=True))
    )


def _is_stand_in(row: dict[str, object], table: str) -> bool:
    """Whether all that it says is what a stand-in says."""
    return all(
        value == "{spare}" or str(row[name]) == str(value).format(id=row["id"])
        for name, value in VALUES[table].items()
    )


def trees_of(sample: Sample) -> dict[str, tuple[int, list[int]]]:
    """The root of each table and index, and its pages with rows or keys."""
    with sample.folder.database.open("rb", buffering=0) as raw:
        trees = Trees(PageFile(raw, PageCipher(sample.keys.subkeys.database)))
        return {entry.name: (entry.root, trees.walk(entry.root).pages) for entry in trees.schema()}


def with_page(sample: Sample, number: int, plain: bytes) -> bytes:
    """The file with another content of a page, as authentic as PeerDesk's own (not the first)."""
    key, salt = sample.keys.subkeys.database[:32], sample.keys.subkeys.database[32:]
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(b ^ SALT_MASK for b in salt), ROUNDS, 32)
    vector = os.urandom(16)
    encryptor = Cipher(algorithms.AES256(key), modes.CBC(vector)).encryptor()
    body = encryptor.update(plain) + encryptor.finalize() + vector
    page = body + hmac.digest(mac_key, body + number.to_bytes(4, "little"), "sha512")
    at = (number - 1) * PAGE_BYTES
    return sample.whole[:at] + page + sample.whole[at + PAGE_BYTES :]
