"""Making a vault: built whole beside its place, then moved there in one step."""

import uuid
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from peerdesk.domain.recovery_words import RecoveryWords
from peerdesk.errors import UserError
from peerdesk.vault import identity, leftovers, migrations, seal
from peerdesk.vault.cipher import connect, require_engine, translating
from peerdesk.vault.files import (
    FOLDER_MODE,
    VaultFolder,
    flush_folder,
    make_inner_folders,
    make_private_folder,
    open_plainly,
    require_renamable,
    write_new,
)
from peerdesk.vault.kdf import KdfCost
from peerdesk.vault.keys import OpenedKeys, make_keys, wipe
from peerdesk.vault.lockfile import FolderLock
from peerdesk.vault.open_vault import OpenVault
from peerdesk.vault.opening import Opening
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.unlocking import open_with


@dataclass(frozen=True, slots=True)
class Founding:
    """What a new vault starts with."""

    keys: OpenedKeys = field(repr=False)
    name: str
    is_sample: bool


def create(
    folder: VaultFolder,
    *,
    passphrase: str,
    label: str,
    recovery: RecoveryWords,
    cost: KdfCost,
    lock: FolderLock,
    name: str,
    is_sample: bool = False,
) -> OpenVault:
    """Make a vault in a folder that is missing or empty, and open it.

    Raises `UserError` with FOLDER_NOT_EMPTY, PASSPHRASE_TOO_SHORT, LABEL_UNUSABLE, or what the
    medium does wrong. On failure the disk is as it was before.
    """
    with translating():
        require_engine()
        was_there = _require_empty(folder.root)
        keys = make_keys(str(uuid.uuid4()), passphrase, label, recovery, cost)
        wipe(keys.master)
        with ExitStack() as stack:
            stack.callback(keys.subkeys.wipe)
            _place(folder, Founding(keys, name, is_sample), stack, was_there=was_there)
            lock.acquire()
            stack.callback(lock.release)
            opening = Opening(folder, keys.key_file, keys.subkeys)
            vault = open_with(opening, keys, lock, [])
            stack.pop_all()
        return vault


def _require_empty(root: Path) -> bool:
    """Whether the folder is there already; raise `UserError(FOLDER_NOT_EMPTY)` if it is in use."""
    if not root.exists() and not root.is_symlink():
        return False
    if not root.is_dir() or any(root.iterdir()):
        raise UserError(VaultTrouble.FOLDER_NOT_EMPTY)
    require_renamable(root.resolve())
    return True


def _place(folder: VaultFolder, founding: Founding, stack: ExitStack, *, was_there: bool) -> None:
    """Build beside and rename; what to undo on failure goes onto `stack`."""
    root = folder.root.resolve()
    leftovers.sweep(root.parent)
    beside = root.with_name(leftovers.staging_name("founding"))
    made = make_private_folder(beside)
    for parent in made[:-1]:
        stack.callback(leftovers.undo_parent, parent)
    with ExitStack() as building:
        building.callback(leftovers.undo_folder, beside)
        _build(VaultFolder(beside), founding)
        if was_there:
            # Only some systems rename onto an empty folder.
            root.rmdir()
            stack.callback(root.mkdir, FOLDER_MODE)
        beside.rename(root)
        building.pop_all()
        stack.callback(leftovers.undo_folder, root)
    flush_folder(root.parent)


def _build(folder: VaultFolder, founding: Founding) -> None:
    make_inner_folders(folder)
    write_new(folder.keys, founding.keys.key_file.encode())
    # From the first day on, one bit that rots in the key file does not cost the vault.
    write_new(folder.keys_backup, founding.keys.key_file.encode())
    write_new(folder.database, b"")
    subkeys = founding.keys.subkeys
    with open_plainly(folder.database) as raw:
        connection = connect(folder.database, subkeys.database)
        try:
            migrations.migrate(connection)
            vault_id = founding.keys.key_file.vault_id
            identity.insert(connection, vault_id, founding.name, is_sample=founding.is_sample)
        finally:
            connection.close()
        seal.write(folder.seal, seal.measure(raw, 0, founding.keys.key_file.mark()), subkeys.header)
    flush_folder(folder.root)
