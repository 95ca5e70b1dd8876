"""A backup takes the place of the vault that is there, and nothing of that one is lost."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from filled_vault import NAMES, Made, names_in

from peerdesk.app import held, open_desk
from peerdesk.backup.in_place import beside_the_vault, take_place
from peerdesk.backup.reports import BackupStep
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.desk.desk import Desk
from peerdesk.desk.restoring import Settling, legacy_of
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.errors import UserError, WrongPassphraseError
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.troubles import VaultTrouble

WHILE_OPEN = {"vault.db", "vault.keys", "vault.keys.bak", "vault.seal"}


def files_of(folder: VaultFolder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.files if path.exists()}


@pytest.fixture
def in_use(vault_folder: VaultFolder, passphrase: str) -> Iterator[Desk]:
    """The vault that is there: somebody is on the roster who is not in the backup."""
    desk = open_desk(vault_folder, passphrase)
    desk.members.save(Member(chosen_name="Juniper"))
    yield desk
    if not desk.vault.is_closed:
        desk.close()


def replaced_by(desk: Desk, backup: Path, secret: str) -> str:
    folder = desk.vault.folder
    with beside_the_vault(
        backup, folder, secret, settle=Settling(legacy_of(desk, takes_its_place=True))
    ):
        desk.close()
        with held(folder):
            return take_place(folder)


def test_the_backup_is_in_the_place_and_the_former_vault_is_kept_whole(
    in_use: Desk, made: Made, passphrase: str
) -> None:
    folder = in_use.vault.folder
    (folder.backups / "kept.txt").write_text("a backup of before", encoding="utf-8")
    kept_as = replaced_by(in_use, made.backup, passphrase)
    assert (folder.backups / "kept.txt").exists()
    again = open_desk(folder, passphrase)
    assert {member.chosen_name for member in again.members.all()} == set(NAMES)
    assert again.vault.findings == ()
    assert again.log.latest(LogKind.RESTORED) is not None
    again.close()
    former = VaultFolder(folder.set_aside / kept_as)
    assert set(names_in(former.root)) == WHILE_OPEN
    before = open_desk(former, passphrase)
    assert [member.chosen_name for member in before.members.all()] == ["Juniper"]
    assert before.vault.findings == ()
    before.close()


def test_until_it_takes_the_place_the_vault_stays_in_use(
    in_use: Desk, made: Made, passphrase: str
) -> None:
    before = files_of(in_use.vault.folder)
    with beside_the_vault(made.backup, in_use.vault.folder, passphrase):
        assert files_of(in_use.vault.folder) == before
        in_use.members.save(Member(chosen_name="Came while it was made"))
    assert len(in_use.members.all()) == 2
    assert not in_use.vault.folder.next_in_the_making.exists()


def test_a_wrong_passphrase_changes_nothing(in_use: Desk, made: Made) -> None:
    before = names_in(in_use.vault.folder.root)
    wrong = beside_the_vault(made.backup, in_use.vault.folder, "not the passphrase at all")
    with pytest.raises(WrongPassphraseError), ExitStack() as stack:
        stack.enter_context(wrong)
    assert names_in(in_use.vault.folder.root) == before


def test_a_backup_that_vanishes_changes_nothing(
    in_use: Desk, tmp_path: Path, passphrase: str
) -> None:
    before = names_in(in_use.vault.folder.root)
    gone = tmp_path / "gone.peerdesk-backup"
    with pytest.raises(UserError) as raised, ExitStack() as stack:
        stack.enter_context(beside_the_vault(gone, in_use.vault.folder, passphrase))
    assert raised.value.code is BackupTrouble.FILE_MISSING
    assert names_in(in_use.vault.folder.root) == before


def test_it_can_be_stopped_until_it_is_whole(in_use: Desk, made: Made, passphrase: str) -> None:
    steps: list[BackupStep] = []
    with pytest.raises(UserError) as raised, ExitStack() as stack:
        stack.enter_context(
            beside_the_vault(
                made.backup,
                in_use.vault.folder,
                passphrase,
                progress=steps.append,
                cancelled=lambda: BackupStep.RESTORING in steps,
            )
        )
    assert raised.value.code is BackupTrouble.CANCELLED
    assert not in_use.vault.folder.next_in_the_making.exists()


def test_a_vault_that_another_peerdesk_opened_meanwhile_is_left_alone(
    in_use: Desk, made: Made, passphrase: str
) -> None:
    folder = in_use.vault.folder
    with beside_the_vault(made.backup, folder, passphrase):
        in_use.close()
        with held(folder), pytest.raises(UserError) as raised, held(folder):
            take_place(folder)
    assert raised.value.code is VaultTrouble.ALREADY_OPEN
    again = open_desk(folder, passphrase)
    assert [member.chosen_name for member in again.members.all()] == ["Juniper"]
    again.close()


def test_what_another_unlock_has_swept_is_told_and_changes_nothing(
    in_use: Desk, made: Made, passphrase: str
) -> None:
    folder = in_use.vault.folder
    with beside_the_vault(made.backup, folder, passphrase):
        in_use.close()
        open_desk(folder, passphrase).close()
        with held(folder), pytest.raises(UserError) as raised:
            take_place(folder)
    assert raised.value.code is VaultTrouble.NOT_A_VAULT
    again = open_desk(folder, passphrase)
    assert [member.chosen_name for member in again.members.all()] == ["Juniper"]
    again.close()


def test_a_backup_of_another_vault_takes_no_place(
    in_use: Desk, made: Made, passphrase: str
) -> None:
    before = names_in(in_use.vault.folder.root)
    other = "00000000-0000-4000-8000-000000000000"
    with pytest.raises(UserError) as raised, ExitStack() as stack:
        stack.enter_context(
            beside_the_vault(made.backup, in_use.vault.folder, passphrase, of_vault=other)
        )
    assert raised.value.code is BackupTrouble.OF_ANOTHER_VAULT
    assert names_in(in_use.vault.folder.root) == before
