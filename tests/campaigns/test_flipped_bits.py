"""One bit that turned over anywhere in any of a vault's files, or in a backup."""

import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from campaign_table import Campaign, CampaignRow
from vault_kit import Desk, flip, kinds, sampled_bits

from peerdesk.backup.make import export
from peerdesk.backup.proof import verify
from peerdesk.errors import VaultError, WrongPassphraseError
from peerdesk.vault.findings import FindingKind
from peerdesk.vault.troubles import VaultTrouble

DAMAGED = {VaultTrouble.DATABASE_DAMAGED, VaultTrouble.DATABASE_FOREIGN}
SHORT_ROUNDS = {"vault.db": 20, "vault.seal": 5, "vault.keys": 5, "vault.keys.bak": 5}
FIRST_BITS = {"vault.db": [0, 127]}
"""The salt at the head of the database, which SQLCipher does not authenticate."""

Told = Callable[[Desk], bool]


def database_is_refused(desk: Desk) -> bool:
    try:
        desk.unlock().close()
    except VaultError as trouble:
        return trouble.code in DAMAGED
    return False


def told_as(kind: FindingKind) -> Told:
    def told(desk: Desk) -> bool:
        with desk.unlock() as vault:
            return kinds(vault) == {kind}

    return told


TOLD: dict[str, Told] = {
    "vault.db": database_is_refused,
    "vault.seal": told_as(FindingKind.SEAL_DAMAGED),
    "vault.keys": told_as(FindingKind.KEYS_FROM_BACKUP),
    "vault.keys.bak": told_as(FindingKind.KEYS_COPY_RENEWED),
}


@pytest.mark.campaign
@pytest.mark.parametrize("name", TOLD)
def test_a_flipped_bit_in_any_file_of_a_vault_is_told(
    desk: Desk, name: str, campaigns: bool, campaign: Campaign
) -> None:
    file = desk.folder.root / name
    rounds = 1_000 if campaigns else SHORT_ROUNDS[name]
    first = FIRST_BITS.get(name, [])
    kept = {path: path.read_bytes() for path in desk.folder.root.iterdir() if path.is_file()}
    undetected, worst = 0, 0.0
    for bit in [*first, *sampled_bits(file, rounds - len(first), seed=2)]:
        flip(file, bit)
        began = time.monotonic()
        undetected += not TOLD[name](desk)
        worst = max(worst, time.monotonic() - began)
        put_back(desk, kept)
    campaign(CampaignRow(f"one bit flipped in {name}", rounds, 0, undetected, worst))
    assert undetected == 0
    with desk.unlock() as vault:
        assert vault.findings == ()


def put_back(desk: Desk, kept: dict[Path, bytes]) -> None:
    """Bring every file back to what it was before the round."""
    for path, content in kept.items():
        path.write_bytes(content)
    shutil.rmtree(desk.folder.set_aside, ignore_errors=True)


@pytest.mark.campaign
def test_a_flipped_bit_in_a_backup_is_told(
    desk: Desk, tmp_path: Path, campaigns: bool, campaign: Campaign
) -> None:
    backup = tmp_path / "evening.peerdesk-backup"
    with ExitStack() as stack:
        export(stack.enter_context(desk.unlock()), backup)
    rounds, undetected, worst = (1_000 if campaigns else 12), 0, 0.0
    for bit in sampled_bits(backup, rounds, seed=5):
        flip(backup, bit)
        began = time.monotonic()
        undetected += not _is_refused(backup, desk.passphrase)
        worst = max(worst, time.monotonic() - began)
        flip(backup, bit)
    campaign(CampaignRow("one bit flipped in a backup", rounds, 0, undetected, worst))
    assert undetected == 0
    assert verify(backup, desk.passphrase).counts["members"] > 0


def _is_refused(backup: Path, passphrase: str) -> bool:
    try:
        verify(backup, passphrase)
    except WrongPassphraseError:
        # A damaged slot must not send anybody looking for another passphrase.
        return False
    except VaultError:
        return True
    return False
