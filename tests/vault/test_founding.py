from pathlib import Path

import pytest
from vault_kit import Desk, FileLock, new_recovery

from peerdesk.errors import UserError
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.migrations import SCHEMA_VERSION
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.vault import OpenVault, create

FIFTEEN_OR_MORE = "fifteen or more chars"


def found(root: Path, *, passphrase: str = FIFTEEN_OR_MORE, label: str = "Ö") -> OpenVault:
    folder = VaultFolder(root)
    return create(
        folder,
        passphrase=passphrase,
        label=label,
        recovery=new_recovery(),
        cost=FLOOR,
        lock=FileLock(folder),
        name="Évening 🙂 מעגל",
        is_sample=True,
    )


def test_a_new_vault_is_open_locked_and_of_this_versions_schema(tmp_path: Path) -> None:
    with found(tmp_path / "deep" / "down" / "My vault") as vault:
        assert (vault.name, vault.is_sample, vault.opened_by) == ("Évening 🙂 מעגל", True, "Ö")
        assert vault.findings == ()
        assert vault.connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert vault.folder.lock_file.exists()
        assert vault.folder.root.stat().st_mode & 0o777 == 0o700
    assert not vault.folder.lock_file.exists()
    assert vault.folder.exists()


def test_an_empty_folder_is_taken_and_keeps_its_place(tmp_path: Path) -> None:
    root = tmp_path / "My vault"
    root.mkdir(mode=0o755)
    found(root).close()
    assert root.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in tmp_path.iterdir()] == ["My vault"]


@pytest.mark.parametrize("content", ["a file within", "a vault", "a plain file"])
def test_what_is_in_use_is_refused_and_untouched(
    tmp_path: Path, template: Desk, content: str
) -> None:
    root = tmp_path / "My vault"
    if content == "a file within":
        root.mkdir()
        (root / "letter.txt").write_text("keep")
    elif content == "a vault":
        template.copy_to(root)
    else:
        root.write_text("keep")
    before = _tree(tmp_path)
    with pytest.raises(UserError) as trouble:
        found(root)
    assert trouble.value.code is VaultTrouble.FOLDER_NOT_EMPTY
    assert _tree(tmp_path) == before


def test_a_short_passphrase_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(UserError) as trouble:
        found(tmp_path / "My vault", passphrase="fourteen chars")
    assert trouble.value.code is VaultTrouble.PASSPHRASE_TOO_SHORT
    with pytest.raises(UserError) as label:
        found(tmp_path / "My vault", label="x" * 129)
    assert label.value.code is VaultTrouble.LABEL_UNUSABLE
    assert _tree(tmp_path) == {}


class HeldElsewhere(FileLock):
    """A lock that another program took in the moment the folder appeared."""

    def acquire(self) -> None:
        raise UserError(VaultTrouble.ALREADY_OPEN, pid=1, host="here")


@pytest.mark.parametrize("was_there", [False, True])
def test_a_failure_after_building_leaves_the_disk_as_it_was(
    tmp_path: Path, *, was_there: bool
) -> None:
    root = tmp_path / "new" / "My vault"
    if was_there:
        root.mkdir(parents=True)
    before = _tree(tmp_path)
    folder = VaultFolder(root)
    with pytest.raises(UserError) as trouble:
        create(
            folder,
            passphrase=FIFTEEN_OR_MORE,
            label="",
            recovery=new_recovery(),
            cost=FLOOR,
            lock=HeldElsewhere(folder),
            name="",
        )
    assert trouble.value.code is VaultTrouble.ALREADY_OPEN
    assert _tree(tmp_path) == before


def _tree(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes() if path.is_file() else b""
        for path in root.rglob("*")
    }
