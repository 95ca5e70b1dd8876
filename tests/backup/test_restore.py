"""A backup becomes a vault again, in a place where nothing was."""

import os
import stat
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from filled_vault import NAMES, PLANTED, Made, names_in
from patience import PATIENCE_SECONDS

from peerdesk.app import open_desk
from peerdesk.backup.make import export
from peerdesk.backup.proof import inspect, verify
from peerdesk.backup.reports import BackupStep
from peerdesk.backup.restore import restore
from peerdesk.desk.desk import Desk
from peerdesk.errors import PeerDeskError, UserError, VaultError, WrongPassphraseError
from peerdesk.vault import identity, migrations
from peerdesk.vault.cipher import connect
from peerdesk.vault.files import VaultFolder, open_plainly
from peerdesk.vault.repair import opened_keys
from peerdesk.vault.stored import UnmigratedVault
from peerdesk.vault.troubles import VaultTrouble


def contents(desk: Desk) -> list[object]:
    """Members, notes and sessions as records, ids and moments included."""
    members = desk.members.all()
    notes = [note for member in members for note in desk.notes.of_member(member.id)]
    sessions = desk.sessions.recent()
    group_notes = [desk.notes.of_session(session.id) for session in sessions]
    return [*desk.groups.all(), *members, *notes, *sessions, *group_notes]


def test_what_was_backed_up_is_there_again(
    filled_desk: Desk, passphrase: str, tmp_path: Path
) -> None:
    backup = tmp_path / "b.peerdesk-backup"
    report = export(filled_desk.vault, backup)
    folder = VaultFolder(tmp_path / "anew")
    assert restore(backup, folder, passphrase) == verify(backup, passphrase) == report
    restored = open_desk(folder, passphrase)
    assert contents(restored) == contents(filled_desk)
    assert {member.chosen_name for member in restored.members.all()} == set(NAMES)
    assert len(restored.notes.search(PLANTED)) == 2
    assert restored.vault.findings == ()
    assert restored.vault.vault_id == filled_desk.vault.vault_id
    restored.close()


def test_the_passphrase_of_that_day_opens_it(
    filled_desk: Desk, passphrase: str, tmp_path: Path
) -> None:
    backup = tmp_path / "b.peerdesk-backup"
    export(filled_desk.vault, backup)
    filled_desk.vault.ways.change_passphrase(passphrase, "a wholly different sentence")
    with pytest.raises(WrongPassphraseError):
        restore(backup, VaultFolder(tmp_path / "anew"), "a wholly different sentence")
    restore(backup, VaultFolder(tmp_path / "anew"), passphrase)


def test_a_restored_vault_is_private_and_told_step_by_step(
    made: Made, passphrase: str, tmp_path: Path
) -> None:
    folder = VaultFolder(tmp_path / "anew")
    steps: list[BackupStep] = []
    restore(made.backup, folder, passphrase, progress=steps.append)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder.root, folder.database)]
    assert modes == [0o700, 0o600]
    assert folder.seal.exists()
    assert names_in(tmp_path) == ["anew"]
    assert steps == [
        BackupStep.DERIVING_KEYS,
        BackupStep.READING_BACK,
        BackupStep.CHECKING,
        BackupStep.RESTORING,
    ]


def test_an_empty_folder_may_be_used(made: Made, passphrase: str, tmp_path: Path) -> None:
    (tmp_path / "anew").mkdir()
    restore(made.backup, VaultFolder(tmp_path / "anew"), passphrase)
    assert VaultFolder(tmp_path / "anew").exists()


def test_missing_folders_above_are_made_and_gone_again_on_a_failure(
    made: Made, passphrase: str, tmp_path: Path
) -> None:
    folder = VaultFolder(tmp_path / "a" / "b" / "vault")
    with pytest.raises(WrongPassphraseError):
        restore(made.backup, folder, "not the passphrase at all")
    assert names_in(tmp_path) == []
    restore(made.backup, folder, passphrase)
    assert names_in(tmp_path / "a" / "b") == ["vault"]


@pytest.mark.parametrize("is_vault", [True, False])
def test_nothing_is_ever_written_over(
    made: Made, passphrase: str, tmp_path: Path, *, is_vault: bool
) -> None:
    root = made.vault if is_vault else tmp_path / "papers"
    if not is_vault:
        root.mkdir()
        (root / "letter.odt").write_bytes(b"Dear all")
    before = {path.name: path.stat() for path in root.iterdir()}
    with pytest.raises(UserError) as raised:
        restore(made.backup, VaultFolder(root), passphrase)
    assert raised.value.code is VaultTrouble.FOLDER_NOT_EMPTY
    assert {path.name: path.stat() for path in root.iterdir()} == before


def test_a_folder_that_fills_meanwhile_is_left_alone(
    made: Made, passphrase: str, tmp_path: Path
) -> None:
    root = tmp_path / "anew"

    def meanwhile(step: BackupStep) -> None:
        if step is BackupStep.RESTORING:
            root.mkdir()
            (root / "letter.odt").write_bytes(b"Dear all")

    with pytest.raises(PeerDeskError):
        restore(made.backup, VaultFolder(root), passphrase, progress=meanwhile)
    assert names_in(tmp_path) == ["anew"]
    assert names_in(root) == ["letter.odt"]


def test_a_damaged_backup_leaves_nothing(backup: Path, passphrase: str, tmp_path: Path) -> None:
    whole = bytearray(backup.read_bytes())
    whole[inspect(backup).database_size // 2] ^= 4
    backup.write_bytes(whole)
    with pytest.raises(VaultError, match="backup-damaged"):
        restore(backup, VaultFolder(tmp_path / "anew"), passphrase)
    assert names_in(tmp_path) == [backup.name]


def test_a_restored_vault_is_backed_up_and_restored_again(
    made: Made, passphrase: str, tmp_path: Path
) -> None:
    restore(made.backup, VaultFolder(tmp_path / "one"), passphrase)
    desk = open_desk(VaultFolder(tmp_path / "one"), passphrase)
    again = tmp_path / "again.peerdesk-backup"
    report = export(desk.vault, again)
    desk.close()
    restore(again, VaultFolder(tmp_path / "two"), passphrase)
    assert verify(again, passphrase) == report


def test_restoring_works_beside_an_open_vault_of_the_same_id(
    filled_desk: Desk, made: Made, passphrase: str, tmp_path: Path
) -> None:
    worker = threading.Thread(
        target=restore, args=(made.backup, VaultFolder(tmp_path / "anew"), passphrase)
    )
    worker.start()
    names = len(filled_desk.members.all())
    worker.join()
    assert names == len(NAMES)
    assert os.fspath(filled_desk.vault.folder.root) != os.fspath(tmp_path / "anew")
    assert VaultFolder(tmp_path / "anew").exists()


def test_a_restored_vault_has_every_folder_of_a_vault(
    made: Made, passphrase: str, tmp_path: Path
) -> None:
    folder = VaultFolder(tmp_path / "anew")
    restore(made.backup, folder, passphrase)
    for inner in (folder.backups, folder.set_aside):
        assert stat.S_IMODE(inner.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="mounting needs root")
def test_a_backup_of_an_earlier_schema_leaves_no_copy_of_itself_in_the_new_vault(
    made_copy: Path, passphrase: str, tmp_path: Path
) -> None:
    """It would be from before those who were erased since are erased again, and nobody knows it."""
    backup, folder = tmp_path / "earlier.peerdesk-backup", VaultFolder(tmp_path / "anew")
    back_up_as_of_earlier_schema(VaultFolder(made_copy), passphrase, backup)
    restore(backup, folder, passphrase)
    assert list(folder.backups.iterdir()) == []
    with open_desk(folder, passphrase).vault as vault:
        assert vault.findings == ()


def back_up_as_of_earlier_schema(folder: VaultFolder, passphrase: str, target: Path) -> None:
    with opened_keys(folder, passphrase) as keys:
        folder.database.write_bytes(b"")
        with closing(connect(folder.database, keys.subkeys.database)) as connection:
            migrations.migrate(connection, up_to=migrations.SCHEMA_VERSION - 1)
            identity.insert(connection, keys.key_file.vault_id, "Earlier", is_sample=False)
        with open_plainly(folder.database) as raw:
            export(UnmigratedVault(folder, keys.key_file, keys.subkeys, raw), target)


def test_the_top_of_an_empty_stick_is_told_as_such(
    made: Made, passphrase: str, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(stick)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        with pytest.raises(UserError) as raised:
            restore(made.backup, VaultFolder(stick), passphrase)
        assert raised.value.code is VaultTrouble.TOP_OF_A_MEDIUM
        assert names_in(tmp_path) == ["stick"]
    finally:
        subprocess.run(["umount", str(stick)], check=True)


def _killed(beside: Path) -> int:
    """The number of a process that is no more."""
    child = subprocess.Popen([sys.executable, "-c", ""], cwd=beside)
    child.wait()
    return child.pid


def _aged(path: Path, *, days: float) -> Path:
    moment = time.time() - days * 24 * 60 * 60
    os.utime(path, (moment, moment))
    return path


def test_old_leftovers_of_dead_processes_are_swept_and_nothing_else(
    made: Made, passphrase: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    dead, tail = _killed(tmp_path), "0123456789abcdef"
    swept = [
        tmp_path / f".peerdesk-{dead}-{tail}.restoring",
        tmp_path / f".peerdesk-{dead}-{tail}.founding",
        temporary / f"peerdesk-proof-{dead}-abc_1234",
    ]
    kept = [
        tmp_path / f".peerdesk-{os.getpid()}-{tail}.restoring",
        tmp_path / f".peerdesk-{dead}-not hexadecimal.restoring",
        temporary / f"peerdesk-proof-{dead}-abc_1234-mine",
    ]
    for folder in (*swept, *kept):
        folder.mkdir()
        (folder / "vault.db").write_bytes(b"ciphertext")
        _aged(folder, days=1.1)
    young = tmp_path / f".peerdesk-{dead}-{tail[::-1]}.restoring"
    young.mkdir()
    link = temporary / f"peerdesk-proof-{dead}-linked00"
    link.symlink_to(kept[0])
    part = tmp_path / f".peerdesk-{tail}.part"
    previous = tmp_path / f".peerdesk-{tail}.previous"
    for file in (part, previous):
        file.write_bytes(b"a backup")
        _aged(file, days=1.1)
    restore(made.backup, VaultFolder(tmp_path / "anew"), passphrase)
    verify(made.backup, passphrase)
    assert [path.name for path in (*swept, part) if path.exists()] == []
    assert all(path.exists() for path in (*kept, young, link, previous))


@pytest.mark.skipif(os.name == "nt", reason="processes are killed by signal")
def test_what_a_killed_restore_left_is_swept_a_day_later(
    made: Made, passphrase: str, tmp_path: Path
) -> None:
    script = (
        "import os, sys\nfrom pathlib import Path\n"
        "from peerdesk.backup.reports import BackupStep\n"
        "from peerdesk.backup.restore import restore\n"
        "from peerdesk.vault.files import VaultFolder\n"
        "def end(step):\n    if step is BackupStep.RESTORING:\n        os.kill(os.getpid(), 9)\n"
        "restore(Path(sys.argv[1]), VaultFolder(Path(sys.argv[2])), sys.argv[3], progress=end)\n"
    )
    again = [sys.executable, "-c", script, made.backup, tmp_path / "anew", passphrase]
    subprocess.run(again, check=False, timeout=PATIENCE_SECONDS)
    left = [path for path in tmp_path.iterdir() if path.name.endswith(".restoring")]
    assert len(left) == 1
    restore(made.backup, VaultFolder(tmp_path / "one"), passphrase)
    assert left[0].exists()
    _aged(left[0], days=1.1)
    restore(made.backup, VaultFolder(tmp_path / "two"), passphrase)
    assert names_in(tmp_path) == ["one", "two"]
