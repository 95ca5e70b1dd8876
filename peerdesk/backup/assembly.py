"""A vault put together from a backup, in a folder that nobody else knows yet."""

from collections.abc import Callable

from peerdesk.backup.proof import Contents, checked_counts, extract
from peerdesk.backup.reports import BackupStep, Reporter
from peerdesk.vault import migrations
from peerdesk.vault.files import VaultFolder, flush_folder, make_inner_folders, write_new
from peerdesk.vault.lockfile import NeedsNoLock
from peerdesk.vault.open_vault import OpenVault
from peerdesk.vault.unlocking import unlock

Settle = Callable[[OpenVault], object]
"""Done to the vault while it is open for the first time, before anybody can see it."""


def put_together(
    contents: Contents,
    staged: VaultFolder,
    secret: str,
    reporter: Reporter,
    settle: Settle | None = None,
) -> dict[str, int]:
    """Prove a backup, lay out its vault in `staged`, an empty folder, and open and seal it once.

    Opening migrates it. Every file is on the medium afterwards. Gives the rows of each table of the
    backup. Raises as `peerdesk.backup.proof.verify` and `settle`; VaultError NEWER_VERSION, and
    DATABASE_FOREIGN for tables or triggers that are not PeerDesk's own.
    """
    counts = _verified_copy(contents, staged, secret, reporter)
    reporter.begin(BackupStep.RESTORING)
    write_new(staged.keys, contents.container.keys)
    make_inner_folders(staged)
    with unlock(staged, secret, lock=NeedsNoLock()) as vault:
        migrations.require_own_schema(vault.connection)
        if settle is not None:
            settle(vault)
    _clear_copies(staged)
    reporter.go_on()
    flush_folder(staged.root)
    return counts


def _clear_copies(staged: VaultFolder) -> None:
    """Remove the copy from before a migration, which would keep whoever `settle` erases again."""
    for copy in staged.backups.iterdir():
        copy.unlink()
    flush_folder(staged.backups)


def _verified_copy(
    contents: Contents, staged: VaultFolder, secret: str, reporter: Reporter
) -> dict[str, int]:
    reporter.begin(BackupStep.DERIVING_KEYS)
    with contents.keys(secret) as keys:
        contents.sealed.require_authentic(keys.backup)
        extract(contents, staged.database, reporter)
        reporter.begin(BackupStep.CHECKING)
        return checked_counts(staged.database, keys, contents.manifest)
