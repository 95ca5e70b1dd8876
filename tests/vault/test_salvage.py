"""What can be read of a damaged vault is saved as it was, and the numbers of the rest are right."""

import errno
import io
import os
import random
import secrets
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from vault_kit import PASSPHRASE, flip

from peerdesk.app import sample_desk
from peerdesk.errors import VaultError
from peerdesk.vault import repair
from peerdesk.vault.cipher import Connection, connect, integrity_faults
from peerdesk.vault.counting import table_counts
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.keys import OpenedKeys
from peerdesk.vault.page_cipher import PAGE_BYTES, PageCipher
from peerdesk.vault.page_file import PageFile
from peerdesk.vault.repair import opened_keys
from peerdesk.vault.salvage import SalvageReport, salvage
from peerdesk.vault.search_index import search_faults
from peerdesk.vault.trees import Trees
from peerdesk.vault.troubles import VaultTrouble

Rows = dict[str, dict[int, tuple[object, ...]]]
EMPTIED = {"sessions": "version_id", "member_notes": "session_id"}
"""Where a reference may be empty, and is once its record is lost."""


@dataclass(frozen=True)
class Sample:
    """The sample vault, closed: its keys, its file as it was and every row in it."""

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
    """What a salvage gave."""

    report: SalvageReport
    rows: Rows
    columns: dict[str, list[str]]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    root = tmp_path_factory.mktemp("sample") / "vault"
    sample_desk(root, PASSPHRASE).close()
    folder = VaultFolder(root)
    with opened_keys(folder, PASSPHRASE) as keys:
        with closing(connect(folder.database, keys.subkeys.database)) as connection:
            rows = all_rows(connection)
        yield Sample(folder, keys, folder.database.read_bytes(), rows)


def all_rows(connection: Connection) -> Rows:
    return {
        table: {row[0]: row for row in connection.execute(f'SELECT * FROM "{table}"')}  # noqa: S608
        for table in table_counts(connection)
    }


def salvaged(sample: Sample, content: bytes, place: Path) -> Saved:
    damaged, made = VaultFolder(place / "damaged"), VaultFolder(place / "made")
    shutil.copytree(sample.folder.root, damaged.root)
    made.root.mkdir()
    damaged.database.write_bytes(content)
    report = salvage(damaged, sample.keys, made)
    with closing(connect(made.database, sample.keys.subkeys.database)) as connection:
        assert integrity_faults(connection) == []
        assert search_faults(connection) == []
        rows = all_rows(connection)
        columns = {
            table: [
                row[1] for row in connection.execute(f'PRAGMA table_info("{table}")').fetchall()
            ]
            for table in rows
        }
    shutil.rmtree(place)
    return Saved(report, rows, columns)


def with_damaged_pages(sample: Sample, pages: list[int], draw: random.Random) -> bytes:
    content = bytearray(sample.whole)
    for page in pages:
        content[(page - 1) * PAGE_BYTES + draw.randrange(16, PAGE_BYTES)] ^= 1 << draw.randrange(8)
    return bytes(content)


def altered(sample: Sample, saved: Saved) -> list[tuple[str, int]]:
    """Rows that read otherwise than before and are neither stand-ins nor emptied references."""
    found = []
    for table, rows in saved.rows.items():
        for key, row in rows.items():
            former = sample.rows[table].get(key)
            if former == row or table == "vault" or is_stand_in(row, former):
                continue
            column = saved.columns[table].index(EMPTIED[table]) if table in EMPTIED else -1
            if former is None or column < 0 or row[column] is not None:
                found.append((table, key))
    return found


def is_stand_in(row: tuple[object, ...], former: tuple[object, ...] | None) -> bool:
    """Whether it only keeps a lost record's place: made just now."""
    return former is None or row[2] != former[2]


def test_a_whole_vault_is_saved_row_by_row(sample: Sample, tmp_path: Path) -> None:
    saved = salvaged(sample, sample.whole, tmp_path / "whole")
    del saved.rows["vault"]
    assert saved.rows == {table: rows for table, rows in sample.rows.items() if table != "vault"}
    assert (saved.report.damaged_pages, sum(saved.report.lost.values())) == (0, 0)
    assert saved.report.is_exact


def test_of_randomly_damaged_files_nothing_is_altered_and_every_loss_is_counted(
    sample: Sample, tmp_path: Path, *, campaigns: bool
) -> None:
    draw = random.Random(17)  # noqa: S311 - which pages are damaged
    for number in range(300 if campaigns else 15):
        damaged = draw.sample(range(1, sample.pages + 1), draw.choice([1, 2, 4, 8, 16, 32]))
        content = with_damaged_pages(sample, damaged, draw)
        saved = salvaged(sample, content, tmp_path / str(number))
        assert saved.report.damaged_pages == len(damaged)
        assert altered(sample, saved) == [], damaged
        counted = sum(saved.report.saved.values()) + sum(saved.report.lost.values())
        if saved.report.is_exact:
            assert counted == sample.count, damaged
        assert counted <= sample.count, damaged


def test_without_its_first_page_every_record_is_saved(sample: Sample, tmp_path: Path) -> None:
    content = bytes(PAGE_BYTES) + sample.whole[PAGE_BYTES:]
    saved = salvaged(sample, content, tmp_path / "headless")
    assert sum(saved.report.saved.values()) == sample.count
    assert altered(sample, saved) == []


def test_without_its_salt_every_record_is_saved(sample: Sample, tmp_path: Path) -> None:
    saved = salvaged(sample, bytes(16) + sample.whole[16:], tmp_path / "no salt")
    assert (saved.report.damaged_pages, sum(saved.report.saved.values())) == (0, sample.count)


@pytest.mark.parametrize(("left", "least"), [(0.9, 1_200), (0.5, 150)])
def test_of_a_file_that_was_cut_off_the_rest_is_saved(
    sample: Sample, tmp_path: Path, left: float, least: int
) -> None:
    content = sample.whole[: int(len(sample.whole) * left) // PAGE_BYTES * PAGE_BYTES]
    saved = salvaged(sample, content, tmp_path / "cut")
    assert altered(sample, saved) == []
    assert sum(saved.report.saved.values()) > least


class WornOut(io.FileIO):
    """A file on a medium of which a part can't be read any more."""

    lost: frozenset[int] = frozenset()

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() // PAGE_BYTES in self.lost:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return super().read(size)


def test_a_page_that_the_medium_can_not_read_costs_that_page_alone(sample: Sample) -> None:
    with WornOut(sample.folder.database) as raw:
        raw.lost = frozenset({3, 7})
        file = PageFile(raw, PageCipher(sample.keys.subkeys.database))
        assert file.damaged == 2
        assert file.page(4) is None
        assert file.page(5) is not None


def test_what_holds_nothing_of_ours_is_refused(sample: Sample, tmp_path: Path) -> None:
    with pytest.raises(VaultError) as trouble:
        salvaged(sample, secrets.token_bytes(5 * PAGE_BYTES), tmp_path / "noise")
    assert trouble.value.code is VaultTrouble.DATABASE_DAMAGED


def page_of(sample: Sample, table: str) -> int:
    """A page that holds rows of a table."""
    with sample.folder.database.open("rb", buffering=0) as raw:
        trees = Trees(PageFile(raw, PageCipher(sample.keys.subkeys.database)))
        roots = {entry.name: entry.root for entry in trees.schema()[0]}
        return max(trees.walk(roots[table]).pages)


def test_a_note_whose_person_is_lost_keeps_a_stand_in_with_the_same_uid(
    sample: Sample, tmp_path: Path
) -> None:
    page = page_of(sample, "members")
    draw = random.Random(3)  # noqa: S311 - which byte is damaged
    saved = salvaged(sample, with_damaged_pages(sample, [page], draw), tmp_path / "lost people")
    assert saved.report.stood_in["members"] > 0
    people = {key: row for key, row in saved.rows["members"].items() if row[4] == f"? {key}"}
    assert people
    for key, row in people.items():
        assert row[1] == sample.rows["members"][key][1]
    assert saved.report.lost["members"] >= len(people)


def test_it_takes_the_place_of_the_damaged_vault_which_is_kept(
    sample: Sample, tmp_path: Path
) -> None:
    folder = VaultFolder(tmp_path / "vault")
    shutil.copytree(sample.folder.root, folder.root)
    flip(folder.database, (9 * PAGE_BYTES + 77) * 8)
    damaged = folder.database.read_bytes()
    with repair.salvaged_beside(folder, PASSPHRASE) as found:
        assert found.report.damaged_pages == 1
        kept_as = repair.take_place(folder)
    assert (folder.set_aside / kept_as / "vault.db").read_bytes() == damaged
    with closing(connect(folder.database, sample.keys.subkeys.database)) as connection:
        assert integrity_faults(connection) == []


def test_looking_alone_leaves_every_byte_as_it_was(sample: Sample, tmp_path: Path) -> None:
    folder = VaultFolder(tmp_path / "vault")
    shutil.copytree(sample.folder.root, folder.root)
    before = {path: path.read_bytes() for path in folder.root.rglob("*") if path.is_file()}
    with repair.salvaged_beside(folder, PASSPHRASE):
        pass
    after = {path: path.read_bytes() for path in folder.root.rglob("*") if path.is_file()}
    assert after == before
