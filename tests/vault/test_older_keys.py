"""Key files that are older than the vault they lie beside, or were altered to keep a key out."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from vault_kit import PASSPHRASE, Desk, kinds

from peerdesk.errors import WrongPassphraseError
from peerdesk.vault.canonical import canonical
from peerdesk.vault.findings import FindingKind

NEW = "another harbour without lanterns"
NEWEST = "a third sentence for the same person"


def change(desk: Desk, old: str = PASSPHRASE, new: str = NEW) -> None:
    with desk.unlock(old) as vault:
        vault.ways.change_passphrase(old, new)


def alter_first_slot(path: Path) -> None:
    """Turn one byte of the first slot's wrapped key over, and make the file's checksum fit."""
    header = json.loads(path.read_bytes())
    wrapped = bytearray.fromhex(header["slots"][0]["wrapped"])
    wrapped[0] ^= 1
    header["slots"][0]["wrapped"] = wrapped.hex()
    del header["checksum"]
    header["checksum"] = hashlib.sha256(canonical(header)).hexdigest()
    path.write_bytes(canonical(header) + b"\n")


def test_an_older_key_file_alone_is_told(desk: Desk) -> None:
    change(desk)
    shutil.copy(desk.folder.keys_backup, desk.folder.keys)
    with desk.unlock(PASSPHRASE) as vault:
        assert kinds(vault) == {FindingKind.KEYS_ROLLED_BACK}


def test_a_key_file_put_back_twice_is_told_twice(desk: Desk, tmp_path: Path) -> None:
    first = shutil.copy(desk.folder.keys, tmp_path / "first")
    change(desk)
    second = shutil.copy(desk.folder.keys, tmp_path / "second")
    shutil.copy(first, desk.folder.keys)
    change(desk, PASSPHRASE, NEWEST)
    with desk.unlock(NEWEST) as vault:
        assert FindingKind.KEYS_ROLLED_BACK not in kinds(vault)
    shutil.copy(second, desk.folder.keys)
    with desk.unlock(NEW) as vault:
        assert kinds(vault) == {FindingKind.KEYS_ROLLED_BACK}


def test_a_damaged_key_file_whose_copy_is_older_says_both(desk: Desk) -> None:
    change(desk)
    desk.folder.keys.write_bytes(b"")
    with desk.unlock(PASSPHRASE) as vault:
        assert kinds(vault) == {FindingKind.KEYS_FROM_BACKUP, FindingKind.KEYS_ROLLED_BACK}


def test_a_change_that_a_crash_cut_off_from_its_seal_says_nothing_of_old_keys(
    desk: Desk, tmp_path: Path
) -> None:
    seal = shutil.copy(desk.folder.seal, tmp_path / "seal")
    change(desk)
    shutil.copy(seal, desk.folder.seal)
    with desk.unlock(NEW) as vault:
        assert vault.findings == ()
    with desk.unlock(NEW) as vault:
        assert vault.findings == ()


def test_a_change_that_a_crash_cut_in_the_middle_keeps_the_old_passphrase(desk: Desk) -> None:
    former = desk.folder.keys.read_bytes()
    change(desk)
    shutil.copy(desk.folder.keys_backup, desk.folder.keys)
    assert desk.folder.keys.read_bytes() == former
    assert desk.folder.keys_backup.read_bytes() == former


@pytest.mark.parametrize("harm", [alter_first_slot])
def test_the_right_passphrase_opens_although_its_slot_was_altered(
    desk: Desk, harm: Callable[[Path], None]
) -> None:
    whole = desk.folder.keys.read_bytes()
    harm(desk.folder.keys)
    with desk.unlock() as vault:
        assert kinds(vault) == {FindingKind.KEYS_FROM_BACKUP}
    assert desk.folder.keys.read_bytes() == whole


def test_a_passphrase_that_was_changed_never_opens_by_the_copy(desk: Desk) -> None:
    change(desk)
    with pytest.raises(WrongPassphraseError):
        desk.unlock(PASSPHRASE)
    with desk.unlock(NEW) as vault:
        assert kinds(vault) == {FindingKind.SLIPS}, "the old passphrase was just tried"
