"""kill -9 while everything is encrypted anew: the former vault or the new one, whole."""

import random
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import children
import pytest
from campaign_table import Campaign, CampaignRow
from vault_kit import Desk, kinds, members, new_recovery

from peerdesk.errors import WrongPassphraseError
from peerdesk.vault.findings import FindingKind

WORDS = new_recovery(12)
ANEW = """
import sys
from pathlib import Path
from vault_kit import PASSPHRASE, Desk, new_recovery
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.reencryption import Course, NewKeyWish, encrypt_anew

def told(step):
    print(step, flush=True)

vault = Desk(VaultFolder(Path(sys.argv[1])), "").unlock()
wish = NewKeyWish({vault.ways.opened_slot: PASSPHRASE}, new_recovery(12))
ready = encrypt_anew(vault, wish, lambda opened: None, Course(told))
vault.close(keep_lock=True)
print("closed", flush=True)
ready.take_place()
vault.lock.release()
print("done", flush=True)
input()
"""
BEFORE, COPYING, CLOSED, DONE = "new-key-deriving", "new-key-copying", "closed", "done"
TOLD_OF_NEW: tuple[set[FindingKind], ...] = (
    {FindingKind.NEW_INNER_KEY},
    {FindingKind.NEW_INNER_KEY, FindingKind.EXCHANGED},
)
TOLD_OF_FORMER: tuple[set[FindingKind], ...] = (set(), {FindingKind.NOT_EXCHANGED})


@dataclass(frozen=True)
class Course:
    """When a step was told, and how long it is from there to the end, in seconds."""

    said: dict[str, float]

    def seconds_after(self, step: str) -> float:
        return self.said[DONE] - self.said[step]


@pytest.mark.campaign
def test_a_killed_encryption_anew_leaves_one_whole_vault_and_a_valid_secret(
    template: Desk, tmp_path: Path, campaigns: bool, campaign: Campaign
) -> None:
    with template.copy_to(tmp_path / "looked at").unlock() as vault:
        before = members(vault)
    usual = _course(template.copy_to(tmp_path / "timed"))
    rounds, lost, undetected, worst, new = (100 if campaigns else 4), 0, 0, 0.0, 0
    for seed in range(rounds):
        desk = template.copy_to(tmp_path / f"round {seed}")
        # The few renames at the end are over in a moment: every second round aims at them alone.
        step = CLOSED if seed % 2 else (BEFORE, COPYING)[seed // 2 % 2]
        wait = usual.seconds_after(step) * random.Random(seed).random() * 1.1  # noqa: S311 - when, not what
        finished = DONE in _killed(desk, step, wait)
        desk.folder.lock_file.unlink(missing_ok=True)
        began = time.monotonic()
        with desk.unlock() as vault:
            worst = max(worst, time.monotonic() - began)
            lost += members(vault) != before
            told = kinds(vault)
        is_new = _opens(desk, WORDS.secret)
        undetected += told not in (TOLD_OF_NEW if is_new else TOLD_OF_FORMER)
        lost += is_new == _opens(desk, desk.recovery)
        lost += finished and not is_new
        new += is_new
        assert not any(path.exists() for path in _passing(desk))
        shutil.rmtree(desk.folder.root)
    campaign(CampaignRow("kill -9 while encrypting anew", rounds, lost, undetected, worst))
    assert (lost, undetected) == (0, 0)
    assert 0 < new < rounds or not campaigns, "every round was killed on the same side"


def _course(desk: Desk) -> Course:
    child = children.start(ANEW, desk.folder.root)
    said: dict[str, float] = {}
    while DONE not in said:
        said[children.next_line(child)] = time.monotonic()
    children.kill(child)
    return Course(said)


def _killed(desk: Desk, step: str, seconds: float) -> list[str]:
    """Kill it so many seconds after a step began; what it said after that."""
    child = children.start(ANEW, desk.folder.root)
    while children.next_line(child) != step:
        pass
    time.sleep(seconds)
    return children.kill(child)


def _opens(desk: Desk, secret: str) -> bool:
    try:
        desk.unlock(secret).close()
    except WrongPassphraseError:
        return False
    return True


def _passing(desk: Desk) -> tuple[Path, ...]:
    """What is only there while a vault's files are exchanged."""
    return desk.folder.next_in_the_making, desk.folder.next, desk.folder.former
