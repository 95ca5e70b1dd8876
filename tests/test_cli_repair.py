"""`peerdesk check` and `repair` on a damaged vault, as a job without a window would run them."""

from pathlib import Path

import pytest
from command_line import peerdesk

from peerdesk.app import open_desk
from peerdesk.domain.members import Member
from peerdesk.vault.files import VaultFolder

PAGE = 4096


@pytest.fixture
def damaged(vault_folder: VaultFolder, passphrase: str) -> VaultFolder:
    """Forty people, and a page damaged that held some of them."""
    with open_desk(vault_folder, passphrase).vault as vault:
        pages = vault.saved_size // PAGE
    desk = open_desk(vault_folder, passphrase)
    for number in range(40):
        desk.members.save(Member(chosen_name=f"Person {number}", left_because="y" * 110))
    desk.close()
    content = bytearray(vault_folder.database.read_bytes())
    content[(pages + 1) * PAGE + 50] ^= 1
    vault_folder.database.write_bytes(content)
    return vault_folder


def test_a_damaged_vault_is_counted_and_left_as_it_is(damaged: VaultFolder, key: Path) -> None:
    before = damaged.database.read_bytes()
    assert peerdesk("check", damaged.root, "--passphrase-file", key).returncode == 3
    done = peerdesk("repair", damaged.root, "--passphrase-file", key)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("readable\n")
    assert "1 are damaged" in done.stderr
    assert "Nothing was changed" in done.stderr
    assert damaged.database.read_bytes() == before
    assert list(damaged.set_aside.iterdir()) == []


def test_what_can_be_read_takes_its_place_on_request(damaged: VaultFolder, key: Path) -> None:
    before = damaged.database.read_bytes()
    done = peerdesk("repair", damaged.root, "--replace", "--passphrase-file", key)
    assert done.returncode == 0, done.stderr
    (kept,) = damaged.set_aside.iterdir()
    assert (kept / "vault.db").read_bytes() == before
    assert kept.name in done.stderr
    checked = peerdesk("check", damaged.root, "--passphrase-file", key)
    assert checked.stdout.startswith("whole\n"), checked.stderr


def test_a_wrong_passphrase_repairs_nothing(damaged: VaultFolder, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not the passphrase at all\n")
    before = damaged.database.read_bytes()
    done = peerdesk("repair", damaged.root, "--replace", "--passphrase-file", wrong)
    assert done.returncode == 4
    assert damaged.database.read_bytes() == before
    assert damaged.attempts.exists(), "a try is counted, however it is made"
