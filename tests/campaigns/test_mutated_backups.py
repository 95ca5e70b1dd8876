"""Whatever is done to a backup, it is refused in words, at once, and before memory is spent."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from backup_mutants import Findings
from campaign_table import Campaign, CampaignRow
from pace import slowness

MUTANTS = Path(__file__).with_name("backup_mutants.py")
SHORT, FULL = 200, 10_000
MOST_SECONDS = 1.0
MOST_KIB = 64 * 1024
"""Beyond what the process takes for a good backup."""


def findings(act: str, numbers: list[int], folder: Path) -> Findings:
    """In a process of its own, so that what it grows by is what the mutants cost."""
    done = subprocess.run(
        [sys.executable, MUTANTS, act, folder],
        input=json.dumps(numbers),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Findings(**json.loads(done.stdout))


@pytest.mark.campaign
def test_mutated_backups_are_refused(campaigns: bool, campaign: Campaign, tmp_path: Path) -> None:
    """Looked at without a secret first; those in which every checksum fits are opened with it.

    The key of a good backup takes its 64 MiB before the count begins.
    """
    rounds = FULL if campaigns else SHORT
    looked = findings("look", list(range(rounds)), tmp_path)
    opened = findings("open", looked.let_through, tmp_path)
    worst = max(looked.worst_seconds, opened.worst_seconds)
    campaign(CampaignRow("mutated backup", rounds, 0, len(opened.let_through), worst))
    assert opened.let_through == []
    assert looked.unclear + opened.unclear == []
    assert looked.let_through, "some must need a key to be told"
    assert worst < MOST_SECONDS * slowness()
    assert max(looked.grown_kib, opened.grown_kib) < MOST_KIB
