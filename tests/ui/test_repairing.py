"""A damaged vault is replaced, and whoever was erased stays erased."""

import resource
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from peerdesk.app import open_desk
from peerdesk.backup.make import export
from peerdesk.domain.members import Member
from peerdesk.errors import VaultError
from peerdesk.ui.repairing import use_backup, use_what_can_be_read
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.page_cipher import PAGE_BYTES
from peerdesk.vault.troubles import VaultTrouble


def told(_step: str) -> None:
    """Nobody looks."""


def names_in(folder: VaultFolder, passphrase: str) -> list[str]:
    desk = open_desk(folder, passphrase)
    names = [member.chosen_name for member in desk.members.all()]
    desk.close()
    return names


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """The disk takes no file that is larger; `size` in bytes."""
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, former[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)


def test_a_page_from_before_an_erasure_brings_nobody_back(
    vault_folder: VaultFolder, passphrase: str
) -> None:
    desk = open_desk(vault_folder, passphrase)
    wren, _ = (desk.members.save(Member(chosen_name=name)) for name in ("Wren", "Sol"))
    with closing(desk.vault.reader()) as reader:
        (root,) = reader.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'members'"
        ).fetchone()
    desk.close()
    page = slice((root - 1) * PAGE_BYTES, root * PAGE_BYTES)
    before = vault_folder.database.read_bytes()[page]
    desk = open_desk(vault_folder, passphrase)
    desk.erasures.erase(wren.id)
    desk.close()
    content = bytearray(vault_folder.database.read_bytes())
    content[page] = before
    vault_folder.database.write_bytes(content)
    use_what_can_be_read(vault_folder, passphrase)
    assert names_in(vault_folder, passphrase) == ["Sol"]


def test_where_it_can_not_be_looked_up_who_was_erased_no_backup_takes_the_place(
    vault_folder: VaultFolder, passphrase: str, tmp_path: Path
) -> None:
    """A disk that takes no more says nothing of what the vault holds."""
    desk = open_desk(vault_folder, passphrase)
    wren = desk.members.save(Member(chosen_name="Wren"))
    export(desk.vault, backup := tmp_path / "with Wren.peerdesk-backup")
    room = vault_folder.database.stat().st_size + 2 * PAGE_BYTES
    desk.erasures.erase(wren.id)
    with desk.change(None):
        for number in range(300):
            desk.members.save(Member(chosen_name=f"Person {number}", left_because="y" * 400))
    desk.close()
    content = bytearray(vault_folder.database.read_bytes())
    content[-PAGE_BYTES] ^= 1
    vault_folder.database.write_bytes(content)
    with files_of_at_most(room), pytest.raises(VaultError, match=VaultTrouble.IO_FAILED):
        use_backup(backup, vault_folder, passphrase, told)
    assert vault_folder.database.read_bytes() == content
    use_backup(backup, vault_folder, passphrase, told)
    assert names_in(vault_folder, passphrase) == []
