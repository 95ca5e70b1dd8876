"""The lock file: what keeps a second PeerDesk out, and what must not keep the owner out."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSysInfo

from peerdesk.errors import UserError
from peerdesk.ui import folder_lock
from peerdesk.ui.folder_lock import QtFolderLock
from peerdesk.ui.messages import words
from peerdesk.vault.troubles import VaultTrouble


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vault.lock"


def refusal(path: Path) -> UserError:
    with pytest.raises(UserError) as trouble:
        QtFolderLock(path).acquire()
    return trouble.value


@pytest.mark.parametrize("left", [b"", b"\0" * 40, b"garbage\xff\n", b"-4\nx\ny\n", b"\n\n\n"])
def test_a_lock_that_says_nothing_of_its_owner_is_taken_over(path: Path, left: bytes) -> None:
    path.write_bytes(left)
    lock = QtFolderLock(path)
    lock.acquire()
    assert path.read_bytes().startswith(str(os.getpid()).encode())
    lock.release()
    assert not path.exists()


def test_a_lock_of_a_process_that_died_is_taken_over(path: Path) -> None:
    script = (
        "import sys, os\nfrom pathlib import Path\n"
        "from peerdesk.ui.folder_lock import QtFolderLock\n"
        "lock = QtFolderLock(Path(sys.argv[1]))\nlock.acquire()\nos._exit(1)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert path.exists()
    lock = QtFolderLock(path)
    lock.acquire()
    lock.release()


def test_a_held_lock_names_its_process_even_in_this_process(path: Path) -> None:
    held = QtFolderLock(path)
    held.acquire()
    error = refusal(path)
    assert error.code is VaultTrouble.ALREADY_OPEN
    assert error.data == {"pid": os.getpid(), "host": QSysInfo.machineHostName()}
    held.release()


def test_a_held_lock_whose_text_was_emptied_still_holds(path: Path) -> None:
    held = QtFolderLock(path)
    held.acquire()
    os.truncate(path, 0)
    assert refusal(path).code is VaultTrouble.ALREADY_OPEN
    assert path.exists()


def test_a_lock_in_the_making_is_not_taken_for_an_empty_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_lock, "UNREADABLE_MILLISECONDS", 1500)
    path.touch()
    owner = f"{os.getpid()}\n{Path(sys.executable).resolve().name}\nelsewhere\n".encode()

    def write_late() -> None:
        time.sleep(0.05)
        path.write_bytes(owner)

    writer = threading.Thread(target=write_late)
    writer.start()
    assert refusal(path).code is VaultTrouble.OPEN_ELSEWHERE
    writer.join()
    assert path.read_bytes() == owner


def test_a_lock_from_another_computer_names_it_and_the_file_to_delete(path: Path) -> None:
    path.write_bytes(b"4711\npython3\nother\x1b[2Jhost\n")
    assert socket.gethostname() != "other"
    error = refusal(path)
    assert error.code is VaultTrouble.OPEN_ELSEWHERE
    assert error.data == {"host": "other[2Jhost", "file": "vault.lock"}
    assert "vault.lock" in words(error)
    assert path.exists()


@pytest.mark.parametrize("kind", ["folder", "link", "pipe", "huge"])
def test_what_is_no_plain_file_is_refused_by_name_and_does_not_hang(path: Path, kind: str) -> None:
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to(path.with_name("nowhere"))
    elif kind == "huge":
        with path.open("wb") as file:
            file.truncate(5 * 2**30)
    else:
        os.mkfifo(path)
    error = refusal(path)
    assert (error.code, error.data) == (VaultTrouble.UNSAFE_FOLDER, {"file": "vault.lock"})


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("mounting needs root")
    options = ["-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if subprocess.run([mount, *options], check=False, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    (disk / "filler").write_bytes(bytes(shutil.disk_usage(disk).free))
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_not_told_as_write_protection(full_disk: Path) -> None:
    assert refusal(full_disk / "vault.lock").code is VaultTrouble.DISK_FULL
    assert [each.name for each in full_disk.iterdir()] == ["filler"]


def test_a_folder_that_is_gone_is_told_so(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone" / "vault.lock").code is VaultTrouble.MEDIUM_GONE


def test_a_read_only_medium_is_told_so(full_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(full_disk)], check=True)
    assert refusal(full_disk / "vault.lock").code is VaultTrouble.READ_ONLY
