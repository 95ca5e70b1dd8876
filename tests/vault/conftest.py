"""A vault made once at the floor's cost, copied for each test."""

import os
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from peerdesk.domain import recovery_words
from peerdesk.errors import UserError
from peerdesk.vault.cipher import translating
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.vault import OpenVault, create, unlock
from peerdesk.vault.words import word_list

PASSPHRASE = "quiet lanterns over the harbour"
LABEL = "Zdenka Plantedlabel"
NAME = "Plantedname evening circles"
NOTE = "plantedword: a sentence nobody else may read"


class FileLock:
    """A folder lock by exclusive creation, as plain as the promise allows."""

    def __init__(self, folder: VaultFolder) -> None:
        self._path = folder.lock_file
        self.is_held = False

    def acquire(self) -> None:
        try:
            with translating():
                os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except UserError:
            raise
        except Exception as error:
            if self._path.exists():
                raise UserError(VaultTrouble.ALREADY_OPEN, pid=0, host="") from error
            raise
        self.is_held = True

    def release(self) -> None:
        if self.is_held:
            self._path.unlink(missing_ok=True)
            self.is_held = False


@dataclass(frozen=True)
class Desk:
    """A vault on the disk and the secrets that open it."""

    folder: VaultFolder
    recovery: str
    passphrase: str = PASSPHRASE

    def unlock(self, secret: str | None = None, **options: object) -> OpenVault:
        secret = self.passphrase if secret is None else secret
        return unlock(self.folder, secret, lock=FileLock(self.folder), **options)  # type: ignore[arg-type]

    def copy_to(self, root: Path) -> "Desk":
        shutil.copytree(self.folder.root, root)
        return Desk(VaultFolder(root), self.recovery)


def new_recovery() -> recovery_words.RecoveryWords:
    return recovery_words.generate(word_list(), random.Random(11).randrange)


def add_member(vault: OpenVault, name: str) -> None:
    """One saved change: a row and the generation, in one transaction."""
    vault.connection.execute("BEGIN IMMEDIATE")
    vault.connection.execute(
        "INSERT INTO members (uid, created_at, updated_at, chosen_name)"
        " VALUES (lower(hex(randomblob(16))), 'now', 'now', ?)",
        (name,),
    )
    vault.connection.execute("UPDATE vault SET generation = generation + 1")
    vault.connection.execute("COMMIT")


def members(vault: OpenVault) -> list[str]:
    rows = vault.connection.execute("SELECT chosen_name FROM members ORDER BY id")
    return [row[0] for row in rows]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = VaultFolder(tmp_path_factory.mktemp("template") / "My vault")
    recovery = new_recovery()
    with create(
        folder,
        passphrase=PASSPHRASE,
        label=LABEL,
        recovery=recovery,
        cost=FLOOR,
        lock=FileLock(folder),
        name=NAME,
    ) as vault:
        add_member(vault, NOTE)
        for number in range(40):
            add_member(vault, f"filler {number} " + "x" * 300)
    return Desk(folder, recovery.secret)


@pytest.fixture
def desk(template: Desk, tmp_path: Path) -> Desk:
    return template.copy_to(tmp_path / "My vault")
