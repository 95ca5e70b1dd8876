"""A backup file without a window: made, opened by its own passphrase alone, restored beside."""

from pathlib import Path

import pytest
from command_line import counts, peerdesk

from peerdesk.vault.files import VaultFolder


def test_a_backup_is_verified_and_restored_beside(
    vault_folder: VaultFolder, key: Path, tmp_path: Path, backup: Path
) -> None:
    live = counts(peerdesk("check", vault_folder.root, "--passphrase-file", key).stdout)

    verified = peerdesk("verify", backup, "--passphrase-file", key)
    restored = peerdesk("restore", backup, tmp_path / "again", "--passphrase-file", key)

    assert verified.returncode == 0, verified.stderr
    assert counts(verified.stdout)["bytes"] == backup.stat().st_size
    assert restored.returncode == 0, restored.stderr
    assert restored.stdout.splitlines()[0] == "restored"
    assert counts(restored.stdout) == live


def test_a_backup_with_a_passphrase_of_its_own_opens_with_that_alone(
    vault_folder: VaultFolder, key: Path, tmp_path: Path
) -> None:
    own, target = tmp_path / "own.txt", tmp_path / "own.peerdesk-backup"
    own.write_text("nine loud benches by the door\n", encoding="utf-8")
    options = ("--passphrase-file", key, "--own-passphrase-file", own, "--with-opener")

    made = peerdesk("backup", vault_folder.root, target, *options)
    with_vaults = peerdesk("verify", target, "--passphrase-file", key)
    restored = peerdesk("restore", target, tmp_path / "again", "--passphrase-file", own)

    assert made.returncode == 0, made.stderr
    assert (tmp_path / "open_backup.py").is_file()
    assert with_vaults.returncode == 4
    assert "passphrase of its own" in with_vaults.stderr
    assert restored.returncode == 0, restored.stderr
    assert "no recovery words" in restored.stderr


@pytest.mark.parametrize("own", ["short", "the vault's own"])
def test_a_passphrase_that_is_weak_or_the_vaults_is_none_for_a_backup(
    vault_folder: VaultFolder, key: Path, tmp_path: Path, own: str
) -> None:
    other, target = tmp_path / "own.txt", tmp_path / "own.peerdesk-backup"
    other.write_text(own, encoding="utf-8")
    chosen = key if own == "the vault's own" else other

    done = peerdesk(
        *("backup", vault_folder.root, target, "--passphrase-file", key),
        *("--own-passphrase-file", chosen),
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert not target.exists()


def test_standard_input_gives_one_passphrase_only(
    vault_folder: VaultFolder, tmp_path: Path
) -> None:
    done = peerdesk(
        *("backup", vault_folder.root, tmp_path / "b", "--passphrase-file", "-"),
        *("--own-passphrase-file", "-"),
        typed=b"nine loud benches by the door",
    )

    assert (done.returncode, done.stdout) == (2, "")


def test_a_backup_without_a_file_goes_into_the_vaults_own_folder(
    vault_folder: VaultFolder, key: Path
) -> None:
    done = peerdesk("backup", vault_folder.root, "--passphrase-file", key)

    assert done.returncode == 0, done.stderr
    (made,) = vault_folder.backups.iterdir()
    assert f"file {made}" in done.stdout.splitlines()
    assert peerdesk("verify", made, "--passphrase-file", key).returncode == 0


def test_a_backup_opens_with_no_other_passphrase(backup: Path, tmp_path: Path) -> None:
    wrong = b"nine loud benches by the door"
    for command in (["verify", backup], ["restore", backup, tmp_path / "again"]):
        done = peerdesk(*command, "--passphrase-file", "-", typed=wrong)

        assert (done.returncode, done.stdout) == (4, "")
    assert not (tmp_path / "again").exists()


def test_a_damaged_backup_exits_with_3_and_restores_nothing(
    backup: Path, key: Path, tmp_path: Path
) -> None:
    content = backup.read_bytes()
    flipped = bytearray(content)
    flipped[len(content) // 2] ^= 4
    for damaged in (content[:-1000], bytes(flipped), b"not a backup at all"):
        backup.write_bytes(damaged)
        for command in (["verify", backup], ["restore", backup, tmp_path / "again"]):
            done = peerdesk(*command, "--passphrase-file", key)

            assert (done.returncode, done.stdout) == (3, "")
            assert done.stderr
        assert not (tmp_path / "again").exists()


def test_a_missing_backup_exits_with_1(key: Path, tmp_path: Path) -> None:
    done = peerdesk("verify", tmp_path / "no.peerdesk-backup", "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (1, "")


def test_restoring_never_overwrites(vault_folder: VaultFolder, key: Path, backup: Path) -> None:
    before = vault_folder.database.read_bytes()

    done = peerdesk("restore", backup, vault_folder.root, "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (1, "")
    assert vault_folder.database.read_bytes() == before


def test_a_backup_to_a_folder_that_is_not_there_exits_with_1(
    vault_folder: VaultFolder, key: Path, tmp_path: Path
) -> None:
    target = tmp_path / "nowhere" / "b.peerdesk-backup"

    done = peerdesk("backup", vault_folder.root, target, "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (1, "")
    assert not target.parent.exists()
