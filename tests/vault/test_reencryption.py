"""A new master key: the same records, other keys, and nothing that the former key still opens."""

import os
from functools import partial

import pytest
from vault_kit import (
    LABEL,
    NAME,
    PASSPHRASE,
    Desk,
    FileLock,
    add_member,
    kinds,
    members,
    new_recovery,
)

from peerdesk.errors import PeerDeskError, UserError, VaultError, WrongPassphraseError
from peerdesk.vault import keyfile
from peerdesk.vault.cipher import connect
from peerdesk.vault.counting import row_digest
from peerdesk.vault.findings import FindingKind
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.keyfile import SlotKind
from peerdesk.vault.keys import open_keys
from peerdesk.vault.open_vault import OpenVault
from peerdesk.vault.progress import NewKeyStep
from peerdesk.vault.reencryption import (
    Course,
    NewKeyWish,
    ReadySet,
    encrypt_anew,
)
from peerdesk.vault.troubles import VaultTrouble

OTHER = "another harbour without lanterns"
WORDS = new_recovery(12)


def mine(vault: OpenVault, secret: str = PASSPHRASE) -> NewKeyWish:
    return NewKeyWish({vault.ways.opened_slot: secret}, WORDS)


def nothing(_vault: OpenVault) -> None:
    """Leave the new vault as it is."""


def exchange(vault: OpenVault, ready: ReadySet) -> None:
    ready.require_current(vault)
    vault.close(keep_lock=True)
    ready.take_place()
    vault.lock.release()


def test_every_record_is_there_and_nothing_of_the_former_keys_opens_it(desk: Desk) -> None:
    with desk.unlock() as vault:
        former = bytearray(vault.subkeys.database)
        wrapped = {slot.wrapped for slot in vault.ways.key_file.slots}
        kept, identity = members(vault), (vault.vault_id, vault.name)
        rows = row_digest(vault.connection)
        exchange(vault, encrypt_anew(vault, mine(vault), nothing))
    assert desk.folder.former.exists()
    with desk.unlock(WORDS.secret) as vault:
        assert vault.opened_with is SlotKind.RECOVERY
        assert (members(vault), (vault.vault_id, vault.name)) == (kept, identity)
        assert row_digest(vault.connection) == rows
        assert kinds(vault) == {FindingKind.NEW_INNER_KEY}
        assert bytearray(vault.subkeys.database) != former
    with pytest.raises(VaultError):
        connect(desk.folder.database, former, read_only=True)
    for path in (desk.folder.keys, desk.folder.keys_backup):
        file = keyfile.decode(path.read_bytes())
        assert not wrapped & {slot.wrapped for slot in file.slots}
        with pytest.raises(WrongPassphraseError):
            open_keys(file, desk.recovery)
    assert not desk.folder.former.exists()
    assert not desk.folder.next.exists()


def test_whoever_typed_a_passphrase_keeps_it_and_whoever_did_not_is_let_in_again_later(
    desk: Desk,
) -> None:
    third = "a third sentence for the third one"
    with desk.unlock() as vault:
        vault.ways.add_passphrase(PASSPHRASE, OTHER, "Kim", FLOOR)
        vault.ways.add_passphrase(PASSPHRASE, third, "Noor", FLOOR)
        ids = {way.label: way.id for way in vault.ways.slots()}
        wish = NewKeyWish({ids[LABEL]: PASSPHRASE, ids["Kim"]: OTHER}, WORDS)
        exchange(vault, encrypt_anew(vault, wish, nothing))
    with desk.unlock(OTHER) as vault:
        assert vault.opened_by == "Kim"
        assert [way.label for way in vault.ways.slots()] == [LABEL, "Kim", ""]
    with pytest.raises(WrongPassphraseError):
        desk.unlock(third)


def test_a_passphrase_that_is_somebody_elses_is_told_with_the_label(desk: Desk) -> None:
    with desk.unlock() as vault:
        vault.ways.add_passphrase(PASSPHRASE, OTHER, "Kim", FLOOR)
        ids = {way.label: way.id for way in vault.ways.slots()}
        wish = NewKeyWish({ids[LABEL]: PASSPHRASE, ids["Kim"]: PASSPHRASE}, WORDS)
        with pytest.raises(WrongPassphraseError) as wrong:
            encrypt_anew(vault, wish, nothing)
        assert wrong.value.code is VaultTrouble.NOT_THIS_PASSPHRASE
        assert wrong.value.data == {"label": "Kim"}
        with pytest.raises(UserError, match=VaultTrouble.LAST_PASSPHRASE):
            encrypt_anew(vault, NewKeyWish({}, WORDS), nothing)
        assert not desk.folder.next_in_the_making.exists()


def settled(vault: OpenVault) -> None:
    add_member(vault, "settled")


def test_the_first_unlock_tells_that_the_key_is_new_and_later_ones_do_not(desk: Desk) -> None:
    with desk.unlock() as vault:
        exchange(vault, encrypt_anew(vault, mine(vault), nothing))
    with desk.unlock() as vault:
        assert kinds(vault) == {FindingKind.NEW_INNER_KEY}
    with desk.unlock() as vault:
        assert kinds(vault) == set()


def test_what_is_settled_in_the_new_vault_is_in_it_alone(desk: Desk) -> None:
    with desk.unlock() as vault:
        exchange(vault, encrypt_anew(vault, mine(vault), settled))
    with desk.unlock() as vault:
        assert vault.opened_by == LABEL
        assert members(vault)[-1] == "settled"


def test_a_vault_that_was_written_to_meanwhile_is_not_exchanged(desk: Desk) -> None:
    with desk.unlock() as vault:
        ready = encrypt_anew(vault, mine(vault), nothing)
        add_member(vault, "meanwhile")
        with pytest.raises(UserError, match=VaultTrouble.CHANGED_MEANWHILE):
            ready.require_current(vault)
        ready.give_up()
    assert not desk.folder.next_in_the_making.exists()
    with desk.unlock(desk.recovery) as vault:
        assert members(vault)[-1] == "meanwhile"


def test_stopped_at_any_step_the_vault_is_as_it_was(desk: Desk) -> None:
    with desk.unlock() as vault:
        for step in NewKeyStep:
            begun: list[NewKeyStep] = []
            course = Course(begun.append, partial(reached, begun, step))
            with pytest.raises(UserError, match=VaultTrouble.STOPPED):
                encrypt_anew(vault, mine(vault), nothing, course)
            assert begun[-1] is step
            assert not desk.folder.next_in_the_making.exists()
        assert vault.ways.accepts(desk.recovery)


def reached(begun: list[NewKeyStep], step: NewKeyStep) -> bool:
    return begun[-1:] == [step]


def test_a_vault_that_is_exchanged_lets_nobody_in_between(desk: Desk) -> None:
    with desk.unlock() as vault:
        vault.close(keep_lock=True)
        with pytest.raises(UserError, match=VaultTrouble.ALREADY_OPEN):
            FileLock(desk.folder).acquire()
        vault.lock.release()
    desk.unlock().close()


def test_a_full_disk_leaves_the_vault_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real thing is among the campaigns; here the last flush is refused."""
    with desk.unlock() as vault:
        with monkeypatch.context() as refusing:
            refusing.setattr(os, "fsync", _refuse)
            with pytest.raises(PeerDeskError):
                encrypt_anew(vault, mine(vault), nothing)
        assert not desk.folder.next_in_the_making.exists()
    with desk.unlock(desk.recovery) as vault:
        assert vault.name == NAME
        assert FindingKind.EXCHANGED not in {finding.kind for finding in vault.findings}


def _refuse(_descriptor: int) -> None:
    raise OSError(28, "No space left on device")
