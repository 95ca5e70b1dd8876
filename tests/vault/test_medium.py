import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from patience import PATIENCE_SECONDS
from vault_kit import PASSPHRASE, Desk, FileLock, add_member, kinds, members, new_recovery

from peerdesk.app import open_desk
from peerdesk.domain.members import Member
from peerdesk.errors import UserError
from peerdesk.vault.cipher import translating
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.findings import Finding, FindingKind
from peerdesk.vault.health import examine
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
from peerdesk.vault.findings import Finding, FindingKind
from peerdesk.vault.health import examine
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


@pytest.mark.parametrize("closed", ["", "vault.db", "vault.keys", "vault.seal"])
def test_what_may_not_be_read_is_not_told_as_write_protection(ordinary: Desk, closed: str) -> None:
    (ordinary.folder.root / closed).chmod(0)
    assert opened_as_ordinary_user(ordinary) == "UserError not-readable\n"


def _found(root: Path) -> UserError:
    folder = VaultFolder(root)
    with pytest.raises(UserError) as trouble:
        create(
            folder,
            passphrase="long enough for a test",
            label="",
            recovery=new_recovery(),
            cost=FLOOR,
            lock=FileLock(folder),
            name="",
        )
    return trouble.value


def test_the_top_of_an_empty_stick_is_told_as_such(small_disk: Path) -> None:
    assert _found(small_disk).code is VaultTrouble.TOP_OF_A_MEDIUM
    assert list(small_disk.iterdir()) == []
    assert [path.name for path in small_disk.parent.iterdir()] == ["disk"]


def test_a_name_that_is_too_long_is_told_as_such(tmp_path: Path) -> None:
    assert _found(tmp_path / ("x" * 300)).code is VaultTrouble.PATH_TOO_LONG
    assert list(tmp_path.iterdir()) == []


def test_the_longest_name_that_fits_is_taken(tmp_path: Path) -> None:
    folder = VaultFolder(tmp_path / ("x" * 255))
    create(
        folder,
        passphrase="long enough for a test",
        label="",
        recovery=new_recovery(),
        cost=FLOOR,
        lock=FileLock(folder),
        name="",
    ).close()
    assert folder.exists()


def test_of_two_that_found_at_once_one_wins_and_the_other_is_told(tmp_path: Path) -> None:
    folder = VaultFolder(tmp_path / "My vault")
    script = (
        "import sys\nfrom pathlib import Path\nfrom vault_kit import make_desk\n"
        "from peerdesk.errors import PeerDeskError\nfrom peerdesk.vault.files import VaultFolder\n"
        "try:\n    make_desk(VaultFolder(Path(sys.argv[1])))\n"
        "except PeerDeskError as trouble:\n    print(trouble.code)\n"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-B", "-c", script, str(folder.root)],
            env={"PYTHONPATH": f"{Path(__file__).parent}:{REPOSITORY}"},
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = sorted(child.communicate(timeout=PATIENCE_SECONDS)[0].strip() for child in started)
    assert said[0] == ""
    assert said[1] in {VaultTrouble.FOLDER_NOT_EMPTY, VaultTrouble.ALREADY_OPEN}
    assert [path.name for path in tmp_path.iterdir()] == ["My vault"]


def _contents(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.iterdir() if path.is_file()}


def test_a_vault_on_a_write_protected_medium_is_opened_to_read_and_left_as_it_is(
    small_disk: Path, template: Desk
) -> None:
    desk = template.copy_to(small_disk / "My vault")
    before = _contents(desk.folder.root)
    remounted(small_disk, "ro")
    vault = desk.unlock()
    assert kinds(vault) == {FindingKind.READ_ONLY}
    assert len(members(vault)) == 41
    with pytest.raises(UserError) as refused, translating():
        add_member(vault, "not kept")
    assert refused.value.code is VaultTrouble.READ_ONLY
    assert [step.faults for step in examine(vault).answers] == [0] * 5
    vault.close()
    remounted(small_disk, "rw")
    assert _contents(desk.folder.root) == before
    with desk.unlock() as again:
        assert again.findings == ()


def test_a_vault_on_a_full_disk_is_opened_to_read(small_disk: Path, template: Desk) -> None:
    desk = template.copy_to(small_disk / "My vault")
    fill(small_disk)
    with desk.unlock() as vault:
        assert kinds(vault) == {FindingKind.DISK_FULL}
        assert len(members(vault)) == 41
        with pytest.raises(UserError) as refused, translating():
            add_member(vault, "not kept")
        assert refused.value.code is VaultTrouble.DISK_FULL
    (small_disk / "filler").unlink()
    with desk.unlock() as vault:
        assert vault.findings == ()


def test_the_desk_of_a_vault_on_a_full_disk_opens_and_goes_on_once_there_is_room(
    small_disk: Path, template: Desk
) -> None:
    template.copy_to(small_disk / "My vault")
    folder = VaultFolder(small_disk / "My vault")
    fill(small_disk, leaving=4096)
    desk = open_desk(folder, PASSPHRASE)
    with pytest.raises(UserError) as refused:
        desk.members.save(Member(chosen_name="Ada"))
    assert refused.value.code is VaultTrouble.DISK_FULL
    (small_disk / "filler").unlink()
    desk.members.save(Member(chosen_name="Ada"))
    desk.close()
    with open_desk(folder, PASSPHRASE).vault as reopened:
        assert members(reopened)[-1] == "Ada"


def remounted(disk: Path, mode: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{mode}", str(disk)], check=True)


def test_a_vault_of_another_user_is_told_and_opened(desk: Desk) -> None:
    if os.geteuid() != 0:
        pytest.skip("giving a folder away needs root")
    os.chown(desk.folder.root, NOBODY, NOBODY)
    with desk.unlock() as vault:
        assert kinds(vault) == {FindingKind.OWNED_BY_OTHER}


def test_a_vault_that_this_user_may_only_read_is_opened_to_read(ordinary: Desk) -> None:
    before = _contents(ordinary.folder.root)
    for path in ordinary.folder.root.iterdir():
        path.chmod(0o500 if path.is_dir() else 0o400)
    ordinary.folder.root.chmod(0o500)
    assert opened_as_ordinary_user(ordinary) == ""
    assert _contents(ordinary.folder.root) == before


@pytest.mark.parametrize(("ahead", "told"), [(3600, True), (60, False)])
def test_a_clock_that_runs_behind_the_vault_is_told(desk: Desk, ahead: int, *, told: bool) -> None:
    later = datetime.now(UTC) + timedelta(seconds=ahead)
    with desk.unlock() as vault:
        vault.connection.execute(
            "INSERT INTO log_entries (uid, created_at, updated_at, kind) VALUES ('a', ?, ?, 'x')",
            (later.isoformat(), later.isoformat()),
        )
    with desk.unlock() as vault:
        expected = (Finding(FindingKind.CLOCK_BEHIND, last=later),) if told else ()
        assert vault.findings == expected
