"""Wrong secrets are counted beside the keys and told at the next unlock; they shut nobody out."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from peerdesk.app import open_desk
from peerdesk.domain.log import LogKind
from peerdesk.errors import WrongPassphraseError
from peerdesk.ui.messages import finding_in_words
from peerdesk.vault import attempts
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.findings import Finding, FindingKind

NOW = datetime(2026, 11, 20, 21, 40, tzinfo=UTC)


def guess(folder: VaultFolder) -> None:
    with pytest.raises(WrongPassphraseError):
        open_desk(folder, "surely not the passphrase of this vault")


def findings_after_unlock(folder: VaultFolder, passphrase: str) -> tuple[Finding, ...]:
    desk = open_desk(folder, passphrase)
    try:
        return desk.vault.findings
    finally:
        desk.close()


def test_a_guess_is_counted_and_the_key_file_is_not_touched(vault_folder: VaultFolder) -> None:
    before = vault_folder.keys.read_bytes(), vault_folder.keys.stat().st_mtime_ns
    guess(vault_folder)
    guess(vault_folder)
    assert (vault_folder.keys.read_bytes(), vault_folder.keys.stat().st_mtime_ns) == before
    assert vault_folder.attempts.stat().st_mode & 0o077 == 0
    found = attempts.take(vault_folder)
    assert found is not None
    assert found.count == 2


def test_guesses_are_told_once_logged_and_forgotten(
    vault_folder: VaultFolder, passphrase: str
) -> None:
    for minutes in range(3):
        attempts.count_one(vault_folder, NOW + timedelta(minutes=minutes))
    desk = open_desk(vault_folder, passphrase)
    (finding,) = desk.vault.findings
    logged = desk.log.latest(LogKind.UNLOCK_FAILED)
    desk.close()
    assert finding.kind is FindingKind.FAILED_UNLOCKS
    assert finding.count == 3
    assert finding.last == NOW + timedelta(minutes=2)
    assert "3 times, last on 20 November" in finding_in_words(finding)
    assert logged is not None
    assert logged.count == 3
    assert findings_after_unlock(vault_folder, passphrase) == ()
    assert not vault_folder.attempts.exists()


def test_ones_own_slip_just_before_is_logged_and_not_told(
    vault_folder: VaultFolder, passphrase: str
) -> None:
    guess(vault_folder)
    (finding,) = findings_after_unlock(vault_folder, passphrase)
    assert finding.kind is FindingKind.SLIPS


def test_a_clock_that_ran_backwards_makes_no_slip_of_a_guess(vault_folder: VaultFolder) -> None:
    attempts.count_one(vault_folder, NOW)
    found = attempts.take(vault_folder)
    assert found is not None
    assert not found.are_slips(NOW - timedelta(days=1))
    assert found.are_slips(NOW + timedelta(minutes=1))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[" * 300,
        b'{"count":1}',
        b'{"count":true,"first":"x","format":"peerdesk-attempts-1","last":"x"}',
        b'{"count":9e9,"first":"x","format":"peerdesk-attempts-1","last":"x"}',
        b"\xff" * 4096,
    ],
)
def test_a_file_of_nonsense_is_said_and_shuts_nobody_out(
    vault_folder: VaultFolder, passphrase: str, content: bytes
) -> None:
    vault_folder.attempts.write_bytes(content)
    (finding,) = findings_after_unlock(vault_folder, passphrase)
    assert (finding.kind, finding.count) == (FindingKind.FAILED_UNLOCKS, 0)
    assert "not known" in finding_in_words(finding)
    assert findings_after_unlock(vault_folder, passphrase) == ()


def test_a_link_in_its_place_leads_nowhere(
    vault_folder: VaultFolder, passphrase: str, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("kept")
    vault_folder.attempts.symlink_to(elsewhere)
    guess(vault_folder)
    assert elsewhere.read_text() == "kept"
    findings_after_unlock(vault_folder, passphrase)
    assert elsewhere.read_text() == "kept"


def test_where_nothing_can_be_written_the_guess_is_refused_all_the_same(
    vault_folder: VaultFolder, passphrase: str
) -> None:
    vault_folder.attempts.mkdir()
    guess(vault_folder)
    assert vault_folder.attempts.is_dir()
    (finding,) = findings_after_unlock(vault_folder, passphrase)
    assert finding.kind is FindingKind.FAILED_UNLOCKS
