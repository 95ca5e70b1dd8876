"""kill -9 while passphrases are changed: the former one or the next one opens, never neither."""

import random
import time

import children
import pytest
from campaign_table import Campaign, CampaignRow
from vault_kit import PASSPHRASE, Desk, kinds, members

from peerdesk.errors import WrongPassphraseError
from peerdesk.vault.findings import FindingKind
from peerdesk.vault.open_vault import OpenVault

CHANGER = """
import sys
from pathlib import Path
from vault_kit import Desk
from peerdesk.vault.files import VaultFolder

now = sys.argv[2]
vault = Desk(VaultFolder(Path(sys.argv[1])), "").unlock(now)
print("open", flush=True)
for number in range(10_000):
    after = f"passphrase number {number} of {sys.argv[3]}"
    print(after, flush=True)
    vault.ways.change_passphrase(now, after)
    now = after
"""
TOLD: tuple[set[FindingKind], ...] = (set(), {FindingKind.SLIPS})
"""A secret that was tried here and had been changed is counted; nothing else is to be said."""


@pytest.mark.campaign
def test_a_killed_change_leaves_a_passphrase_that_opens(
    desk: Desk, campaigns: bool, campaign: Campaign
) -> None:
    with desk.unlock() as vault:
        before = members(vault)
    rounds, lost, undetected, worst, secret = (100 if campaigns else 4), 0, 0, 0.0, PASSPHRASE
    for seed in range(rounds):
        tried = _change_until_killed(desk, secret, seed)
        desk.folder.lock_file.unlink()
        began = time.monotonic()
        # The last one may not have been written yet; the one before it opened until it was.
        secret, vault = _opened(desk, tried[-1], tried[-2])
        worst = max(worst, time.monotonic() - began)
        with vault:
            lost += members(vault) != before
            undetected += kinds(vault) not in TOLD
    with desk.unlock(desk.recovery) as vault:
        lost += members(vault) != before
    campaign(CampaignRow("kill -9 while changing a passphrase", rounds, lost, undetected, worst))
    assert (lost, undetected) == (0, 0)


def _opened(desk: Desk, last: str, one_before: str) -> tuple[str, OpenVault]:
    try:
        return last, desk.unlock(last)
    except WrongPassphraseError:
        return one_before, desk.unlock(one_before)


def _change_until_killed(desk: Desk, secret: str, seed: int) -> list[str]:
    """The passphrases that were to be used, the first one first."""
    chance = random.Random(seed)  # noqa: S311 - when to kill, and nothing secret
    child = children.start(CHANGER, desk.folder.root, secret, seed)
    assert children.next_line(child) == "open"
    said = [secret, *(children.next_line(child) for _ in range(chance.randrange(1, 3)))]
    time.sleep(chance.random() * 0.8)
    return said + children.kill(child)
