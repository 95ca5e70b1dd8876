"""What can be read of a damaged vault is saved as it was, and the numbers of the rest are right."""

import errno
import io
import os
import random
import secrets
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from salvage_kit import (
    Sample,
    altered,
    as_it_is,
    damaged_pages,
    salvaged,
    sample_at,
    trees_of,
    with_page,
    without_pages,
)
from vault_kit import PASSPHRASE, flip

from peerdesk.errors import VaultError
from peerdesk.vault import repair
from peerdesk.vault.btree import Entry, children
from peerdesk.vault.cipher import connect, integrity_faults
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.migrations import SCHEMA_VERSION
from peerdesk.vault.page_cipher import PAGE_BYTES, PageCipher
from peerdesk.vault.page_file import PageFile
from peerdesk.vault.row_shapes import shapes_of
from peerdesk.vault.trees import Trees
from peerdesk.vault.troubles import VaultTrouble


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    with sample_at(tmp_path_factory.mktemp("sample") / "vault") as made:
        yield made


def test_a_whole_vault_is_saved_row_by_row(sample: Sample, tmp_path: Path) -> None:
    saved = salvaged(sample, sample.whole, tmp_path / "whole")
    del saved.rows["vault"]
    assert saved.rows == {table: rows for table, rows in sample.rows.items() if table != "vault"}
    assert (saved.report.damaged_pages, sum(saved.report.lost.values())) == (0, 0)
    assert saved.report.is_exact


def test_of_a_damaged_file_nothing_is_altered_and_every_loss_is_counted(
    sample: Sample, tmp_path: Path
) -> None:
    draw = random.Random(17)  # noqa: S311 - which pages are damaged
    damaged = draw.sample(range(1, sample.pages + 1), 10)
    saved = salvaged(sample, damaged_pages(sample, damaged, draw), tmp_path / "damaged")
    assert saved.report.damaged_pages == len(damaged)
    assert altered(saved, sample.rows) == []
    counted = sum(saved.report.saved.values()) + sum(saved.report.lost.values())
    assert counted == sample.count or not saved.report.is_exact
    assert sum(saved.report.saved.values()) > 0.9 * sample.count


def test_every_row_fits_its_own_table(sample: Sample) -> None:
    with shapes_of(SCHEMA_VERSION) as shapes:
        assert shapes.by_table.keys() == sample.rows.keys()
        for table, rows in sample.rows.items():
            for key, row in rows.items():
                assert shapes.by_table[table].fits((None, *row[1:])), (table, key)


def test_rows_that_could_be_of_two_tables_are_lost_and_never_guessed(
    sample: Sample, tmp_path: Path
) -> None:
    trees = trees_of(sample)
    alike = [
        table for table in looking_like_another(sample) if trees[table][0] not in trees[table][1]
    ]
    assert alike, "of a table whose rows lie below its first page"
    for table in alike:
        over_uids = trees[f"sqlite_autoindex_{table}_1"]
        lost = {trees[table][0], over_uids[0], *over_uids[1]}
        saved = salvaged(sample, without_pages(sample.whole, lost), tmp_path / table)
        assert altered(saved, sample.rows) == []
        assert saved.report.saved[table] == 0
        assert not saved.report.is_exact


def looking_like_another(sample: Sample) -> list[str]:
    """The tables whose rows could be another one's, as far as a page of them tells."""
    with shapes_of(SCHEMA_VERSION) as shapes:
        return [
            table
            for table, rows in sample.rows.items()
            if rows
            and shapes.only_table_of(Entry(key, (None, *row[1:])) for key, row in rows.items())
            is None
        ]


def test_where_tables_begin_elsewhere_their_usual_places_are_not_believed(
    tmp_path: Path,
) -> None:
    with sample_at(tmp_path / "vault") as sample:
        with closing(connect(sample.folder.database, sample.keys.subkeys.database)) as connection:
            connection.execute("VACUUM")
        moved = as_it_is(sample.folder, sample.keys)
        whole = salvaged(moved, without_pages(moved.whole, {1}), tmp_path / "headless")
        assert (altered(whole, moved.rows), sum(whole.report.saved.values())) == ([], moved.count)
        for number in lines_of_the_schema(moved):
            saved = salvaged(moved, without_pages(moved.whole, {number}), tmp_path / str(number))
            assert altered(saved, moved.rows) == [], number


def test_without_a_page_of_the_list_of_tables_every_record_is_saved(
    sample: Sample, tmp_path: Path
) -> None:
    for number in lines_of_the_schema(sample):
        saved = salvaged(sample, without_pages(sample.whole, {number}), tmp_path / str(number))
        assert altered(saved, sample.rows) == []
        assert sum(saved.report.saved.values()) == sample.count, number


def lines_of_the_schema(sample: Sample) -> list[int]:
    """The pages below the first, which lists the tables."""
    with sample.folder.database.open("rb", buffering=0) as raw:
        first = PageFile(raw, PageCipher(sample.keys.subkeys.database)).page(1)
    assert first is not None
    return children(first, 1)


def test_a_page_that_two_trees_lead_to_is_nobodys_by_that(sample: Sample, tmp_path: Path) -> None:
    """A page of an earlier day, put back, leads to one that another table has had since."""
    cipher = PageCipher(sample.keys.subkeys.database)
    trees = trees_of(sample)
    with sample.folder.database.open("rb", buffering=0) as raw:
        file = PageFile(raw, cipher)
        root = bytearray(file.page(trees["attendances"][0]) or b"")
    taken = trees["member_notes"][1][0]
    root[8:12] = taken.to_bytes(4)  # its last child
    content = with_page(sample, trees["attendances"][0], bytes(root))
    saved = salvaged(sample, content, tmp_path / "two")
    assert altered(saved, sample.rows) == []
    assert saved.rows["member_notes"] == sample.rows["member_notes"], "proven by its index"
    assert len(saved.rows["attendances"]) > 500


def test_without_its_first_page_every_record_is_saved(sample: Sample, tmp_path: Path) -> None:
    content = bytes(PAGE_BYTES) + sample.whole[PAGE_BYTES:]
    saved = salvaged(sample, content, tmp_path / "headless")
    assert sum(saved.report.saved.values()) == sample.count
    assert altered(saved, sample.rows) == []


def test_without_its_salt_every_record_is_saved(sample: Sample, tmp_path: Path) -> None:
    saved = salvaged(sample, bytes(16) + sample.whole[16:], tmp_path / "no salt")
    assert (saved.report.damaged_pages, sum(saved.report.saved.values())) == (0, sample.count)


@pytest.mark.parametrize("left", [0.9, 0.5])
def test_of_a_file_that_was_cut_off_every_row_that_is_left_is_saved(
    sample: Sample, tmp_path: Path, left: float
) -> None:
    pages = int(len(sample.whole) * left) // PAGE_BYTES
    saved = salvaged(sample, sample.whole[: pages * PAGE_BYTES], tmp_path / "cut")
    assert altered(saved, sample.rows) == []
    assert saved.report.saved == rows_on_the_first(sample, pages)


def rows_on_the_first(sample: Sample, pages: int) -> dict[str, int]:
    """How many rows of each table lie on so many pages, as the trees of the whole file say."""
    with sample.folder.database.open("rb", buffering=0) as raw:
        trees = Trees(PageFile(raw, PageCipher(sample.keys.subkeys.database)))
        counted = dict.fromkeys(sample.rows, 0)
        for entry in trees.schema():
            if entry.kind == "table" and entry.table in counted:
                kept = (page for page in trees.walk(entry.root).pages if page <= pages)
                counted[entry.table] += sum(len(trees.rows(page) or ()) for page in kept)
    return counted


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


def test_a_note_whose_person_is_lost_keeps_a_stand_in_with_the_same_uid(
    sample: Sample, tmp_path: Path
) -> None:
    page = max(trees_of(sample)["members"][1])
    draw = random.Random(3)  # noqa: S311 - which byte is damaged
    saved = salvaged(sample, damaged_pages(sample, [page], draw), tmp_path / "lost people")
    assert saved.report.stood_in["members"] > 0
    people = {key: row for key, row in saved.rows["members"].items() if row[4] == f"? {key}"}
    assert people
    for key, row in people.items():
        assert row[1] == sample.rows["members"][key][1]
    assert saved.report.lost["members"] >= len(people)


def test_what_was_given_about_somebody_who_is_lost_is_kept_with_a_stand_in(
    sample: Sample, tmp_path: Path
) -> None:
    given = sample.rows["information_releases"]
    assert given, "the sample vault shows what left a group"
    draw = random.Random(3)  # noqa: S311 - as above
    pages = trees_of(sample)["members"][1]
    saved = salvaged(sample, damaged_pages(sample, pages, draw), tmp_path / "lost givers")
    assert saved.report.stood_in["members"] > 0
    assert saved.rows["information_releases"].keys() == given.keys()


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
