import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from vault_kit import Desk, FileLock, add_member, members, new_recovery

from peerdesk.errors import UserError
from peerdesk.vault.cipher import translating
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.vault import OpenVault, create

NOBODY = 65534
REPOSITORY = Path(__file__).parent.parent.parent
OPENER = """
import os, sys
from pathlib import Path
from vault_kit import Desk
from peerdesk.errors import PeerDeskError
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.words import word_list

word_list()
if os.geteuid() == 0:
    # Only now: an ordinary user may not be let into this Python's own folders.
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    Desk(VaultFolder(Path(sys.argv[1])), "").unlock()
except PeerDeskError as trouble:
    print(type(trouble).__name__, trouble.code)
"""


@pytest.fixture
def ordinary(template: Desk) -> Iterator[Desk]:
    """A vault of an ordinary user's, in a folder which that user may enter."""
    parent = Path(tempfile.mkdtemp())
    desk = template.copy_to(parent / "My vault")
    if os.geteuid() == 0:
        for path in (parent, *parent.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    yield desk
    for path in (parent, *parent.rglob("*")):
        path.chmod(0o700)
    shutil.rmtree(parent)


def opened_as_ordinary_user(desk: Desk) -> str:
    done = subprocess.run(
        [sys.executable, "-B", "-c", OPENER, str(desk.folder.root)],
        env={"PYTHONPATH": f"{Path(__file__).parent}:{REPOSITORY}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("mounting needs root")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)],
        check=False,
        capture_output=True,
    )
    if made.returncode != 0:
        pytest.skip(f"mounting is not allowed here: {made.stderr.decode()[:80]}")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def fill(disk: Path, *, leaving: int = 0) -> None:
    spare = shutil.disk_usage(disk).free - leaving
    (disk / "filler").write_bytes(bytes(max(spare, 0)))


def save_until_refused(vault: OpenVault) -> None:
    with translating():
        for _ in range(100):
            add_member(vault, "y" * 3000)


def test_a_disk_that_fills_keeps_every_earlier_save(small_disk: Path, template: Desk) -> None:
    desk = template.copy_to(small_disk / "My vault")
    vault = desk.unlock()
    add_member(vault, "the last that fits")
    fill(small_disk, leaving=8192)
    with pytest.raises(UserError) as full:
        save_until_refused(vault)
    assert full.value.code is VaultTrouble.DISK_FULL
    (small_disk / "filler").unlink()
    vault.close()
    with desk.unlock() as reopened:
        assert "the last that fits" in members(reopened)
        assert reopened.findings == ()


def test_a_full_disk_at_closing_is_said_and_the_vault_let_go(
    small_disk: Path, template: Desk
) -> None:
    desk = template.copy_to(small_disk / "My vault")
    vault = desk.unlock()
    add_member(vault, "saved before")
    fill(small_disk)
    with pytest.raises(UserError) as full:
        vault.close()
    assert full.value.code is VaultTrouble.DISK_FULL
    assert vault.raw.closed
    assert not desk.folder.lock_file.exists()
    (small_disk / "filler").unlink()
    with desk.unlock() as reopened:
        assert members(reopened)[-1] == "saved before"


def test_creating_on_a_full_disk_leaves_nothing(small_disk: Path) -> None:
    fill(small_disk, leaving=40_960)
    folder = VaultFolder(small_disk / "new" / "My vault")
    with pytest.raises(UserError) as full:
        create(
            folder,
            passphrase="long enough for a test",
            label="",
            recovery=new_recovery(),
            cost=FLOOR,
            lock=FileLock(folder),
            name="",
        )
    assert full.value.code is VaultTrouble.DISK_FULL
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


def _contents(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.iterdir() if path.is_file()}
