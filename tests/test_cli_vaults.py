"""Vaults without a window: made, checked, and refused where something is in the way."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from command_line import PROJECT, counts, peerdesk

from peerdesk.app import open_desk
from peerdesk.domain.groups import Group
from peerdesk.vault.files import VaultFolder

NOBODY = 65534
EVENING = datetime(2026, 1, 6, 18, 30)


def test_a_new_vault_shows_twelve_words_once_that_open_it(tmp_path: Path) -> None:
    vault = tmp_path / "Our vault"

    made = peerdesk("new", vault, "--passphrase-file", "-", typed=b"a quiet room with tea\n")

    assert made.returncode == 0, made.stderr
    assert len(made.stdout.split()) == 12
    assert made.stdout.count("\n") == 1
    assert "write them down" in made.stderr
    opened = peerdesk("check", vault, "--passphrase-file", "-", typed=made.stdout.encode())
    assert opened.returncode == 0, opened.stderr
    assert made.stdout.strip() not in opened.stdout + opened.stderr
    assert not any(made.stdout.strip().encode() in f.read_bytes() for f in vault.glob("*.*"))


def test_a_passphrase_that_is_too_short_makes_no_vault(tmp_path: Path) -> None:
    done = peerdesk("new", tmp_path / "vault", "--passphrase-file", "-", typed=b"short\n")

    assert (done.returncode, done.stdout) == (1, "")
    assert "15" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("weak", [b"passwordpassword", b"a" * 18, b" " * 15])
def test_a_passphrase_that_is_guessed_quickly_makes_no_vault(tmp_path: Path, weak: bytes) -> None:
    done = peerdesk("new", tmp_path / "vault", "--passphrase-file", "-", typed=weak)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_vault_can_be_made_in_the_folder_one_is_in(tmp_path: Path, key: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()

    made = peerdesk("new", ".", "--passphrase-file", key, folder=here)

    assert made.returncode == 0, made.stderr
    assert peerdesk("check", here, "--passphrase-file", key).returncode == 0


def test_an_unusable_folder_is_told_before_anybody_is_asked(
    tmp_path: Path, vault_folder: VaultFolder
) -> None:
    (tmp_path / "roster.csv").write_text("name\nAna\n")
    for command, words in (
        (["new", vault_folder.root], "something in it"),
        (["check", tmp_path], "no vault"),
        (["import-roster", tmp_path, tmp_path / "roster.csv"], "no vault"),
        (["backup", tmp_path, vault_folder.root / "b.peerdesk-backup"], "no vault"),
        (["backup", vault_folder.root, tmp_path], "folder"),
        (["verify", tmp_path / "nowhere"], "no file"),
        (["restore", tmp_path / "nowhere", tmp_path / "again"], "no file"),
        (["handout", "rules", "--vault", tmp_path, "-o", tmp_path / "x.pdf"], "no vault"),
    ):
        done = peerdesk(*command)

        assert (done.returncode, done.stdout) == (1, "")
        assert words in done.stderr
        assert "terminal" not in done.stderr


def test_a_vault_is_never_made_over_something_else(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")

    done = peerdesk("new", tmp_path, "--passphrase-file", "-", typed=b"a quiet room with tea")

    assert (done.returncode, done.stdout) == (1, "")
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


def test_a_check_counts_what_a_whole_vault_holds(vault_folder: VaultFolder, key: Path) -> None:
    done = peerdesk("check", vault_folder.root, "--passphrase-file", key)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "whole"
    held = counts(done.stdout)
    assert held["members"] == 0
    assert held["scripts"] >= 3


def test_a_wrong_passphrase_exits_with_4(vault_folder: VaultFolder) -> None:
    done = peerdesk(
        "check", vault_folder.root, "--passphrase-file", "-", typed=b"some other chairs, eight"
    )

    assert (done.returncode, done.stdout) == (4, "")
    assert "some other" not in done.stderr


@pytest.mark.parametrize("damaged", ["database", "keys"])
def test_a_damaged_vault_exits_with_3(vault_folder: VaultFolder, key: Path, damaged: str) -> None:
    for path in [vault_folder.keys, vault_folder.keys_backup]:
        if damaged == "keys" and path.exists():
            path.write_bytes(path.read_bytes()[:-40])
    if damaged == "database":
        content = bytearray(vault_folder.database.read_bytes())
        content[len(content) // 2] ^= 1
        vault_folder.database.write_bytes(content)

    done = peerdesk("check", vault_folder.root, "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr


def test_a_search_index_that_forgot_a_note_is_found(vault_folder: VaultFolder, key: Path) -> None:
    with_index = "INSERT INTO group_notes_search (group_notes_search) VALUES ('delete-all')"
    desk = open_desk(vault_folder, key.read_text(encoding="utf-8").strip())
    group = desk.groups.save(Group(name="Tuesday"))
    session = desk.sessions.plan(group.id, EVENING)
    desk.notes.keep_group_note(session.id, "About waiting")
    with desk.change(None):
        desk.connection.execute(with_index)
    desk.close()

    done = peerdesk("check", vault_folder.root, "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (3, "")


def test_a_folder_that_is_no_vault_exits_with_1(tmp_path: Path, key: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        done = peerdesk("check", folder, "--passphrase-file", key)

        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr
    assert not (tmp_path / "nowhere").exists()


def test_a_vault_of_a_newer_version_exits_with_3_and_is_left_alone(
    vault_folder: VaultFolder, key: Path
) -> None:
    desk = open_desk(vault_folder, key.read_text(encoding="utf-8").strip())
    desk.connection.execute("PRAGMA user_version = 999")
    desk.close()
    before = vault_folder.database.read_bytes()

    done = peerdesk("check", vault_folder.root, "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (3, "")
    assert vault_folder.database.read_bytes() == before


HOLD = """
import sys
from pathlib import Path
from peerdesk.app import open_desk
from peerdesk.vault.files import VaultFolder
desk = open_desk(VaultFolder(Path(sys.argv[1])), sys.argv[2])
print("open", flush=True)
sys.stdin.read()
desk.close()
"""


def test_a_vault_that_another_program_has_open_exits_with_1(
    vault_folder: VaultFolder, key: Path, passphrase: str
) -> None:
    holding = [sys.executable, "-c", HOLD, str(vault_folder.root), passphrase]
    with subprocess.Popen(
        holding, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"

        done = peerdesk("check", vault_folder.root, "--passphrase-file", key)

        holder.communicate()
    assert holder.returncode == 0
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr
    assert peerdesk("check", vault_folder.root, "--passphrase-file", key).returncode == 0


@pytest.fixture
def folder_of_nobody() -> Iterator[Path]:
    """A folder that an ordinary user can reach, as pytest's own can't be."""
    folder = Path(tempfile.mkdtemp(prefix="peerdesk-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


CHECK_AS_NOBODY = f"""
import os, sys
from peerdesk.cli import run
writable, read_only, *options = sys.argv[1:]
run(["check", writable, *options])  # loads what the ordinary user may not be able to read
print("then", flush=True)
if os.geteuid() == 0:
    os.setgroups([]), os.setgid({NOBODY}), os.setuid({NOBODY})
sys.exit(run(["check", read_only, *options]))
"""


def test_a_read_only_folder_is_checked_and_stays_as_it_is(
    vault_folder: VaultFolder, folder_of_nobody: Path, passphrase: str
) -> None:
    key, root = folder_of_nobody / "key", folder_of_nobody / "vault"
    key.write_text(passphrase)
    shutil.copytree(vault_folder.root, root)
    for path in [key, root, *root.rglob("*")]:
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)
        path.chmod(0o500 if path.is_dir() else 0o400)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}

    arguments = [str(vault_folder.root), str(root), "--passphrase-file", str(key)]
    done = subprocess.run(
        [sys.executable, "-c", CHECK_AS_NOBODY, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=PROJECT,
    )

    after = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    root.chmod(0o700)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("whole\n") == 2
    assert done.stderr.startswith("You can read and print; nothing can be saved here")
    assert done.stderr.count("\n") == 1
    assert after == before


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A medium with 64 KiB left."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    place = tmp_path / "stick"
    place.mkdir()
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    done = subprocess.run(command, capture_output=True, check=False) if unmount else None
    if done is None or done.returncode:
        pytest.skip("mounting a small disk is not allowed here")
    yield place
    subprocess.run([str(unmount), str(place)], check=True)


def test_a_full_disk_exits_with_1_and_leaves_nothing_half_written(
    vault_folder: VaultFolder, key: Path, full_disk: Path
) -> None:
    done = peerdesk(
        "backup", vault_folder.root, full_disk / "b.peerdesk-backup", "--passphrase-file", key
    )

    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert list(full_disk.iterdir()) == []
