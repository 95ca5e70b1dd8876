"""kill -9 while a vault is written to: every save that was acknowledged is there."""

import random
import time
from pathlib import Path

import children
import pytest
from campaign_table import Campaign, CampaignRow
from vault_kit import Desk, kinds, members

from peerdesk.vault.findings import FindingKind

UNLOCKED = """
import sys
from pathlib import Path
from vault_kit import Desk, add_member
from peerdesk.vault.files import VaultFolder

vault = Desk(VaultFolder(Path(sys.argv[1])), "").unlock()
"""
WRITER = (
    UNLOCKED
    + """
print("open", flush=True)
for number in range(10_000):
    add_member(vault, f"acknowledged {number}")
    print(number, flush=True)
"""
)
CHANGE = """
vault.connection.execute("PRAGMA cache_size = 1")
vault.connection.execute("BEGIN IMMEDIATE")
vault.connection.execute("UPDATE members SET pronouns = hex(randomblob(300))")
print("0", flush=True)
input()
"""


@pytest.mark.campaign
def test_a_killed_program_loses_no_acknowledged_save(
    desk: Desk,
    campaigns: bool,
    campaign: Campaign,
) -> None:
    rounds, lost, undetected, worst = (500 if campaigns else 5), 0, 0, 0.0
    for seed in range(rounds):
        before = len(_members_of(desk))
        acknowledged = _write_until_killed(desk.folder.root, random.Random(seed))  # noqa: S311
        desk.folder.lock_file.unlink()  # as the window's lock does with a dead owner's
        began = time.monotonic()
        with desk.unlock() as vault:
            worst = max(worst, time.monotonic() - began)
            kept = members(vault)[before:]
            wanted = [f"acknowledged {number}" for number in range(acknowledged + 1)]
            lost += len(set(wanted) - set(kept))
            undetected += kinds(vault) != {FindingKind.AFTER_CRASH}
            assert kept[: acknowledged + 1] == wanted or lost
            assert len(kept) <= acknowledged + 2
        with desk.unlock() as vault:
            assert vault.findings == ()
    campaign(CampaignRow("kill -9 while writing", rounds, lost, undetected, worst))
    assert (lost, undetected) == (0, 0)


def test_a_program_killed_within_a_transaction_keeps_what_was_before(desk: Desk) -> None:
    before = _members_of(desk)
    sealed = desk.folder.database.read_bytes()
    child = children.start(UNLOCKED + CHANGE, desk.folder.root)
    assert children.next_line(child) == "0"
    children.kill(child)
    assert desk.folder.journal.exists()
    assert desk.folder.database.read_bytes() != sealed
    desk.folder.lock_file.unlink()
    with desk.unlock() as vault:
        assert kinds(vault) == {FindingKind.AFTER_CRASH}
        assert members(vault) == before
        changed = "SELECT count(*) FROM members WHERE pronouns <> ''"
        assert vault.connection.execute(changed).fetchone() == (0,)


def _members_of(desk: Desk) -> list[str]:
    with desk.unlock() as vault:
        return members(vault)


def _write_until_killed(root: Path, chance: random.Random) -> int:
    """Kill the writer a moment after a random number of saves; the last one it acknowledged."""
    child = children.start(WRITER, root)
    assert children.next_line(child) == "open"
    wanted = chance.randrange(1, 60)
    for _ in range(wanted):
        children.next_line(child)
    lines = children.kill(child)
    return int(lines[-1]) if lines else wanted - 1
