"""A backup in the place of the vault that is there: built within its folder, exchanged in one step.

The vault that is there stays open and in use until the other one is whole. `vault.exchange` has
the one step, and how a start after a crash finishes it; the former vault stays in `set-aside/`.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from peerdesk.backup.assembly import Settle, put_together
from peerdesk.backup.proof import existing_backup
from peerdesk.backup.reports import Cancelled, Progress, Reporter
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.errors import UserError
from peerdesk.vault import exchange
from peerdesk.vault.cipher import translating
from peerdesk.vault.exchange import Reason
from peerdesk.vault.files import VaultFolder


@contextmanager
def beside_the_vault(
    path: Path,
    folder: VaultFolder,
    secret: str,
    *,
    of_vault: str | None = None,
    settle: Settle | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Iterator[None]:
    """A backup put together in the folder of the vault that it is to replace, ready for `exchange`.

    Whoever calls holds the vault's lock. Unless `take_place` comes within the block, all of it goes
    again. `of_vault` is the UUID of the vault that is there, where it is known. Raises as
    `peerdesk.backup.restore.restore`; UserError OF_ANOTHER_VAULT.
    """
    reporter = Reporter(progress, cancelled)
    with translating(), exchange.in_the_making(folder) as staged:
        with existing_backup(path) as contents:
            if of_vault not in {None, contents.manifest.vault_id}:
                raise UserError(BackupTrouble.OF_ANOTHER_VAULT)
            put_together(contents, staged, secret, reporter, settle)
        yield


@dataclass(frozen=True, slots=True)
class RestoredSet:
    """What `beside_the_vault` made in `folder`, for as long as `making` is not closed."""

    folder: VaultFolder
    making: ExitStack = field(repr=False)

    def take_place(self) -> str:
        """As the function of that name."""
        return take_place(self.folder)

    def give_up(self) -> None:
        """Remove it, where it has not taken the vault's place."""
        self.making.close()


def take_place(folder: VaultFolder) -> str:
    """Put what `beside_the_vault` made in the place of the vault, which is closed by now.

    Whoever calls holds the vault's lock. Gives the name in `set-aside/` that the former vault is
    kept under. Should it be ended by force, the next unlock finishes it or finds the former vault
    untouched. UserError NOT_A_VAULT where another unlock has swept the new one meanwhile; the
    vault's codes for what the medium refuses.
    """
    with translating():
        kept_as = exchange.decide(folder, Reason.RESTORE)
        exchange.finish(folder)
    return kept_as
