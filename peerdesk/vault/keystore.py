"""`vault.keys` and its copy on the disk: which one is usable, and how both are replaced."""

from dataclasses import dataclass
from pathlib import Path

from peerdesk.errors import PeerDeskError, VaultError, WrongPassphraseError
from peerdesk.vault import keyfile
from peerdesk.vault.files import VaultFolder, read_at_most, set_file_aside, write_atomically
from peerdesk.vault.findings import Finding, FindingKind
from peerdesk.vault.keyfile import KeyFile
from peerdesk.vault.keys import OpenedKeys, is_genuine, open_keys, wipe
from peerdesk.vault.troubles import VaultTrouble


@dataclass(frozen=True, slots=True)
class StoredKeys:
    """Both files as read: a usable file each, or the trouble that it is in."""

    current: KeyFile | VaultError
    copy: KeyFile | VaultError


def read(folder: VaultFolder) -> StoredKeys:
    """Read both files without deriving a key.

    Raises the trouble of `vault.keys` where neither is usable.
    """
    stored = StoredKeys(_usable(folder.keys), _usable(folder.keys_backup))
    if isinstance(stored.current, VaultError) and isinstance(stored.copy, VaultError):
        raise stored.current
    # A newer version's file is not damage: its copy from before must not take its place.
    if _is_newer(stored.current):
        assert isinstance(stored.current, VaultError)  # noqa: S101 - as _is_newer has found
        raise stored.current
    return stored


def open_stored(stored: StoredKeys, secret: str) -> tuple[OpenedKeys, bool]:
    """Open `vault.keys`, or its copy where that is damaged or altered; say whether the copy was.

    A slot that was altered can't be told from a wrong passphrase by itself, so the copy's slots
    that differ are tried too. Where one opens, the keys in it tell which of the two it is.

    Raises as `open_keys` does. `old_keys` = 1 in a `WrongPassphraseError` says that the copy from
    before the last change was asked, so that an earlier passphrase may be the one it wants.
    """
    if isinstance(stored.current, KeyFile):
        try:
            return open_keys(stored.current, secret), False
        except VaultError:
            if isinstance(stored.copy, VaultError):
                raise
        except WrongPassphraseError:
            opened = _opened_behind_altered(stored.current, stored.copy, secret)
            if opened is None:
                raise
            return opened, True
    assert isinstance(stored.copy, KeyFile)  # noqa: S101 - one is usable where `read` returned
    try:
        return open_keys(stored.copy, secret), True
    except WrongPassphraseError as error:
        data = {**error.data, "old_keys": 1}
        raise WrongPassphraseError(error.code, **data) from None


def mend(
    folder: VaultFolder, stored: StoredKeys, opened: OpenedKeys, *, from_copy: bool
) -> list[Finding]:
    """Replace whichever file was unusable by the one that opened; the former is set aside."""
    if from_copy:
        kept = _replace(folder, folder.keys, opened.key_file)
        return [Finding(FindingKind.KEYS_FROM_BACKUP, kept_as=kept)]
    if isinstance(stored.copy, KeyFile) and _is_genuine(stored.copy, opened):
        return []
    kept = _replace(folder, folder.keys_backup, opened.key_file)
    return [Finding(FindingKind.KEYS_COPY_RENEWED, kept_as=kept)]


def store(folder: VaultFolder, former: KeyFile, changed: KeyFile) -> None:
    """Replace `vault.keys`; the former one becomes the copy first. Raises `OSError`."""
    write_atomically(folder.keys_backup, former.encode())
    write_atomically(folder.keys, changed.encode())


def _opened_behind_altered(
    current: KeyFile, copy: KeyFile | VaultError, secret: str
) -> OpenedKeys | None:
    """What `secret` opens in the copy; None if `current` is genuine, so that it was let go of."""
    if isinstance(copy, VaultError):
        return None
    # A slot is bound to the vault's id, so it was tried only where that is the same.
    refused = current.slots if copy.vault_id == current.vault_id else ()
    try:
        opened = open_keys(copy, secret, refused)
    except (WrongPassphraseError, VaultError):
        # The copy has nothing to add: the refusal by `vault.keys` itself stands.
        return None
    if not is_genuine(current, opened.subkeys):
        return opened
    wipe(opened.master)
    opened.subkeys.wipe()
    return None


def _usable(path: Path) -> KeyFile | VaultError:
    try:
        return keyfile.decode(read_at_most(path, keyfile.MOST_BYTES))
    except FileNotFoundError:
        return VaultError(VaultTrouble.KEYS_MISSING)
    except VaultError as trouble:
        return trouble


def _is_newer(found: KeyFile | PeerDeskError) -> bool:
    return isinstance(found, VaultError) and found.code is VaultTrouble.NEWER_VERSION


def _is_genuine(copy: KeyFile, opened: OpenedKeys) -> bool:
    same_vault = copy.vault_id == opened.key_file.vault_id
    return same_vault and is_genuine(copy, opened.subkeys)


def _replace(folder: VaultFolder, path: Path, key_file: KeyFile) -> str:
    kept = set_file_aside(folder, path).name if path.exists() else ""
    write_atomically(path, key_file.encode())
    return kept
