"""The keys that prove and open a backup: derived from its own slots, or those of the open vault."""

from collections.abc import Iterator
from contextlib import contextmanager

from peerdesk.backup.troubles import BackupTrouble
from peerdesk.errors import VaultError
from peerdesk.vault import keyfile
from peerdesk.vault.keys import OpenedKeys, Subkeys, open_keys, wipe
from peerdesk.vault.stored import StoredVault
from peerdesk.vault.troubles import VaultTrouble

_NOT_AS_WRITTEN = frozenset({VaultTrouble.KEYS_DAMAGED, VaultTrouble.KEYS_ALTERED})


@contextmanager
def keys_from(slots: bytes, secret: str) -> Iterator[OpenedKeys]:
    """Open a backup's `keys.json` with a passphrase or its recovery words; wiped when done.

    WrongPassphraseError; UserError for a slip in recovery words or too little memory; VaultError
    TAMPERED, NEWER_VERSION, KDF_OUT_OF_BOUNDS.
    """
    opened = _opened(slots, secret)
    try:
        yield opened
    finally:
        wipe(opened.master)
        opened.subkeys.wipe()


def keys_of(vault: StoredVault) -> Subkeys:
    """The keys that an open vault holds, so that proving its backup derives none."""
    return vault.subkeys


def _opened(slots: bytes, secret: str) -> OpenedKeys:
    try:
        return open_keys(keyfile.decode(slots), secret)
    except VaultError as error:
        if error.code not in _NOT_AS_WRITTEN:
            raise
        # The container's checksums did hold, so this is no accident of the medium.
        raise VaultError(BackupTrouble.TAMPERED, part="keys") from error
