"""A proven backup of a vault from an earlier version, before anything in it is changed."""

from datetime import datetime

from peerdesk.backup.places import back_up_into
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.domain.backups import BackupOrigin, KnownBackup
from peerdesk.errors import UserError
from peerdesk.vault.stored import StoredVault


class BeforeMigration:
    """Given to `unlock` as its `back_up_first`; `made` is for the record once a desk is open."""

    made: KnownBackup | None = None

    def __call__(self, vault: StoredVault) -> str:
        """The backup's name in `backups/`, or "" for a vault that is too large for one.

        Raises as `peerdesk.backup.make.export`; the vault then stays as it is.
        """
        now = datetime.now().astimezone()
        try:
            placed = back_up_into(vault, vault.folder.backups, BackupOrigin.BEFORE_MIGRATION, now)
        except UserError as error:
            if error.code is BackupTrouble.TOO_LARGE:
                return ""
            raise
        self.made = placed.made.known
        return self.made.path.name
