"""A stick that is pulled while its vault is open: nothing is lost, and put back it goes on."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from peerdesk.app import open_desk
from peerdesk.desk.desk import Desk
from peerdesk.domain.members import Member
from peerdesk.errors import PeerDeskError, UserError, VaultError
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.health import examine
from peerdesk.vault.troubles import VaultTrouble


class Stick:
    """An image of 8 MiB with a file system, mounted by a loop device."""

    def __init__(self, image: Path, place: Path) -> None:
        self._image, self.place = image, place
        self._pulls = 0

    def put_in(self) -> None:
        _run("mount", "-o", "loop", str(self._image), str(self.place))

    def pull(self) -> None:
        """Take it away under open files; what comes back is another device with the same bytes."""
        _run("sync", "-f", str(self.place))
        self._pulls += 1
        kept = self._image.with_suffix(f".{self._pulls}")
        shutil.copy(self._image, kept)
        _run("umount", "-l", str(self.place))
        self._image = kept


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Stick]:
    if os.name == "nt" or os.geteuid() != 0 or shutil.which("mkfs.ext4") is None:
        pytest.skip("mounting an image needs root and mkfs.ext4")
    image, place = tmp_path / "image", tmp_path / "stick"
    place.mkdir()
    image.write_bytes(bytes(8 << 20))
    _run("mkfs.ext4", "-q", "-O", "^has_journal", str(image))
    made = Stick(image, place)
    try:
        made.put_in()
    except subprocess.CalledProcessError as error:
        pytest.skip(f"mounting is not allowed here: {error.stderr.decode()[:80]}")
    yield made
    if place.is_mount():
        _run("umount", "-l", str(place))


@pytest.fixture
def on_stick(stick: Stick, vault_folder: VaultFolder, passphrase: str) -> Desk:
    folder = VaultFolder(stick.place / "vault")
    shutil.copytree(vault_folder.root, folder.root)
    return open_desk(folder, passphrase)


def names(desk: Desk) -> set[str]:
    return {member.chosen_name for member in desk.members.all()}


def save(desk: Desk, name: str) -> None:
    desk.members.save(Member(chosen_name=name))


def test_a_save_says_that_the_stick_is_gone_and_goes_on_once_it_is_back(
    stick: Stick, on_stick: Desk, passphrase: str
) -> None:
    save(on_stick, "Ada")
    stick.pull()
    for _ in range(2):
        with pytest.raises(UserError) as gone:
            save(on_stick, "Ben")
        assert gone.value.code is VaultTrouble.MEDIUM_GONE
    stick.put_in()
    save(on_stick, "Ben")
    assert names(on_stick) == {"Ada", "Ben"}
    assert examine(on_stick.vault).is_whole
    on_stick.close()
    reopened = open_desk(VaultFolder(stick.place / "vault"), passphrase)
    assert reopened.vault.findings == ()
    assert names(reopened) == {"Ada", "Ben"}
    reopened.close()


def test_a_stick_that_is_pulled_does_not_keep_the_vault_from_being_locked(
    stick: Stick, on_stick: Desk, passphrase: str
) -> None:
    save(on_stick, "Ada")
    stick.pull()
    with pytest.raises(PeerDeskError):
        on_stick.close()
    assert on_stick.vault.is_closed
    with pytest.raises(RuntimeError, match="closed"):
        on_stick.vault.reader()
    stick.put_in()
    reopened = open_desk(VaultFolder(stick.place / "vault"), passphrase)
    assert names(reopened) == {"Ada"}
    reopened.close()


def test_an_older_stick_in_its_place_is_not_written_to(
    stick: Stick, on_stick: Desk, vault_folder: VaultFolder
) -> None:
    save(on_stick, "Ada")
    stick.pull()
    other = stick.place / "vault"
    shutil.copytree(vault_folder.root, other)
    before = (other / "vault.db").read_bytes()
    with pytest.raises(UserError) as exchanged:
        save(on_stick, "Ben")
    assert exchanged.value.code is VaultTrouble.FILE_EXCHANGED
    with pytest.raises(PeerDeskError):
        on_stick.close()
    assert (other / "vault.db").read_bytes() == before
    assert (other / "vault.seal").read_bytes() == vault_folder.seal.read_bytes()
    shutil.rmtree(other)


def test_a_file_that_a_sync_program_exchanged_is_told_and_not_written_to(
    vault_folder: VaultFolder, passphrase: str
) -> None:
    desk = open_desk(vault_folder, passphrase)
    before = vault_folder.database.read_bytes()
    save(desk, "Ada")
    newer = vault_folder.database.with_name("incoming")
    newer.write_bytes(before)
    newer.replace(vault_folder.database)
    with pytest.raises(UserError) as exchanged:
        save(desk, "Ben")
    assert exchanged.value.code is VaultTrouble.FILE_EXCHANGED
    assert vault_folder.database.read_bytes() == before
    with pytest.raises(PeerDeskError):
        desk.close()
    assert vault_folder.database.read_bytes() == before


def test_damage_that_a_save_meets_is_not_sealed(vault_folder: VaultFolder, passphrase: str) -> None:
    desk = open_desk(vault_folder, passphrase)
    content = vault_folder.database.read_bytes()
    # Everything but the first page: which pages a save reads is not known here.
    with vault_folder.database.open("r+b") as file:
        file.seek(4096)
        file.write(bytes(len(content) - 4096))
    desk.connection.execute("PRAGMA shrink_memory")
    with pytest.raises(VaultError) as trouble:
        save(desk, "Ada")
    assert trouble.value.code is VaultTrouble.DATABASE_DAMAGED
    with pytest.raises(PeerDeskError):
        desk.close()
    with pytest.raises(VaultError):
        open_desk(vault_folder, passphrase)
