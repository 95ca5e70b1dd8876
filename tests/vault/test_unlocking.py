import os
import time
import unicodedata
from pathlib import Path

import pytest
from vault_kit import LABEL, NAME, NOTE, PASSPHRASE, Desk, FileLock, add_member, kinds, members
from vault_kit import make_desk as make

from peerdesk.errors import UserError, VaultError, WrongPassphraseError
from peerdesk.vault import keys
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.findings import FindingKind
from peerdesk.vault.kdf import FLOOR, KdfCost, derive, fit
from peerdesk.vault.keyfile import SlotKind
from peerdesk.vault.progress import UnlockStep
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.vault import create
from peerdesk.vault.words import word_list


def test_the_right_passphrase_opens_what_was_kept(desk: Desk) -> None:
    with desk.unlock() as vault:
        assert members(vault)[0] == NOTE
        assert (vault.name, vault.opened_by, vault.is_sample) == (NAME, LABEL, False)
        assert vault.findings == ()


def test_an_unlock_says_how_long_its_passphrase_took_here(desk: Desk) -> None:
    began = time.perf_counter()
    with desk.unlock() as vault:
        assert 0 < vault.opened_seconds < time.perf_counter() - began
        assert vault.opened_fit is fit(FLOOR, vault.opened_seconds)


def test_three_failures_say_three_different_things(desk: Desk) -> None:
    with pytest.raises(WrongPassphraseError) as wrong:
        desk.unlock("a wrong passphrase entirely")
    desk.folder.keys_backup.unlink()
    whole_keys = desk.folder.keys.read_bytes()
    desk.folder.keys.write_bytes(whole_keys.replace(b"argon2id", b"argon2ix"))
    with pytest.raises(VaultError) as damaged_keys:
        desk.unlock()
    desk.folder.keys.write_bytes(whole_keys)
    database = bytearray(desk.folder.database.read_bytes())
    database[5000] ^= 1
    desk.folder.database.write_bytes(database)
    with pytest.raises(VaultError) as damaged_database:
        desk.unlock()
    assert [each.value.code for each in (wrong, damaged_keys, damaged_database)] == [
        VaultTrouble.WRONG_PASSPHRASE,
        VaultTrouble.KEYS_DAMAGED,
        VaultTrouble.DATABASE_DAMAGED,
    ]


def test_a_failed_unlock_leaves_the_vault_free(desk: Desk) -> None:
    with pytest.raises(WrongPassphraseError):
        desk.unlock("a wrong passphrase entirely")
    assert not desk.folder.lock_file.exists()
    desk.unlock().close()


def test_a_wrong_passphrase_costs_one_key_for_each_slot(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    derived = []

    def counted(secret: str, salt: bytes, cost: KdfCost) -> bytearray:
        derived.append(secret)
        return derive(secret, salt, cost)

    monkeypatch.setattr(keys, "derive", counted)
    with pytest.raises(WrongPassphraseError) as wrong:
        desk.unlock("a wrong passphrase entirely")
    assert wrong.value.data["slots"] == 1
    assert derived == ["a wrong passphrase entirely"]


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        (["vault.db", "vault.keys", "vault.keys.bak"], VaultTrouble.NOT_A_VAULT),
        (["vault.db"], VaultTrouble.DATABASE_MISSING),
        (["vault.keys", "vault.keys.bak"], VaultTrouble.KEYS_MISSING),
    ],
)
def test_what_is_missing_is_named(desk: Desk, missing: list[str], code: VaultTrouble) -> None:
    for name in missing:
        (desk.folder.root / name).unlink()
    with pytest.raises((UserError, VaultError)) as trouble:
        desk.unlock()
    assert trouble.value.code is code
    assert not desk.folder.exists()


def test_a_folder_that_is_not_there_is_no_vault(tmp_path: Path) -> None:
    with pytest.raises(UserError) as trouble:
        Desk(VaultFolder(tmp_path / "nowhere"), "").unlock()
    assert trouble.value.code is VaultTrouble.NOT_A_VAULT


def test_a_second_opening_is_refused_while_the_first_lasts(desk: Desk) -> None:
    with desk.unlock() as vault:
        with pytest.raises(UserError) as trouble:
            desk.unlock()
        assert trouble.value.code is VaultTrouble.ALREADY_OPEN
        add_member(vault, "still writable")
    desk.unlock().close()


def test_an_unencrypted_database_is_refused(desk: Desk) -> None:
    desk.folder.database.write_bytes(b"SQLite format 3\0" + bytes(4096 - 16))
    with pytest.raises(VaultError) as trouble:
        desk.unlock()
    assert trouble.value.code is VaultTrouble.DATABASE_PLAIN


def test_another_vaults_database_is_refused(desk: Desk, tmp_path: Path) -> None:
    other = make(VaultFolder(tmp_path / "other"))
    other.folder.database.replace(desk.folder.database)
    with pytest.raises(VaultError) as trouble:
        desk.unlock()
    assert trouble.value.code is VaultTrouble.DATABASE_FOREIGN


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("name", ["vault.db", "vault.keys", "vault.seal"])
def test_a_pipe_in_a_files_place_is_refused_and_does_not_hang(desk: Desk, name: str) -> None:
    path = desk.folder.root / name
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(UserError) as trouble:
        desk.unlock()
    assert trouble.value.code is VaultTrouble.UNSAFE_FOLDER
    assert trouble.value.data == {"file": name}


def test_a_passphrase_opens_however_the_keyboard_composes_it(tmp_path: Path, desk: Desk) -> None:
    phrase = "Grüße aus Łódź für ﬁnde 東京 🙂"
    folder = VaultFolder(tmp_path / "accents")
    with create(
        folder,
        passphrase=unicodedata.normalize("NFC", phrase),
        label="ö",
        recovery=_recovery(desk),
        cost=FLOOR,
        lock=FileLock(folder),
        name="ö",
    ):
        pass
    accents = Desk(folder, desk.recovery)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        accents.unlock(unicodedata.normalize(form, phrase)).close()
    with pytest.raises(WrongPassphraseError):
        accents.unlock(phrase.lower())


def test_recovery_words_open_in_any_case_and_spacing(desk: Desk) -> None:
    with desk.unlock(f"  {desk.recovery.upper().replace(' ', '   ')}\n") as vault:
        assert vault.opened_with is SlotKind.RECOVERY
        assert members(vault)[0] == NOTE


def test_a_slip_in_the_recovery_words_is_told_from_the_sheet_of_another_vault(desk: Desk) -> None:
    words = desk.recovery.split()
    unknown = " ".join([*words[:3], "zzyzx", *words[4:]])
    swapped = " ".join([words[1], words[0], *words[2:]])
    with pytest.raises(UserError) as slip:
        desk.unlock(unknown)
    assert (slip.value.code, slip.value.data) == (
        VaultTrouble.RECOVERY_WORD_UNKNOWN,
        {"position": 4},
    )
    with pytest.raises(UserError) as order:
        desk.unlock(swapped)
    assert order.value.code is VaultTrouble.RECOVERY_CHECKSUM
    with pytest.raises(WrongPassphraseError) as sheet:
        desk.unlock(_recovery(desk, seed=5).secret)
    assert sheet.value.data["recovery"] == 1


def test_files_are_private_and_made_private_again(desk: Desk) -> None:
    desk.folder.root.chmod(0o755)
    desk.folder.keys.chmod(0o644)
    with desk.unlock() as vault:
        assert FindingKind.OPEN_TO_OTHERS not in kinds(vault)
        add_member(vault, "x")
    assert desk.folder.root.stat().st_mode & 0o777 == 0o700
    for path in desk.folder.root.rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_no_planted_word_is_readable_in_any_file(desk: Desk) -> None:
    planted = (NOTE, LABEL, NAME, PASSPHRASE, desk.recovery.split()[0], "filler")
    with desk.unlock() as vault:
        vault.connection.execute("BEGIN IMMEDIATE")
        vault.connection.execute("UPDATE members SET pronouns = 'plantedpronouns'")
        assert desk.folder.journal.exists()
        for path in (each for each in desk.folder.root.rglob("*") if each.is_file()):
            data = path.read_bytes()
            for word in (*planted, "plantedpronouns"):
                assert word.encode() not in data, (path, word)
        vault.connection.execute("COMMIT")


def test_progress_names_the_steps_as_they_begin(desk: Desk) -> None:
    steps: list[UnlockStep] = []
    desk.folder.seal.unlink()
    desk.unlock(progress=steps.append).close()
    assert steps == [
        UnlockStep.DERIVING,
        UnlockStep.READING_FILE,
        UnlockStep.CHECKING_PAGES,
        UnlockStep.CHECKING_RECORDS,
    ]


def _recovery(desk: Desk, seed: int | None = None):  # type: ignore[no-untyped-def]
    import random  # noqa: PLC0415

    from peerdesk.domain import recovery_words  # noqa: PLC0415

    if seed is None:
        return recovery_words.parse(desk.recovery, word_list())
    return recovery_words.generate(word_list(), random.Random(seed).randrange)  # noqa: S311
