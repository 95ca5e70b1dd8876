"""Backups without a window: listed, drilled, restored, for people and for programs."""

import json
import os
import pty
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from command_line import PROGRAM, PROJECT, peerdesk
from patience import PATIENCE_SECONDS

from peerdesk.app import open_desk
from peerdesk.backup.make import export
from peerdesk.desk.desk import Desk
from peerdesk.domain.backups import BackupOrigin
from peerdesk.domain.members import Member
from peerdesk.vault.files import VaultFolder

ODD_NAME = "tonight \x1b[31m\n“Zoë”.peerdesk-backup"
OTHER = "nine slow barges on the canal"


@pytest.fixture
def backup(desk: Desk, tmp_path: Path) -> Path:
    """Wren and Sol are in the backup."""
    for name in ("Wren", "Sol"):
        desk.members.save(Member(chosen_name=name))
    path = tmp_path / "stick" / "tonight.peerdesk-backup"
    path.parent.mkdir()
    export(desk.vault, path)
    return path


def names(folder: VaultFolder, secret: str) -> set[str]:
    with closing(open_desk(folder, secret)) as desk:
        return {member.chosen_name for member in desk.members.all()}


def test_backups_of_a_folder_are_listed_the_newest_first_with_what_is_wrong(
    backup: Path, desk: Desk
) -> None:
    odd = backup.with_name(ODD_NAME)
    shutil.copy(backup, odd)
    cut = backup.with_name("cut.peerdesk-backup")
    cut.write_bytes(backup.read_bytes()[:5000])
    backup.with_name("letter.odt").write_bytes(b"Dear all")

    plain, told = peerdesk("list", backup.parent), peerdesk("list", backup.parent, "--json")

    assert plain.returncode == told.returncode == 3
    assert "\x1b" not in plain.stdout + plain.stderr
    assert [line.split()[-1] for line in plain.stdout.splitlines()][1:] == [
        "tonight.peerdesk-backup",
        "cut.peerdesk-backup",
    ]
    assert "not complete" in plain.stderr
    found = json.loads(told.stdout)["backups"]
    assert [Path(each["file"]).name for each in found] == [ODD_NAME, backup.name, cut.name]
    assert [each["state"] for each in found] == ["whole", "whole", "backup-truncated"]
    assert {each.get("vault") for each in found} == {desk.vault.vault_id, None}


def test_a_list_opens_each_with_a_passphrase_that_is_given(
    backup: Path, desk: Desk, key: Path, passphrase: str
) -> None:
    desk.vault.ways.change_passphrase(passphrase, OTHER)
    later = backup.with_name("later.peerdesk-backup")
    export(desk.vault, later)

    done = peerdesk("list", backup.parent, "--json", "--passphrase-file", key)

    states = {Path(one["file"]).name: one["state"] for one in json.loads(done.stdout)["backups"]}
    assert states == {backup.name: "verified", later.name: "another passphrase"}
    assert done.returncode == 4


@pytest.mark.parametrize(("place", "said"), [("nowhere", "no such folder"), (".", "no backup")])
def test_a_place_without_backups_is_told(tmp_path: Path, place: str, said: str) -> None:
    done = peerdesk("list", tmp_path / place, "--json")

    assert done.returncode == 1
    assert said in done.stderr
    assert json.loads(done.stdout)["result"] == "failed"


def test_a_drill_is_told_and_changes_nothing(backup: Path, key: Path) -> None:
    before = backup.read_bytes()

    done = peerdesk("drill", backup, "--json", "--passphrase-file", key)

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["result"], told["passphrases"], told["recovery_words"]) == ("drilled", 1, 1)
    assert (told["records"]["members"], told["file"]) == (2, str(backup))
    assert backup.read_bytes() == before


def test_a_failure_is_an_object_for_programs_and_a_sentence_for_people(
    backup: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not the passphrase at all", encoding="utf-8")

    done = peerdesk("verify", backup, "--json", "--passphrase-file", wrong)

    assert done.returncode == 4
    assert json.loads(done.stdout) == {"result": "failed", "error": "wrong-passphrase"}
    assert "passphrase" in done.stderr


def test_a_terminal_is_told_the_steps_and_a_scheduled_job_is_not(backup: Path, key: Path) -> None:
    command = [*PROGRAM, "verify", str(backup), "--passphrase-file", str(key)]
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    ours, theirs = pty.openpty()
    subprocess.run(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        check=True,
        timeout=PATIENCE_SECONDS,
    )
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)

    assert "Reading it back from the disk" in shown
    assert shown.endswith("\r\x1b[K")
    assert peerdesk("verify", backup, "--passphrase-file", key).stderr == ""


def test_a_restore_in_place_keeps_the_former_vault_and_erases_again(
    backup: Path, desk: Desk, key: Path, passphrase: str
) -> None:
    (wren,) = (member for member in desk.members.all() if member.chosen_name == "Wren")
    desk.erasures.erase(wren.id)
    desk.members.save(Member(chosen_name="Juniper"))
    folder = desk.vault.folder
    held = peerdesk("restore", backup, folder.root, "--in-place", "--passphrase-file", key)
    assert held.returncode == 1
    assert "open in another PeerDesk" in held.stderr
    desk.vault.close()

    done = peerdesk(
        "restore", backup, folder.root, "--in-place", "--json", "--passphrase-file", key
    )

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["erased_again"], told["records"]["members"]) == (1, 1)
    assert names(folder, passphrase) == {"Sol"}
    assert names(VaultFolder(folder.set_aside / told["kept_as"]), passphrase) == {"Sol", "Juniper"}
    (first,) = folder.backups.iterdir()
    with closing(open_desk(folder, passphrase)) as again:
        assert [(each.path, each.origin) for each in again.backups.all()] == [
            (first, BackupOrigin.BEFORE_RESTORE)
        ]


def test_a_damaged_vault_is_replaced_only_where_that_was_asked_for(
    backup: Path, desk: Desk, key: Path, passphrase: str
) -> None:
    folder = desk.vault.folder
    desk.close()
    damaged = folder.database.read_bytes()[:-4096] + bytes(4096)
    folder.database.write_bytes(damaged)
    command = ("restore", backup, folder.root, "--in-place", "--passphrase-file", key)
    refused = peerdesk(*command)
    assert refused.returncode == 3
    assert folder.database.read_bytes() == damaged

    done = peerdesk(*command, "--even-if-damaged")

    assert done.returncode == 0, done.stderr
    assert "not known who was erased" in done.stderr
    assert names(folder, passphrase) == {"Wren", "Sol"}
    (kept,) = (each for each in folder.set_aside.iterdir() if each.is_dir())
    assert (kept / "vault.db").read_bytes() == damaged


def test_a_folder_that_has_no_vault_is_not_made_one_in_place(
    backup: Path, key: Path, tmp_path: Path
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    command = ("restore", backup, papers, "--in-place", "--passphrase-file", key)

    done = peerdesk(*command, "--even-if-damaged")

    assert (done.returncode, list(papers.iterdir())) == (1, [])
