"""kill -9 while a vault is brought to a newer schema: the former file or a whole step, no less."""

import random
import shutil
import time
from pathlib import Path

import children
import pytest
from campaign_table import Campaign, CampaignRow
from vault_kit import Desk, kinds, members

from peerdesk.errors import VaultError
from peerdesk.vault.findings import FindingKind
from peerdesk.vault.migrations import SCHEMA_FOLDER, SCHEMA_VERSION
from peerdesk.vault.vault import OpenVault

STEPS = 3
TOLD = (
    {FindingKind.MIGRATED},
    {FindingKind.AFTER_CRASH},
    {FindingKind.AFTER_CRASH, FindingKind.MIGRATED},
)
"""Never as altered, which would send people to their backups for nothing."""
MIGRATOR = """
import sys
from pathlib import Path
from vault_kit import Desk
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.progress import UnlockStep

def told(step):
    if step is UnlockStep.MIGRATING:
        print("migrating", flush=True)

folder = VaultFolder(Path(sys.argv[1]))
vault = Desk(folder, "").unlock(schema=Path(sys.argv[2]), progress=told)
print("done", flush=True)
input()
"""
REBUILD = """
CREATE TABLE spare{number} (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;
INSERT INTO spare{number} (words)
    SELECT a.chosen_name || hex(randomblob(200)) FROM members AS a, members AS b;
UPDATE members SET pronouns = pronouns || hex(randomblob(200));
DELETE FROM spare{number} WHERE id % 2;
"""
"""Writes to hundreds of pages, more than SQLite keeps in memory before it begins to write."""


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The shipped schema and three long steps more."""
    folder = tmp_path / "newer"
    shutil.copytree(SCHEMA_FOLDER, folder)
    for number in range(SCHEMA_VERSION + 1, SCHEMA_VERSION + 1 + STEPS):
        (folder / f"{number:04}_long.sql").write_text(REBUILD.format(number=number))
    return folder


@pytest.mark.campaign
def test_a_killed_migration_leaves_the_former_vault_or_whole_steps_and_a_copy(
    template: Desk, newer: Path, tmp_path: Path, campaigns: bool, campaign: Campaign
) -> None:
    with template.copy_to(tmp_path / "looked at").unlock() as vault:
        before = members(vault)
    whole = template.folder.database.read_bytes()
    takes = _seconds_of_a_migration(template.copy_to(tmp_path / "timed"), newer)
    rounds, lost, undetected, worst, amid = (100 if campaigns else 4), 0, 0, 0.0, 0
    for seed in range(rounds):
        desk = template.copy_to(tmp_path / f"round {seed}")
        _migrate_until_killed(desk, newer, takes * random.Random(seed).random())  # noqa: S311 - when, not what
        amid += desk.folder.journal.exists()
        desk.folder.lock_file.unlink()
        lost += not _earlier_file_is_kept(desk, whole)
        began = time.monotonic()
        with desk.unlock(schema=newer) as vault:
            worst = max(worst, time.monotonic() - began)
            lost += members(vault) != before
            undetected += kinds(vault) not in TOLD
            assert _spare_rows(vault) == [len(before) ** 2 // 2] * STEPS
        shutil.rmtree(desk.folder.root)
    campaign(CampaignRow("kill -9 while migrating", rounds, lost, undetected, worst))
    assert (lost, undetected) == (0, 0)
    assert amid or not campaigns, "no round was killed within a transaction"


def _seconds_of_a_migration(desk: Desk, schema: Path) -> float:
    child = children.start(MIGRATOR, desk.folder.root, schema)
    assert children.next_line(child) == "migrating"
    began = time.monotonic()
    assert children.next_line(child) == "done"
    seconds = time.monotonic() - began
    children.kill(child)
    return seconds


def _migrate_until_killed(desk: Desk, schema: Path, seconds: float) -> None:
    child = children.start(MIGRATOR, desk.folder.root, schema)
    assert children.next_line(child) == "migrating"
    time.sleep(seconds)
    children.kill(child)


def _earlier_file_is_kept(desk: Desk, whole: bytes) -> bool:
    """Whether the file as it was is there: still in its place, or as the copy that came first."""
    copies = list(desk.folder.backups.glob("*-before-schema-*.vault.db"))
    if any(copy.read_bytes() == whole for copy in copies):
        return True
    try:
        # A journal that waits to be played back belongs to the file.
        desk.unlock().close()
    except VaultError:
        return False
    return desk.folder.database.read_bytes() == whole


def _spare_rows(vault: OpenVault) -> list[int]:
    counted = "SELECT count(*) FROM spare"
    return [
        vault.connection.execute(f"{counted}{number}").fetchone()[0]
        for number in range(SCHEMA_VERSION + 1, SCHEMA_VERSION + 1 + STEPS)
    ]
