"""A restore in place that is killed leaves a whole vault: the one that was, or the new one."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from campaign_table import Campaign, CampaignRow

from peerdesk.app import open_desk
from peerdesk.backup.make import export
from peerdesk.domain.members import Member
from peerdesk.vault.files import VaultFolder

PROJECT = Path(__file__).resolve().parents[2]
FORMER, RESTORED = "Juniper", "Wren"
RESTORE = """
import sys
from pathlib import Path
from peerdesk.app import held, open_desk
from peerdesk.backup.in_place import beside_the_vault, take_place
from peerdesk.desk.restoring import Settling, legacy_of
from peerdesk.vault.files import VaultFolder

folder, backup, secret = VaultFolder(Path(sys.argv[1])), Path(sys.argv[2]), sys.argv[3]
desk = open_desk(folder, secret)
settling = Settling(legacy_of(desk, takes_its_place=True))
print("open", flush=True)
with beside_the_vault(backup, folder, secret, settle=settling):
    print("whole", flush=True)
    desk.close()
    with held(folder):
        take_place(folder)
print("done", flush=True)
"""


@pytest.fixture(scope="module")
def before(
    template_vault: Path, passphrase: str, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """A closed vault with one person in it, and a backup of another day with another person."""
    place = tmp_path_factory.mktemp("before")
    for name in (RESTORED, FORMER):
        root = place / name
        shutil.copytree(template_vault, root)
        desk = open_desk(VaultFolder(root), passphrase)
        desk.members.save(Member(chosen_name=name))
        if name == RESTORED:
            export(desk.vault, place / "b.peerdesk-backup")
        desk.close()
    return place / FORMER, place / "b.peerdesk-backup"


@pytest.mark.campaign
def test_a_vault_is_there_whenever_a_restore_is_killed(
    before: tuple[Path, Path],
    passphrase: str,
    tmp_path: Path,
    campaigns: bool,
    campaign: Campaign,
) -> None:
    rounds, lost, worst, new = (300 if campaigns else 4), 0, 0.0, 0
    vault, backup = before
    proven = backup.read_bytes()
    building, exchanging = _how_long_it_takes(vault, backup, passphrase, tmp_path / "rehearsal")
    for number in range(rounds):
        folder = VaultFolder(tmp_path / f"round {number}")
        shutil.copytree(vault, folder.root)
        chance = random.Random(number)  # noqa: S311 - when to kill
        # Every second round within the exchange itself, which takes a small part of the time.
        after, span = ("whole", exchanging) if number % 2 else ("open", building)
        _restore_and_kill(folder.root, backup, passphrase, after, chance.uniform(0, span))
        began = time.monotonic()
        found = _who_is_there(folder, passphrase)
        worst = max(worst, time.monotonic() - began)
        new += found == {RESTORED}
        lost += not _is_whole(folder, found, passphrase)
        shutil.rmtree(folder.root)
    campaign(CampaignRow(f"kill -9 while restoring in place ({new} done)", rounds, lost, 0, worst))
    assert lost == 0
    assert backup.read_bytes() == proven


def _who_is_there(folder: VaultFolder, secret: str) -> set[str]:
    """Who is in the vault at the next start, which asks for nothing but the passphrase."""
    desk = open_desk(folder, secret)
    try:
        return {member.chosen_name for member in desk.members.all()}
    finally:
        desk.close()


def _is_whole(folder: VaultFolder, found: set[str], secret: str) -> bool:
    """Whether the former vault is in its place or set aside, and nothing half made is left."""
    if folder.next.exists() or folder.next_in_the_making.exists():
        return False
    if found == {FORMER}:
        return not any(folder.set_aside.iterdir())
    kept = [path for path in folder.set_aside.iterdir() if path.name.endswith("-before-restore")]
    return found == {RESTORED} and [_who_is_there(VaultFolder(each), secret) for each in kept] == [
        {FORMER}
    ]


def _how_long_it_takes(vault: Path, backup: Path, secret: str, root: Path) -> tuple[float, float]:
    """Seconds from open to whole, and from whole to done, of a restore that nobody kills."""
    shutil.copytree(vault, root)
    child = _start(root, backup, secret)
    moments = []
    assert child.stdout is not None
    for line in ("open", "whole", "done"):
        assert child.stdout.readline().strip() == line
        moments.append(time.monotonic())
    child.communicate()
    return moments[1] - moments[0], moments[2] - moments[1]


def _restore_and_kill(root: Path, backup: Path, secret: str, after: str, seconds: float) -> None:
    child = _start(root, backup, secret)
    assert child.stdout is not None
    while child.stdout.readline().strip() != after:
        assert child.poll() is None
    time.sleep(seconds)
    child.kill()
    child.communicate()


def _start(root: Path, backup: Path, secret: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", RESTORE, str(root), str(backup), secret],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        text=True,
    )
