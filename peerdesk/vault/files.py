"""The folder of a vault: which file lies where, and how files are written and set aside.

The unlock prompt imports this module, so it stays free of cryptography and SQLCipher.
"""

import io
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from peerdesk.errors import UserError, VaultError
from peerdesk.vault.troubles import VaultTrouble

FOLDER_MODE = 0o700
FILE_MODE = 0o600


@dataclass(frozen=True, slots=True)
class VaultFolder:
    """Where the files of one vault are; nothing needs to exist yet."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLCipher file that holds every record."""
        return self.root / "vault.db"

    @property
    def journal(self) -> Path:
        """SQLite's rollback journal, there only within a transaction or after a crash."""
        return self.root / "vault.db-journal"

    @property
    def foreign_logs(self) -> tuple[Path, Path]:
        """SQLite's write-ahead log and its index, of which PeerDesk makes neither."""
        return self.root / "vault.db-wal", self.root / "vault.db-shm"

    @property
    def keys(self) -> Path:
        """The key slots."""
        return self.root / "vault.keys"

    @property
    def keys_backup(self) -> Path:
        """The key slots as they were before the last change."""
        return self.root / "vault.keys.bak"

    @property
    def seal(self) -> Path:
        """What the database was at the last clean close."""
        return self.root / "vault.seal"

    @property
    def attempts(self) -> Path:
        """How many wrong secrets were tried since the vault was last open."""
        return self.root / "vault.attempts"

    @property
    def reserve(self) -> Path:
        """Room for what a full disk would refuse at a lock (`vault.reserve`); it says nothing."""
        return self.root / "vault.reserve"

    @property
    def backups(self) -> Path:
        """The folder of rotating backups."""
        return self.root / "backups"

    @property
    def set_aside(self) -> Path:
        """The folder of whatever a repair replaced; nothing is ever deleted from it."""
        return self.root / "set-aside"

    @property
    def next_in_the_making(self) -> Path:
        """The folder of a set of files that is to take this vault's place (`vault.exchange`)."""
        return self.root / "vault.next.making"

    @property
    def next(self) -> Path:
        """The same once it is decided that it does."""
        return self.root / "vault.next"

    @property
    def former(self) -> Path:
        """The vault as it was, until the one that took its place has opened."""
        return self.root / "vault.former"

    @property
    def files(self) -> tuple[Path, ...]:
        """What belongs together and is exchanged together, whether it is there or not."""
        return (self.database, self.journal, self.keys, self.keys_backup, self.seal)

    @property
    def lock_file(self) -> Path:
        """What keeps a second PeerDesk out while the vault is open."""
        return self.root / "vault.lock"

    def exists(self) -> bool:
        """Whether a vault is here: a database and key slots or their copy, or a set of them."""
        if self.next.is_dir():
            return True
        return self.database.exists() and (self.keys.exists() or self.keys_backup.exists())

    def require_vault(self) -> None:
        """Raise what is wrong with the folder as a vault, if anything.

        `UserError(NOT_A_VAULT)` where there is no sign of one, `VaultError(DATABASE_MISSING)` or
        `VaultError(KEYS_MISSING)` where half of it is gone, `UserError(UNSAFE_FOLDER)` where a
        link stands for one of its files, `UserError(NOT_READABLE)`.
        """
        with reading(self.root):
            self._require_no_links()
            if self.next.is_dir():
                # Killed while its files were exchanged; the unlock finishes that first.
                return
            has_database = self.database.exists()
            has_keys = self.keys.exists() or self.keys_backup.exists()
        if not has_database and not has_keys:
            raise UserError(VaultTrouble.NOT_A_VAULT)
        if not has_database:
            raise VaultError(VaultTrouble.DATABASE_MISSING)
        if not has_keys:
            raise VaultError(VaultTrouble.KEYS_MISSING)

    def _require_no_links(self) -> None:
        """SQLite looks for a journal beside a link's target, where PeerDesk does not look."""
        for path in (*self.files, self.next, self.next_in_the_making, self.former):
            if path.is_symlink():
                raise UserError(VaultTrouble.UNSAFE_FOLDER, file=path.name)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Raise `UserError(NOT_READABLE)` where the system lets this user not read `path`."""
    try:
        yield
    except PermissionError as error:
        raise UserError(VaultTrouble.NOT_READABLE, file=path.name) from error


def open_plainly(path: Path) -> io.FileIO:
    """Open a file for unbuffered reading.

    Raises `UserError(UNSAFE_FOLDER)` unless it is a regular one: a pipe or a device under a vault's
    name would hang the unlock prompt, a link would lead SQLite to another folder's journal. Raises
    `UserError(NOT_READABLE)`, `OSError`.
    """
    if path.is_symlink():
        raise UserError(VaultTrouble.UNSAFE_FOLDER, file=path.name)
    # O_NONBLOCK keeps a named pipe from waiting for a writer; it does nothing to plain files.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    flags |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    with reading(path):
        descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UserError(VaultTrouble.UNSAFE_FOLDER, file=path.name)
    return io.FileIO(descriptor, "rb")


def read_at_most(path: Path, limit: int) -> bytes | None:
    """The file's bytes, or None where it is larger than `limit` bytes."""
    with open_plainly(path) as file:
        if os.fstat(file.fileno()).st_size > limit:
            return None
        content = file.read(limit + 1)
    return None if len(content) > limit else content


def write_atomically(path: Path, data: bytes) -> None:
    """Replace `path` by `data` so that a crash leaves either the old file or the new one whole.

    Written beside with mode 0600, flushed to the medium, renamed, and the folder flushed too.
    Raises `OSError`; nothing is left beside.
    """
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        write_new(beside, data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    flush_folder(path.parent)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet, mode 0600, and flush it to the medium."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, FILE_MODE), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make renames within the folder durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_private_folder(folder: Path) -> list[Path]:
    """Make the folder and its missing parents, mode 0700; give those that were made, deepest last.

    Raises `FileExistsError` where the folder itself exists.
    """
    missing = [folder]
    while not missing[-1].parent.exists():
        missing.append(missing[-1].parent)
    missing.reverse()
    for step in missing:
        step.mkdir(mode=FOLDER_MODE)
    return missing


def make_inner_folders(folder: VaultFolder) -> None:
    """Make `backups/` and `set-aside/` in a vault's new folder. `OSError`."""
    folder.backups.mkdir(mode=FOLDER_MODE)
    folder.set_aside.mkdir(mode=FOLDER_MODE)


def require_renamable(root: Path) -> None:
    """Raise `UserError(TOP_OF_A_MEDIUM)` for a mount point: no system renames a folder onto it."""
    if os.path.ismount(root):
        raise UserError(VaultTrouble.TOP_OF_A_MEDIUM)


def set_file_aside(folder: VaultFolder, path: Path) -> Path:
    """Move a file into `set-aside/` under a name of its own, and give its new place."""
    folder.set_aside.mkdir(mode=FOLDER_MODE, exist_ok=True)
    moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    target = folder.set_aside / f"{moment}-{os.urandom(2).hex()}-{path.name}"
    path.rename(target)
    flush_folder(folder.set_aside)
    flush_folder(folder.root)
    return target
