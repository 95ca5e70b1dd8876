"""The container: what is written is read, and nothing else is."""

import io
import os
import resource
import struct
import warnings
import zipfile
import zlib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pace import within

from peerdesk.backup.container import (
    DATABASE_LIMIT,
    DATABASE_NAME,
    KEYS_NAME,
    MANIFEST_LIMIT,
    MANIFEST_NAME,
    Container,
    Entry,
    opened_file,
    read_container,
)
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.errors import PeerDeskError, VaultError

DATABASE = bytes(range(256)) * 64
HOSTILE = settings(
    max_examples=300, deadline=1000, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SAMPLE = Container(b'{"a":1}', b'{"slots":[]}', Entry.of(DATABASE_NAME, DATABASE))
WHOLE = SAMPLE.head() + DATABASE + SAMPLE.tail()


def read(path: Path, content: bytes) -> Container:
    path.write_bytes(content)
    with opened_file(path) as file:
        return read_container(file)


def refusal(path: Path, content: bytes) -> PeerDeskError:
    with pytest.raises(VaultError) as raised:
        read(path, content)
    return raised.value


def zipped(*parts: tuple[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", compression) as archive:
        warnings.filterwarnings("ignore", "Duplicate name")
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return target.getvalue()


PARTS = (
    (MANIFEST_NAME, SAMPLE.manifest),
    (KEYS_NAME, SAMPLE.keys),
    (DATABASE_NAME, DATABASE),
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    container = read(tmp_path / "b", WHOLE)
    assert container == SAMPLE
    assert WHOLE[container.database_offset :].startswith(DATABASE)


def test_other_programs_read_the_container(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        assert archive.testzip() is None
        assert [(entry.filename, archive.read(entry)) for entry in archive.infolist()] == [*PARTS]


def test_every_flipped_bit_outside_the_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b"
    head, tail = len(SAMPLE.head()), len(SAMPLE.tail())
    for place in (*range(head), *range(len(WHOLE) - tail, len(WHOLE))):
        for bit in range(8):
            mutant = bytearray(WHOLE)
            mutant[place] ^= 1 << bit
            assert refusal(path, bytes(mutant)).code in {
                BackupTrouble.NOT_A_BACKUP,
                BackupTrouble.DAMAGED,
                BackupTrouble.TRUNCATED,
            }


def test_every_cut_is_told_as_a_cut(tmp_path: Path) -> None:
    path = tmp_path / "b"
    for length in (*range(14, 200), len(WHOLE) // 2, len(WHOLE) - 1):
        error = refusal(path, WHOLE[:length])
        assert error.code is BackupTrouble.TRUNCATED
        assert error.data["size"] == length < int(error.data["expected"]) <= len(WHOLE)


@pytest.mark.parametrize("extra", [b"\0", b"PK\x05\x06" + bytes(18), bytes(70000)])
def test_trailing_bytes_are_refused(tmp_path: Path, extra: bytes) -> None:
    assert refusal(tmp_path / "b", WHOLE + extra).code is BackupTrouble.DAMAGED


def test_leading_bytes_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "b", b"#!/bin/sh\n" + WHOLE).code is BackupTrouble.NOT_A_BACKUP


@cache
def hostile_archives() -> dict[str, bytes]:
    archives = {
        "duplicate": zipped(*PARTS[:2], PARTS[1], PARTS[2]),
        "extra": zipped(*PARTS, ("more.txt", b"x")),
        "missing": zipped(*PARTS[:2]),
        "other order": zipped(PARTS[1], PARTS[0], PARTS[2]),
        "traversal": zipped(*PARTS[:2], ("../vault.db", DATABASE)),
        "absolute": zipped(*PARTS[:2], ("/vault.db", DATABASE)),
        "compressed": zipped(*PARTS, compression=zipfile.ZIP_DEFLATED),
        "huge manifest": zipped((MANIFEST_NAME, bytes(MANIFEST_LIMIT + 1)), *PARTS[1:]),
        "empty database": zipped(*PARTS[:2], (DATABASE_NAME, b"")),
    }
    bomb = zipped((MANIFEST_NAME, bytes(2**26)), *PARTS[1:], compression=zipfile.ZIP_DEFLATED)
    return {**archives, "bomb": bomb}


@pytest.mark.parametrize("name", hostile_archives())
def test_hostile_archives_are_refused(tmp_path: Path, name: str) -> None:
    refusal(tmp_path / "b", hostile_archives()[name])


@pytest.mark.parametrize(
    ("offset", "layout", "value"),
    [
        (6, "<H", 1),  # encrypted
        (6, "<H", 8),  # sizes follow in a data descriptor
        (8, "<H", 99),  # AES
        (18, "<I", 0xFFFFFFFF),  # ZIP64
        (22, "<I", 0xFFFFFFFF),
        (28, "<H", 20),  # an extra field
    ],
)
@pytest.mark.parametrize("entry", [0, 1, 2])
def test_header_tricks_are_refused(
    tmp_path: Path, entry: int, offset: int, layout: str, value: int
) -> None:
    starts = [0, SAMPLE.entries[0].span(), SAMPLE.entries[0].span() + SAMPLE.entries[1].span()]
    mutant = bytearray(WHOLE)
    struct.pack_into(layout, mutant, starts[entry] + offset, value)
    refusal(tmp_path / "b", bytes(mutant))


def test_overlapping_entries_are_refused(tmp_path: Path) -> None:
    """The directory claims that the database lies where the keys are."""
    tail = bytearray(SAMPLE.tail())
    second = tail.index(b"PK\x01\x02", 4)
    third = tail.index(b"PK\x01\x02", second + 4)
    tail[third + 42 : third + 46] = tail[second + 42 : second + 46]
    error = refusal(tmp_path / "b", SAMPLE.head() + DATABASE + bytes(tail))
    assert error.code is BackupTrouble.DAMAGED


def test_a_claim_of_four_gigabytes_costs_nothing(tmp_path: Path) -> None:
    claimed = Container(b"{}", b"{}", Entry(DATABASE_NAME, DATABASE_LIMIT, 1))
    path = tmp_path / "b"
    path.write_bytes(claimed.head())
    with path.open("r+b") as sparse:
        sparse.truncate(claimed.directory_offset + len(claimed.tail()) - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def refused() -> None:
        with opened_file(path) as file, pytest.raises(VaultError):
            read_container(file)

    within(1, refused)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8 * 1024


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(VaultError, match="not-a-backup"), opened_file(path):
            pass


@HOSTILE
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_words(tmp_path: Path, content: bytes) -> None:
    refusal(tmp_path / "b", content)


@HOSTILE
@given(
    st.lists(
        st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 40), st.binary(max_size=40)),
        min_size=1,
        max_size=4,
    )
)
def test_spliced_containers_read_as_themselves_or_are_refused(
    tmp_path: Path, splices: list[tuple[int, int, bytes]]
) -> None:
    mutant = WHOLE
    for place, removed, inserted in splices:
        mutant = mutant[:place] + inserted + mutant[place + removed :]
    try:
        container = read(tmp_path / "b", mutant)
    except VaultError:
        return
    start = container.database_offset
    database = mutant[start : start + container.database.size]
    assert container.head() + database + container.tail() == mutant
    assert (mutant == WHOLE) == (zlib.crc32(database) == container.database.crc)
