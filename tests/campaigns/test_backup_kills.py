"""Kills at random moments of backup and rotation: the previous good backup is always there.

Each round has a place with a history that the rotation has to thin. A process backs up into it
without end and is killed within about two backups. Then every file under a final name must verify,
and whatever the rotation keeps must be there: the history, and each backup that was acknowledged.
"""

import os
import random
import signal
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aged_backups import aged
from campaign_table import Campaign, CampaignRow

from peerdesk.app import open_desk
from peerdesk.backup.naming import is_dated
from peerdesk.backup.places import OwnBackup, back_up_into, own_backups
from peerdesk.backup.proof import opened_backup, prove
from peerdesk.backup.reports import Reporter
from peerdesk.backup.rotation import rotated
from peerdesk.desk.desk import Desk
from peerdesk.domain.backups import BackupOrigin
from peerdesk.domain.groups import Group
from peerdesk.errors import PeerDeskError
from peerdesk.vault.files import VaultFolder

HOURS_OF_HISTORY = (0, 30, 72, 75, 80, 24 * 20, 24 * 20 + 3, 24 * 40, 24 * 40 + 5, 24 * 41)
"""How old the backups of a history are: three days of it have more than the rotation keeps."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def now() -> datetime:
    return datetime.now().astimezone().replace(microsecond=0)


@pytest.fixture
def desk(vault_folder: VaultFolder, passphrase: str) -> Iterator[Desk]:
    opened = open_desk(vault_folder, passphrase)
    yield opened
    opened.close()


@pytest.fixture
def history(desk: Desk, tmp_path: Path) -> Path:
    """A folder of backups of many days, to be linked into each round's place."""
    desk.groups.save(Group(name="Harbour"))
    folder = tmp_path / "history"
    good = back_up_into(desk.vault, tmp_path / "good", BackupOrigin.DAILY, now()).made.known.path
    folder.mkdir()
    for hours in HOURS_OF_HISTORY:
        aged(desk.vault, good, folder, datetime.now(UTC) - timedelta(hours=hours, minutes=10))
    return folder


def made_at(backup: OwnBackup) -> datetime:
    return backup.made_at


class Round:
    """One place, and the process that is killed while it backs up into it."""

    def __init__(self, desk: Desk, history: Path, place: Path) -> None:
        self._desk = desk
        self.place = place
        place.mkdir()
        for path in history.iterdir():
            os.link(path, place / path.name)
        before = own_backups(desk.vault, place)
        self.kept = {each.backup.path for each in rotated(before, made_at, now()).keep}

    def run(self, seconds: float, scratch: Path) -> None:
        """Back up again and again in a process that is killed after `seconds`."""
        told, tell = os.pipe()
        process = os.fork()
        if process == 0:
            self._back_up_without_end(tell, scratch)
        os.close(tell)
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        with os.fdopen(told, encoding="utf-8") as lines:
            # A line that the kill cut short was not acknowledged.
            acknowledged = [line[:-1] for line in lines if line.endswith("\n")]
        self.kept |= {self.place / name for name in acknowledged}

    def _back_up_without_end(self, tell: int, scratch: Path) -> None:
        try:
            tempfile.tempdir = str(scratch)
            while True:
                placed = back_up_into(self._desk.vault, self.place, BackupOrigin.DAILY, now())
                os.write(tell, f"{placed.made.known.path.name}\n".encode())
        finally:
            os._exit(1)

    def lost(self) -> int:
        """How many of those that have to be there are not."""
        return sum(not path.is_file() for path in self.kept)

    def unproven(self, proven: set[int]) -> int:
        """How many files under a final name do not verify. `proven` inodes are passed by."""
        found = 0
        for path in (each for each in self.place.iterdir() if is_dated(each.name)):
            number = path.stat().st_ino
            if number not in proven:
                found += not self._verifies(path)
                proven |= {number} if path.stat().st_nlink > 1 else set()
        return found

    def _verifies(self, path: Path) -> bool:
        try:
            with opened_backup(path) as contents:
                return bool(prove(contents, self._desk.vault.subkeys, Reporter()))
        except PeerDeskError:
            return False


@pytest.mark.campaign
def test_the_previous_good_backup_outlives_every_kill(
    desk: Desk, history: Path, campaigns: bool, campaign: Campaign, tmp_path: Path
) -> None:
    rounds, lost, unproven, worst = (300 if campaigns else 12), 0, 0, 0.0
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    usual = _seconds_of_a_backup(desk, history, tmp_path)
    proven: set[int] = set()
    for seed in range(rounds):
        chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
        one = Round(desk, history, tmp_path / f"round {seed}")
        one.run(chance.random() * 2.2 * usual, scratch)
        lost += one.lost()
        unproven += one.unproven(proven)
        began = time.monotonic()
        again = back_up_into(desk.vault, one.place, BackupOrigin.DAILY, now())
        worst = max(worst, time.monotonic() - began)
        lost += one.lost() + (not again.made.known.path.is_file())
    campaign(CampaignRow("kill -9 while backing up and rotating", rounds, lost, unproven, worst))
    assert (lost, unproven) == (0, 0)


def _seconds_of_a_backup(desk: Desk, history: Path, folder: Path) -> float:
    one = Round(desk, history, folder / "measured")
    began = time.monotonic()
    back_up_into(desk.vault, one.place, BackupOrigin.DAILY, now())
    return time.monotonic() - began
