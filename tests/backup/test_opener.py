"""The program that opens a backup without PeerDesk, and its way to the stick."""

import csv
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from filled_vault import NAMES, PLANTED, Made, names_in

from peerdesk.backup.make import export
from peerdesk.backup.opener import OPENER, READ_ME, put_opener_beside
from peerdesk.backup.rekeyed import OwnPassphrase
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.desk.desk import Desk
from peerdesk.domain.recovery_words import generate
from peerdesk.errors import UserError
from peerdesk.paths import resource
from peerdesk.vault.words import word_list

LONGEST = 150
PACKAGES = {"argon2", "contextlib", "cryptography", "pathlib", "sqlcipher3"}


def run(opener: Path, *arguments: Path | str, typed: str) -> subprocess.CompletedProcess[str]:
    """As somebody would who has no PeerDesk: `-I` keeps it from being found."""
    return subprocess.run(
        [sys.executable, "-I", opener, *arguments],
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        cwd=opener.parent,
    )


@pytest.fixture
def opener(tmp_path: Path) -> Path:
    """The program, copied to a place where nothing else of PeerDesk is."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return Path(shutil.copy(resource("recover", OPENER), folder))


def test_it_is_short_enough_to_be_read_and_needs_three_packages_only() -> None:
    text = resource("recover", OPENER).read_text("utf-8")
    assert text.count("\n") < LONGEST
    imported = {
        line.split()[1].partition(".")[0] for line in text.splitlines() if line[:5] == "from "
    }
    assert imported <= PACKAGES
    assert "peerdesk" not in imported


def test_a_backup_becomes_one_plain_file(
    opener: Path, made: Made, passphrase: str, tmp_path: Path
) -> None:
    out = tmp_path / "opened.sqlite"
    done = run(opener, made.backup, out, typed=passphrase)
    assert done.returncode == 0, done.stderr
    assert "NOT encrypted" in done.stdout
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    with closing(sqlite3.connect(out)) as opened:
        names = {row[0] for row in opened.execute("SELECT chosen_name FROM members")}
    assert names == set(NAMES)
    assert names_in(tmp_path) == ["elsewhere", "opened.sqlite"]


def test_a_backup_becomes_a_folder_of_tables(
    opener: Path, made: Made, passphrase: str, tmp_path: Path
) -> None:
    out = tmp_path / "opened"
    done = run(opener, made.backup, out, "--csv", typed=passphrase)
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    with (out / "member_notes.csv").open(encoding="utf-8", newline="") as file:
        (note,) = csv.DictReader(file)
    assert PLANTED in note["text"]


def test_its_own_passphrase_and_recovery_words_open_it_too(
    opener: Path, filled_desk: Desk, passphrase: str, tmp_path: Path
) -> None:
    own = OwnPassphrase("nine loud benches by the döor", "x")
    export(filled_desk.vault, tmp_path / "own", own=own)
    words = generate(word_list(), lambda below: below // 3)
    filled_desk.vault.renew_recovery(passphrase, words, filled_desk.vault.dearest_cost)
    export(filled_desk.vault, tmp_path / "usual")
    spelled = "  ".join(words.words).upper()
    assert run(opener, tmp_path / "usual", tmp_path / "a", typed=spelled).returncode == 0
    decomposed = own.secret.replace("ö", "o\u0308")
    assert run(opener, tmp_path / "own", tmp_path / "b", typed=decomposed).returncode == 0
    assert run(opener, tmp_path / "own", tmp_path / "c", typed=passphrase).returncode == 4


def test_it_writes_over_nothing_and_leaves_nothing(
    opener: Path, made: Made, passphrase: str, tmp_path: Path
) -> None:
    kept = tmp_path / "letter.txt"
    kept.write_text("Dear all", "utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for out in (kept, tmp_path / "link", tmp_path / "no" / "folder"):
        assert run(opener, made.backup, out, typed=passphrase).returncode == 1
    assert run(opener, tmp_path / "none", tmp_path / "new", typed=passphrase).returncode == 1
    assert run(opener, made.backup, tmp_path / "new", typed="wrong").returncode == 4
    assert run(opener, made.backup, typed="").returncode == 2
    assert kept.read_text("utf-8") == "Dear all"
    assert names_in(tmp_path) == ["elsewhere", "letter.txt", "link"]


def test_the_opener_is_put_beside_a_backup_and_an_earlier_one_is_replaced(tmp_path: Path) -> None:
    backup = tmp_path / "b.peerdesk-backup"
    put_opener_beside(backup)
    (tmp_path / OPENER).write_bytes((tmp_path / OPENER).read_bytes()[:200])
    put_opener_beside(backup)
    assert (tmp_path / OPENER).read_bytes() == resource("recover", OPENER).read_bytes()
    assert names_in(tmp_path) == [READ_ME, OPENER] or names_in(tmp_path) == [OPENER, READ_ME]


@pytest.mark.parametrize("other", ["file", "link", "folder", "full"])
def test_what_is_not_the_opener_is_left_alone(tmp_path: Path, other: str) -> None:
    place = tmp_path / OPENER
    if other == "link":
        (tmp_path / "elsewhere.py").write_bytes(resource("recover", OPENER).read_bytes())
        place.symlink_to(tmp_path / "elsewhere.py")
    elif other == "folder":
        place.mkdir()
    elif other == "file":
        place.write_bytes(b"print('mine')")
    else:
        place.write_bytes(bytes(2**20))
    before = os.lstat(place)
    with pytest.raises(UserError) as raised:
        put_opener_beside(tmp_path / "b.peerdesk-backup")
    assert raised.value.code is BackupTrouble.OPENER_NOT_COPIED
    assert os.lstat(place).st_mtime_ns == before.st_mtime_ns
