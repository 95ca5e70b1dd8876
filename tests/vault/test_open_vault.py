import hashlib
import threading
from pathlib import Path

import pytest
from vault_kit import LABEL, PASSPHRASE, Desk, add_member, kinds, new_recovery

from peerdesk.domain import passphrases
from peerdesk.errors import UserError, WrongPassphraseError
from peerdesk.vault.findings import FindingKind
from peerdesk.vault.kdf import FLOOR, KdfCost
from peerdesk.vault.keyfile import SlotKind
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.words import word_list

NEW = "another harbour without lanterns"


def digests(root: Path) -> dict[str, str]:
    files = (path for path in root.iterdir() if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_changing_a_passphrase_rewrites_the_key_file_only(desk: Desk) -> None:
    with desk.unlock() as vault:
        before = digests(desk.folder.root)
        vault.ways.change_passphrase(PASSPHRASE, NEW)
        after = digests(desk.folder.root)
        changed = {name for name in after if after[name] != before[name]}
        assert changed == {"vault.keys"}
        assert after["vault.keys.bak"] == before["vault.keys"]
        assert vault.ways.accepts(NEW)
        assert not vault.ways.accepts(PASSPHRASE)
    with pytest.raises(WrongPassphraseError):
        desk.unlock(PASSPHRASE)
    with desk.unlock(NEW) as vault:
        assert vault.opened_by == LABEL
        assert kinds(vault) == {FindingKind.SLIPS}, "the old passphrase was just tried"
    desk.unlock(desk.recovery).close()


def test_a_change_that_is_refused_changes_nothing(desk: Desk) -> None:
    with desk.unlock() as vault:
        before = digests(desk.folder.root)
        with pytest.raises(WrongPassphraseError):
            vault.ways.change_passphrase("not the passphrase at all", NEW)
        with pytest.raises(WrongPassphraseError):
            vault.ways.change_passphrase(desk.recovery, NEW)
        with pytest.raises(UserError) as short:
            vault.ways.change_passphrase(PASSPHRASE, "short")
        assert short.value.code is VaultTrouble.PASSPHRASE_TOO_SHORT
        assert digests(desk.folder.root) == before
        assert vault.keys_json() == desk.folder.keys.read_bytes()


def test_recovery_words_let_a_new_passphrase_in_and_the_forgotten_one_out(desk: Desk) -> None:
    with desk.unlock(desk.recovery) as vault:
        forgotten = vault.ways.slots()[0].id
        with pytest.raises(UserError) as last:
            vault.ways.remove_slot(desk.recovery, forgotten)
        assert last.value.code is VaultTrouble.LAST_PASSPHRASE
        vault.ways.add_passphrase(desk.recovery, NEW, "Second", FLOOR)
        vault.ways.remove_slot(desk.recovery, forgotten)
        assert [(s.kind, s.label) for s in vault.ways.slots()] == [
            (SlotKind.RECOVERY, ""),
            (SlotKind.PASSPHRASE, "Second"),
        ]
    with desk.unlock(NEW) as vault:
        assert vault.opened_by == "Second"
        with pytest.raises(UserError) as unknown:
            vault.ways.remove_slot(NEW, forgotten)
        assert unknown.value.code is VaultTrouble.SLOT_UNKNOWN


def test_a_new_recovery_sheet_makes_the_former_one_useless(desk: Desk) -> None:
    words = new_recovery(seed=99)
    with desk.unlock() as vault:
        vault.ways.renew_recovery(PASSPHRASE, words, FLOOR)
        assert vault.ways.accepts(words.secret)
        assert not vault.ways.accepts(desk.recovery)


def test_closing_seals_wipes_and_releases_once(desk: Desk) -> None:
    vault = desk.unlock()
    add_member(vault, "x")
    vault.connection.execute("BEGIN IMMEDIATE")
    vault.connection.execute("DELETE FROM members")
    keys = vault._subkeys
    vault.close()
    vault.close()
    assert vault.raw.closed
    assert not any(keys.database + keys.header + keys.backup + keys.labels)
    assert not desk.folder.lock_file.exists()
    with pytest.raises(RuntimeError):
        vault.reader()
    with desk.unlock() as again:
        assert again.findings == ()
        assert again.connection.execute("SELECT count(*) FROM members").fetchone() == (42,)


def test_the_raw_file_is_what_lies_on_the_disk(desk: Desk) -> None:
    with desk.unlock() as vault:
        add_member(vault, "x")
        vault.raw.seek(0)
        assert vault.raw.read() == desk.folder.database.read_bytes()


def test_a_new_name_stays(desk: Desk) -> None:
    with desk.unlock() as vault:
        vault.rename("Тихие вечера")
        assert vault.name == "Тихие вечера"
    with desk.unlock() as vault:
        assert (vault.name, vault.findings) == ("Тихие вечера", ())


def test_a_generated_passphrase_opens_a_vault(desk: Desk) -> None:
    generated = passphrases.generate(word_list(), lambda below: below // 3, count=7)
    with desk.unlock() as vault:
        vault.ways.change_passphrase(PASSPHRASE, generated, "Third")
    with desk.unlock(generated) as vault:
        assert vault.opened_by == "Third"


def test_two_changes_of_keys_at_once_are_both_kept(desk: Desk) -> None:
    others = ("six kettles on a slow evening", "a lantern under the wooden bridge")
    with desk.unlock() as vault:
        threads = [
            threading.Thread(
                target=vault.ways.add_passphrase, args=(PASSPHRASE, new, new[:6], FLOOR)
            )
            for new in others
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(vault.ways.accepts(new) for new in others)


def test_a_passphrase_is_renamed_by_whoever_has_it_and_stays_what_it_was(desk: Desk) -> None:
    with desk.unlock() as vault:
        before = vault.ways.slots()[0]
        vault.ways.rename_passphrase(before.id, PASSPHRASE, " Sascha ")
        after = vault.ways.slots()[0]
        assert (vault.ways.opened_slot, vault.opened_by) == (after.id, "Sascha")
        assert (after.label, after.created_at, after.cost) == (
            "Sascha",
            before.created_at,
            before.cost,
        )
    with desk.unlock() as vault:
        assert (vault.opened_by, vault.findings) == ("Sascha", ())


def test_nobody_renames_what_another_passphrase_opens(desk: Desk) -> None:
    with desk.unlock() as vault:
        vault.ways.add_passphrase(PASSPHRASE, NEW, "Kim", FLOOR)
        kim = next(way.id for way in vault.ways.slots() if way.label == "Kim")
        keys = vault.keys_json()
        with pytest.raises(WrongPassphraseError) as wrong:
            vault.ways.rename_passphrase(kim, PASSPHRASE, "Sascha")
        assert (wrong.value.code, wrong.value.data) == (
            VaultTrouble.NOT_THIS_PASSPHRASE,
            {"label": "Kim"},
        )
        for slot, label, code in (
            ("00" * 16, "Sascha", VaultTrouble.SLOT_UNKNOWN),
            (kim, " ", VaultTrouble.LABEL_UNUSABLE),
        ):
            with pytest.raises(UserError, match=code):
                vault.ways.rename_passphrase(slot, NEW, label)
        assert vault.keys_json() == keys


def test_a_passphrase_is_fitted_to_another_computer_and_the_others_are_left_alone(
    desk: Desk,
) -> None:
    dearer = KdfCost(FLOOR.memory_kib, FLOOR.iterations + 1, FLOOR.lanes)
    with desk.unlock() as vault:
        vault.ways.fit_passphrase(PASSPHRASE, dearer)
        costs = [way.cost for way in vault.ways.slots()]
        assert costs == [dearer, FLOOR]
        with pytest.raises(WrongPassphraseError):
            vault.ways.fit_passphrase(desk.recovery, dearer)
    with desk.unlock() as vault:
        assert vault.findings == ()
