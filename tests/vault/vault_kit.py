"""What the tests of the vault share: a real lock, a made-up vault, one saved change."""

import os
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

from peerdesk.domain import recovery_words
from peerdesk.errors import UserError
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.findings import FindingKind
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.troubles import VaultTrouble, told_of_system
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
            os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError as error:
            raise UserError(VaultTrouble.ALREADY_OPEN, pid=0, host="") from error
        except OSError as error:
            raise told_of_system(error) from error
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


def new_recovery(seed: int = 11) -> recovery_words.RecoveryWords:
    return recovery_words.generate(word_list(), random.Random(seed).randrange)  # noqa: S311


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


def make_desk(folder: VaultFolder) -> Desk:
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


def flip(path: Path, bit: int) -> None:
    """Turn one bit of a file over in place."""
    data = bytearray(path.read_bytes())
    data[bit // 8] ^= 1 << (bit % 8)
    path.write_bytes(data)


def sampled_bits(path: Path, count: int, seed: int) -> list[int]:
    return random.Random(seed).sample(range(path.stat().st_size * 8), count)  # noqa: S311


def kinds(vault: OpenVault) -> set[FindingKind]:
    return {finding.kind for finding in vault.findings}
