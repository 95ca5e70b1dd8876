"""A vault with something to lose in it, and one backup of it that tests damage copies of."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filled_vault import Made, fill

from peerdesk.app import open_desk
from peerdesk.backup.make import export
from peerdesk.desk.desk import Desk
from peerdesk.vault.files import VaultFolder


@pytest.fixture(scope="session")
def made(template_vault: Path, passphrase: str, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("made")
    root = folder / "vault"
    shutil.copytree(template_vault, root)
    desk = open_desk(VaultFolder(root), passphrase)
    fill(desk)
    export(desk.vault, folder / "good.peerdesk-backup")
    desk.close()
    return Made(root, folder / "good.peerdesk-backup")


@pytest.fixture
def backup(made: Made, tmp_path: Path) -> Path:
    """A copy of the good backup, to be damaged."""
    return shutil.copy(made.backup, tmp_path / "copy.peerdesk-backup")


@pytest.fixture
def filled_desk(made: Made, passphrase: str, tmp_path: Path) -> Iterator[Desk]:
    """The filled vault, open."""
    root = tmp_path / "filled"
    shutil.copytree(made.vault, root)
    desk = open_desk(VaultFolder(root), passphrase)
    yield desk
    desk.close()


@pytest.fixture
def made_copy(made: Made, tmp_path: Path) -> Path:
    """The filled vault, closed, to be opened by another process."""
    root = tmp_path / "copy of filled"
    shutil.copytree(made.vault, root)
    return root
