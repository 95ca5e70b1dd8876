"""Files that somebody without a key puts into a vault's folder while it is closed."""

import os
import shutil
import struct
from dataclasses import replace
from pathlib import Path

import pytest
from vault_kit import Desk, add_member, kinds, members

from peerdesk.errors import PeerDeskError, UserError
from peerdesk.vault import seal
from peerdesk.vault.findings import FindingKind
from peerdesk.vault.progress import UnlockStep
from peerdesk.vault.troubles import VaultTrouble

PAGE = 4096


def write_ahead_log(older: bytes) -> bytes:
    """SQLite's log that puts every page of `older` back; its checksums take no key.

    The layout is that of sqlite.org/fileformat2.html §4.
    """
    header = struct.pack(">6I", 0x377F0682, 3007000, PAGE, 0, 1, 2)
    running = _checksum(header, (0, 0))
    log = header + struct.pack(">2I", *running)
    count = len(older) // PAGE
    for number in range(1, count + 1):
        page = older[(number - 1) * PAGE : number * PAGE]
        start = struct.pack(">2I", number, count if number == count else 0)
        running = _checksum(start + page, running)
        log += start + struct.pack(">4I", 1, 2, *running) + page
    return log


def _checksum(data: bytes, start: tuple[int, int]) -> tuple[int, int]:
    first, second = start
    words = struct.unpack(f"<{len(data) // 4}I", data)
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second


@pytest.fixture
def older(desk: Desk) -> bytes:
    """The database's bytes before one more member was kept."""
    before = desk.folder.database.read_bytes()
    with desk.unlock() as vault:
        add_member(vault, "later")
    return before


def test_a_planted_write_ahead_log_is_set_aside_and_not_played(desk: Desk, older: bytes) -> None:
    log = desk.folder.root / "vault.db-wal"
    log.write_bytes(write_ahead_log(older))
    planted = log.read_bytes()
    sealed = desk.folder.database.read_bytes()
    with desk.unlock() as vault:
        assert members(vault)[-1] == "later"
        assert kinds(vault) == {FindingKind.FOREIGN_LOG}
        kept_as = vault.findings[0].kept_as
    assert desk.folder.database.read_bytes() == sealed
    assert (desk.folder.set_aside / kept_as).read_bytes() == planted
    with desk.unlock() as vault:
        assert vault.findings == ()


def test_a_planted_log_beside_an_unsealed_file_is_not_played_either(
    desk: Desk, older: bytes
) -> None:
    (desk.folder.root / "vault.db-wal").write_bytes(write_ahead_log(older))
    (desk.folder.root / "vault.db-shm").write_bytes(bytes(32768))
    desk.folder.seal.unlink()
    with desk.unlock() as vault:
        assert members(vault)[-1] == "later"
        assert kinds(vault) == {FindingKind.FOREIGN_LOG, FindingKind.SEAL_MISSING}
        assert len(vault.findings) == 3


def test_a_seal_that_fits_a_file_of_another_generation_is_told(desk: Desk) -> None:
    vault = desk.unlock()
    header = bytearray(vault.subkeys.header)
    vault.close()
    fitting = seal.read(desk.folder.seal, header)
    assert fitting is not None
    seal.write(desk.folder.seal, replace(fitting, generation=fitting.generation + 1), header)
    steps: list[UnlockStep] = []
    with desk.unlock(progress=steps.append) as vault:
        assert kinds(vault) == {FindingKind.ROLLED_BACK}
    assert UnlockStep.CHECKING_PAGES in steps


def test_the_log_would_have_rolled_the_vault_back(desk: Desk, older: bytes) -> None:
    """The attack is real: SQLite alone plays such a log without a word."""
    import sqlite3  # noqa: PLC0415 - only to show what a log does

    plain = desk.folder.root.parent / "plain.db"
    connection = sqlite3.connect(plain, isolation_level=None)
    connection.execute("CREATE TABLE members (name TEXT)")
    former = plain.read_bytes()
    connection.execute("INSERT INTO members VALUES ('later')")
    connection.close()
    plain.with_name("plain.db-wal").write_bytes(write_ahead_log(former))
    connection = sqlite3.connect(plain)
    assert connection.execute("SELECT * FROM members").fetchall() == []
    connection.close()


@pytest.mark.parametrize(
    "name", ["vault.db", "vault.keys", "vault.keys.bak", "vault.seal", "vault.db-journal"]
)
def test_a_link_in_a_files_place_is_refused_and_nothing_behind_it_is_touched(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    path = desk.folder.root / name
    target = tmp_path / "elsewhere" / name
    target.parent.mkdir()
    if path.exists():
        shutil.move(path, target)
    else:
        target.write_bytes(b"an old journal")
    target.chmod(0o644)
    path.symlink_to(target)
    before = target.read_bytes()
    with pytest.raises(UserError) as trouble:
        desk.unlock()
    assert trouble.value.code is VaultTrouble.UNSAFE_FOLDER
    assert trouble.value.data == {"file": name}
    assert target.read_bytes() == before
    assert target.stat().st_mode & 0o777 == 0o644


def test_a_link_to_a_database_with_a_stale_journal_beside_it_is_refused(
    desk: Desk, tmp_path: Path
) -> None:
    with desk.unlock() as vault:
        vault.connection.execute("BEGIN IMMEDIATE")
        vault.connection.execute("PRAGMA cache_size = 1")
        vault.connection.execute("UPDATE members SET other_name = hex(randomblob(400))")
        journal = desk.folder.journal.read_bytes()
        vault.connection.execute("COMMIT")
        add_member(vault, "later")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    target = shutil.move(desk.folder.database, elsewhere / "vault.db")
    (elsewhere / "vault.db-journal").write_bytes(journal)
    desk.folder.database.symlink_to(target)
    sealed = target.read_bytes()
    with pytest.raises(UserError) as trouble:
        desk.unlock()
    assert trouble.value.code is VaultTrouble.UNSAFE_FOLDER
    assert target.read_bytes() == sealed
    target.replace(desk.folder.database)
    with desk.unlock() as vault:
        assert members(vault)[-1] == "later"


def test_a_link_to_the_whole_folder_is_fine(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "shortcut").symlink_to(desk.folder.root, target_is_directory=True)
    linked = Desk(type(desk.folder)(tmp_path / "shortcut"), desk.recovery)
    with linked.unlock() as vault:
        assert vault.findings == ()


PLACES = (
    "vault.attempts",
    "vault.db",
    "vault.db-journal",
    "vault.db-shm",
    "vault.db-wal",
    "vault.former",
    "vault.keys",
    "vault.keys.bak",
    "vault.next",
    "vault.next.making",
    "vault.reserve",
    "vault.seal",
    "backups",
    "set-aside",
)


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("kind", ["pipe", "socket", "loop", "folder", "huge"])
def test_whatever_lies_under_a_name_of_ours_is_told_or_passed_by_and_never_waited_for(
    desk: Desk, name: str, kind: str
) -> None:
    planted = desk.folder.root / name
    if planted.is_dir():
        shutil.rmtree(planted)
    planted.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(planted)
    elif kind == "socket":
        os.mknod(planted, 0o140600)
    elif kind == "loop":
        planted.symlink_to(planted)
    elif kind == "folder":
        planted.mkdir()
    else:
        with planted.open("wb") as file:
            file.truncate(5 * 2**30)
    told = ""
    try:
        with desk.unlock() as vault:
            vault.reserve.make()
            add_member(vault, "later")
    except PeerDeskError as error:
        told = error.code
    assert told in {"", *VaultTrouble}
    if name.startswith("vault.next") and kind != "folder":
        assert told is VaultTrouble.UNSAFE_FOLDER
