"""A backup is made while work goes on, and takes the place of another only once it is proven."""

import os
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filled_vault import NAMES, PLANTED, names_in
from patience import PATIENCE_SECONDS

from peerdesk.app import open_desk
from peerdesk.backup.beside import Beside
from peerdesk.backup.make import export
from peerdesk.backup.proof import inspect, verify
from peerdesk.backup.reports import BackupReport, BackupStep
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.desk.desk import Desk
from peerdesk.domain.members import Member
from peerdesk.errors import PeerDeskError, UserError, VaultError
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.troubles import VaultTrouble


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def target(stick: Path) -> Path:
    return stick / "Tuesday.peerdesk-backup"


def flip_last_byte(path: Path) -> None:
    """What a worn-out stick does to a file."""
    with path.open("r+b") as file:
        file.seek(-200, os.SEEK_END)
        byte = file.read(1)
        file.seek(-200, os.SEEK_END)
        file.write(bytes([byte[0] ^ 1]))


def at_step(wanted: BackupStep, act: Callable[[], None]) -> Callable[[BackupStep], None]:
    def progress(step: BackupStep) -> None:
        if step is wanted:
            act()

    return progress


def test_a_backup_is_made_and_proven(filled_desk: Desk, target: Path, passphrase: str) -> None:
    steps: list[BackupStep] = []
    report = export(filled_desk.vault, target, progress=steps.append)
    assert report.counts["members"] == len(NAMES)
    assert report.summary.path == target
    assert report == verify(target, passphrase)
    assert steps == [
        BackupStep.COPYING,
        BackupStep.WRITING,
        BackupStep.READING_BACK,
        BackupStep.CHECKING,
    ]


def test_only_its_owner_can_read_it_and_nothing_is_left_beside(
    filled_desk: Desk, target: Path
) -> None:
    export(filled_desk.vault, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert names_in(target.parent) == [target.name]


def test_it_holds_the_vaults_own_bytes(filled_desk: Desk, target: Path) -> None:
    export(filled_desk.vault, target)
    with zipfile.ZipFile(target) as archive:
        assert archive.read("vault.db") == filled_desk.vault.folder.database.read_bytes()
        assert archive.read("keys.json") == filled_desk.vault.folder.keys.read_bytes()


def test_nothing_that_was_written_can_be_read_in_it(filled_desk: Desk, target: Path) -> None:
    export(filled_desk.vault, target)
    raw = target.read_bytes()
    words = [*NAMES[:3], *PLANTED.split(), "Tuesday circle", "Harbour House", "Robin", "members"]
    assert [word for word in words if word.encode() in raw] == []


def test_an_earlier_backup_of_that_name_is_replaced(filled_desk: Desk, target: Path) -> None:
    first = export(filled_desk.vault, target)
    filled_desk.members.save(Member(chosen_name="Newcomer"))
    second = export(filled_desk.vault, target)
    assert second.counts["members"] == first.counts["members"] + 1
    assert inspect(target) == second.summary
    assert names_in(target.parent) == [target.name]


def test_cancelling_at_any_moment_leaves_the_earlier_backup(
    filled_desk: Desk, target: Path
) -> None:
    calls = 0

    def count() -> bool:
        nonlocal calls
        calls += 1
        return False

    export(filled_desk.vault, target, cancelled=count)
    before = target.read_bytes()
    for last in range(1, calls + 1):
        answers = iter([False] * (last - 1) + [True])
        with pytest.raises(UserError) as raised:
            export(filled_desk.vault, target, cancelled=lambda answers=answers: next(answers))
        assert raised.value.code is BackupTrouble.CANCELLED
        assert names_in(target.parent) == [target.name]
        assert target.read_bytes() == before


@pytest.mark.parametrize("step", [BackupStep.READING_BACK, BackupStep.CHECKING])
@pytest.mark.parametrize("has_earlier", [True, False])
def test_a_medium_that_changes_bytes_is_caught_and_the_earlier_backup_stays(
    filled_desk: Desk, target: Path, step: BackupStep, *, has_earlier: bool
) -> None:
    """Before the proof has read them, or after it, when the file is about to get its name."""
    if has_earlier:
        export(filled_desk.vault, target)
    before = {name: (target.parent / name).read_bytes() for name in names_in(target.parent)}
    worn = at_step(step, lambda: flip_last_byte(Beside(target).part))
    with pytest.raises(VaultError) as raised:
        export(filled_desk.vault, target, progress=worn)
    assert raised.value.code is BackupTrouble.PROOF_FAILED
    after = {name: (target.parent / name).read_bytes() for name in names_in(target.parent)}
    assert after == before


def test_a_folder_without_hard_links_keeps_the_earlier_backup_too(
    filled_desk: Desk, target: Path
) -> None:
    """As on FAT: here the second name is taken, so that linking fails and moving does not."""
    export(filled_desk.vault, target)
    before = target.read_bytes()
    beside = Beside(target)

    def spoil() -> None:
        beside.previous.write_bytes(b"in the way of a link")
        flip_last_byte(beside.part)

    with pytest.raises(VaultError, match="backup-proof-failed"):
        export(filled_desk.vault, target, progress=at_step(BackupStep.CHECKING, spoil))
    assert target.read_bytes() == before
    assert names_in(target.parent) == [target.name]


def test_what_a_killed_backup_left_is_cleared_and_an_empty_name_is_filled_again(
    filled_desk: Desk, target: Path
) -> None:
    export(filled_desk.vault, target)
    beside = Beside(target)
    target.rename(beside.previous)
    beside.part.write_bytes(b"half a file")
    with pytest.raises(UserError, match="backup-cancelled"):
        export(
            filled_desk.vault,
            target,
            progress=lambda _: None,
            cancelled=target.exists,
        )
    inspect(target)
    assert names_in(target.parent) == [target.name]


@pytest.mark.parametrize("step", [BackupStep.WRITING, BackupStep.CHECKING])
def test_a_pulled_stick_is_told(filled_desk: Desk, target: Path, step: BackupStep) -> None:
    gone = at_step(step, lambda: shutil.rmtree(target.parent))
    with pytest.raises(UserError) as raised:
        export(filled_desk.vault, target, progress=gone)
    assert raised.value.code is VaultTrouble.MEDIUM_GONE


def refused(desk: Desk, target: Path) -> PeerDeskError:
    with pytest.raises(UserError) as raised:
        export(desk.vault, target)
    return raised.value


def test_targets_that_make_no_sense_are_refused(filled_desk: Desk, stick: Path) -> None:
    letter = stick / "letter.odt"
    letter.write_bytes(b"Dear all, " * 20)
    root = filled_desk.vault.folder.root
    assert refused(filled_desk, letter).code is BackupTrouble.TARGET_EXISTS
    assert refused(filled_desk, stick).code is BackupTrouble.TARGET_IS_A_FOLDER
    assert refused(filled_desk, stick / "no" / "b").code is BackupTrouble.TARGET_FOLDER_MISSING
    assert refused(filled_desk, root / "b").code is BackupTrouble.TARGET_IS_VAULT_FOLDER
    database = filled_desk.vault.folder.database
    assert refused(filled_desk, database).code is BackupTrouble.TARGET_IS_VAULT_FOLDER
    assert letter.read_bytes().startswith(b"Dear all")
    assert names_in(stick) == ["letter.odt"]


def test_the_folder_for_rotating_backups_may_receive_one(filled_desk: Desk) -> None:
    backups = filled_desk.vault.folder.backups
    backups.mkdir(mode=0o700, exist_ok=True)
    export(filled_desk.vault, backups / "daily.peerdesk-backup")
    inspect(backups / "daily.peerdesk-backup")


def test_names_as_long_as_a_file_system_allows_are_fine(filled_desk: Desk, stick: Path) -> None:
    target = stick / ("ü" * 120 + ".backup")
    export(filled_desk.vault, target)
    inspect(target)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "tiny"
    folder.mkdir()
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root may mount a small disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tiny", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"mounting is not allowed here: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_stick_is_told_and_nothing_is_left(filled_desk: Desk, tiny_disk: Path) -> None:
    assert refused(filled_desk, tiny_disk / "b").code is VaultTrouble.DISK_FULL
    assert names_in(tiny_disk) == []


def test_a_read_only_stick_is_told(filled_desk: Desk, tiny_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", tiny_disk], check=True)
    assert refused(filled_desk, tiny_disk / "b").code is VaultTrouble.READ_ONLY


def test_a_save_during_the_copy_waits_for_it_and_is_not_in_it(
    filled_desk: Desk, target: Path
) -> None:
    copying = threading.Event()
    reports: list[BackupReport] = []
    held: list[float] = []
    asked = 0

    def hold() -> bool:
        nonlocal asked
        asked += 1
        if asked == 2:  # the first question comes before the step, this one between two reads
            copying.set()
            time.sleep(0.5)
            held.append(time.monotonic())
        return False

    def work() -> None:
        reports.append(export(filled_desk.vault, target, cancelled=hold))

    worker = threading.Thread(target=work)
    worker.start()
    assert copying.wait(PATIENCE_SECONDS)
    filled_desk.members.save(Member(chosen_name="Late arrival"))
    saved = time.monotonic()
    worker.join(PATIENCE_SECONDS)
    assert saved >= held[0]
    assert reports[0].counts["members"] == len(NAMES)
    assert len(filled_desk.members.all()) == len(NAMES) + 1


def test_every_backup_made_amid_work_is_one_moment_of_it(
    filled_desk: Desk, target: Path, passphrase: str
) -> None:
    """Members and log lines are written in one transaction, so both counts belong together."""
    finished = threading.Event()
    reports: list[BackupReport] = []
    troubles: list[PeerDeskError] = []

    def work() -> None:
        try:
            reports.extend(export(filled_desk.vault, target) for _ in range(6))
        except PeerDeskError as error:
            troubles.append(error)
        finally:
            finished.set()

    worker = threading.Thread(target=work)
    worker.start()
    saved = 0
    # Faster than anybody types; who saves without a pause leaves readers no turn at all.
    while not finished.wait(0.002):
        filled_desk.members.save(Member(chosen_name=f"Member {saved}"))
        saved += 1
    worker.join()
    assert troubles == []
    seen = [report.counts["members"] for report in reports]
    assert seen == sorted(seen)
    assert len(NAMES) <= seen[0] <= seen[-1] <= len(NAMES) + saved
    assert verify(target, passphrase) == reports[-1]


KILLED = """
import sys
from pathlib import Path
from peerdesk.app import open_desk
from peerdesk.backup.make import export
from peerdesk.vault.files import VaultFolder

desk = open_desk(VaultFolder(Path(sys.argv[1])), sys.stdin.readline().rstrip())
print("ready", flush=True)
while True:
    export(desk.vault, Path(sys.argv[2]))
"""


def test_what_has_the_name_verifies_however_often_the_process_is_killed(
    made_copy: Path, target: Path, passphrase: str, tmp_path: Path
) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path)}  # a killed proof leaves ciphertext there
    for _ in range(6):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, made_copy, target],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        with process, process.stdin, process.stdout:
            process.stdin.write(passphrase + "\n")
            process.stdin.flush()
            assert process.stdout.readline() == "ready\n"
            time.sleep(secrets.randbelow(250) / 1000)
            process.send_signal(signal.SIGKILL)
        if target.exists():
            assert verify(target, passphrase).counts["members"] == len(NAMES)
    desk = open_desk(VaultFolder(made_copy), passphrase)
    export(desk.vault, target)
    desk.close()
    assert names_in(target.parent) == [target.name]
