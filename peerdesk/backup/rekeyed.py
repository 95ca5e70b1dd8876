"""A backup with a passphrase of its own: the same records under other keys.

The vault's own bytes would need the vault's own master key, and whoever opens the backup would
then hold a key to the vault. So a copy off to the side gets a master key of its own. It is
ciphertext before, meanwhile and after.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from peerdesk.backup.manifest import OpensWith
from peerdesk.backup.payload import PayloadDigest
from peerdesk.backup.reports import BackupStep, Reporter
from peerdesk.backup.snapshot import Snapshot, chunks_of
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.errors import UserError
from peerdesk.vault.keys import OpenedKeys, make_keys, require_long_enough, wipe
from peerdesk.vault.open_vault import OpenVault
from peerdesk.vault.rekeying import rekeyed_copy


@dataclass(frozen=True, slots=True)
class OwnPassphrase:
    """The one secret that opens a backup, and what its slot is called in a vault made of it."""

    secret: str = field(repr=False)
    label: str


@contextmanager
def own_keys(vault: OpenVault, own: OwnPassphrase, reporter: Reporter) -> Iterator[OpenedKeys]:
    """Fresh keys for one backup, as well guarded as the vault's; wiped when the block ends.

    UserError OWN_IS_THE_VAULTS, PASSPHRASE_TOO_SHORT, LABEL_UNUSABLE, NOT_ENOUGH_MEMORY.
    """
    reporter.begin(BackupStep.DERIVING_KEYS)
    require_long_enough(own.secret)
    if vault.accepts(own.secret):
        raise UserError(BackupTrouble.OWN_IS_THE_VAULTS)
    made = make_keys(vault.vault_id, own.secret, own.label, None, vault.dearest_cost)
    wipe(made.master)
    try:
        yield made
    finally:
        made.subkeys.wipe()


def rekeyed(snapshot: Snapshot, own: OpenedKeys, reporter: Reporter) -> Snapshot:
    """The snapshot in another file, encrypted anew, in its stead. UserError CANCELLED, VaultError.

    Room that erased records had left is not in it.
    """
    reporter.begin(BackupStep.REKEYING)
    copy = snapshot.database.with_name("rekeyed.db")
    rows = rekeyed_copy(snapshot.database, snapshot.keys.database, copy, own.subkeys.database)
    snapshot.database.unlink()
    payload = PayloadDigest()
    with copy.open("rb") as file:
        for chunk in chunks_of(file, reporter):
            payload.update(chunk)
    return replace(
        snapshot,
        database=copy,
        payload=payload,
        slots=own.key_file.encode(),
        keys=own.subkeys,
        opens_with=OpensWith.OWN,
        rows=rows,
    )
