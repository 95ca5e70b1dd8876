"""Real file systems that are full or read-only: words, the earlier state whole, the lock free."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from campaign_table import Campaign, CampaignRow
from small_disks import full, read_only, small_disk

from peerdesk.app import open_desk
from peerdesk.backup.make import export
from peerdesk.backup.proof import verify
from peerdesk.desk.desk import Desk
from peerdesk.domain.members import Member
from peerdesk.errors import PeerDeskError, UserError
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.findings import FindingKind
from peerdesk.vault.troubles import VaultTrouble

pytestmark = pytest.mark.campaign

LONG_NAME = "Wilhelmina " * 300


@pytest.fixture(params=["tmpfs", "ext4"])
def folder(
    request: pytest.FixtureRequest, template_vault: Path, tmp_path: Path, campaigns: bool
) -> Iterator[VaultFolder]:
    if request.param == "ext4" and not campaigns:
        pytest.skip("ext4 is for the long campaigns: each of its saves waits for the disk")
    # What is saved in so many rounds stays; the journal of ext4 takes a MiB as well.
    with small_disk(tmp_path, request.param, mib=16 if campaigns else 4) as disk:
        shutil.copytree(template_vault, disk / "vault")
        yield VaultFolder(disk / "vault")


def save_until_refused(desk: Desk) -> tuple[int, UserError]:
    """How many were saved, and what the one after them met."""
    for number in range(2_000):
        try:
            desk.members.save(Member(chosen_name=f"{number} {LONG_NAME}"[:200]))
        except UserError as trouble:
            return number, trouble
    raise AssertionError("the disk was never full")


def test_a_disk_that_fills_at_any_moment_keeps_every_earlier_save(
    folder: VaultFolder, passphrase: str, campaigns: bool, campaign: Campaign
) -> None:
    disk = folder.root.parent
    rooms = range(4_096, 200_000, 4_096) if campaigns else (40_960, 98_304)
    lost, untold, worst, kept = 0, 0, 0.0, 0
    for room in rooms:
        desk = open_desk(folder, passphrase)
        with full(disk, leaving=room):
            began = time.monotonic()
            saved, trouble = save_until_refused(desk)
            worst = max(worst, time.monotonic() - began)
            untold += trouble.code is not VaultTrouble.DISK_FULL
        desk.close()
        desk = open_desk(folder, passphrase)
        assert desk.vault.findings == ()
        lost += len(desk.members.all()) != kept + saved
        kept = len(desk.members.all())
        desk.close()
    kind = "tmpfs" if not (disk / "lost+found").exists() else "ext4"
    campaign(CampaignRow(f"a full {kind}, while saving", len(rooms), lost, untold, worst))
    assert (lost, untold) == (0, 0)


def test_a_full_disk_at_the_first_save_lets_the_vault_be_read(
    folder: VaultFolder, passphrase: str
) -> None:
    with full(folder.root.parent, leaving=8_192):
        desk = open_desk(folder, passphrase)
        assert desk.scripts.all()
        with pytest.raises(UserError) as trouble:
            desk.members.save(Member(chosen_name=LONG_NAME[:200]))
        assert trouble.value.code is VaultTrouble.DISK_FULL
        with pytest.raises(UserError):
            desk.close()  # there is no room for the line that says so
        assert desk.vault.is_closed
    desk = open_desk(folder, passphrase)
    assert desk.members.all() == []
    assert {found.kind for found in desk.vault.findings} <= {FindingKind.AFTER_CRASH}
    desk.close()


def test_a_read_only_disk_is_told_before_anything_is_typed(
    folder: VaultFolder, passphrase: str
) -> None:
    before = folder.database.read_bytes()
    with read_only(folder.root.parent):
        desk = open_desk(folder, passphrase)
        assert FindingKind.READ_ONLY in {found.kind for found in desk.vault.findings}
        with pytest.raises(UserError) as trouble:
            desk.members.save(Member(chosen_name="Wilhelmina"))
        assert trouble.value.code is VaultTrouble.READ_ONLY
        desk.close()
    assert folder.database.read_bytes() == before


def test_a_backup_to_a_full_disk_leaves_the_former_one(
    folder: VaultFolder, passphrase: str
) -> None:
    target = folder.root.parent / "evening.peerdesk-backup"
    desk = open_desk(folder, passphrase)
    export(desk.vault, target)
    desk.members.save(Member(chosen_name="Wilhelmina"))
    with full(folder.root.parent, leaving=65_536), pytest.raises(PeerDeskError) as trouble:
        export(desk.vault, target)
    assert trouble.value.code is VaultTrouble.DISK_FULL
    desk.close()
    assert verify(target, passphrase).counts["members"] == 0
    assert {path.name for path in target.parent.iterdir()} <= {"vault", target.name, "lost+found"}
