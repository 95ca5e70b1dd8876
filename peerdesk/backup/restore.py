"""A backup as a new vault. Nothing that exists is ever written over."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from peerdesk.backup.assembly import Settle, put_together
from peerdesk.backup.proof import existing_backup
from peerdesk.backup.reports import BackupReport, Cancelled, Progress, Reporter
from peerdesk.errors import UserError
from peerdesk.vault import leftovers
from peerdesk.vault.cipher import translating
from peerdesk.vault.files import (
    VaultFolder,
    flush_folder,
    make_private_folder,
    require_renamable,
)
from peerdesk.vault.troubles import VaultTrouble


def restore(
    path: Path,
    folder: VaultFolder,
    secret: str,
    *,
    settle: Settle | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> BackupReport:
    """Make a vault in `folder`, which must not exist or be empty, from a backup.

    The backup is verified as `peerdesk.backup.proof.verify` does, put together beside the folder,
    unlocked there once (which migrates, settles and seals it), and given the folder's name at the
    very end. On a failure nothing is left. Raises as `put_together`; UserError FOLDER_NOT_EMPTY,
    CANCELLED; the vault's codes for what the medium refuses.
    """
    reporter = Reporter(progress, cancelled)
    with translating(), existing_backup(path) as contents:
        root = folder.root.resolve()
        _require_free(root)
        with _staging(root) as staged:
            counts = put_together(contents, staged, secret, reporter, settle)
            _put_in_place(staged.root, root)
        flush_folder(root.parent)
        return BackupReport(summary=contents.summary(path), counts=counts)


def _require_free(root: Path) -> None:
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise UserError(VaultTrouble.FOLDER_NOT_EMPTY)
    require_renamable(root)


@contextmanager
def _staging(root: Path) -> Iterator[VaultFolder]:
    """A private folder beside `root`; it and every parent made for it go again on a failure."""
    leftovers.sweep(root.parent)
    made = make_private_folder(root.with_name(leftovers.staging_name("restoring")))
    with ExitStack() as undo:
        for parent in made[:-1]:
            undo.callback(leftovers.undo_parent, parent)
        undo.callback(leftovers.undo_folder, made[-1])
        yield VaultFolder(made[-1])
        undo.pop_all()


def _put_in_place(staged: Path, root: Path) -> None:
    """OSError where `root` has come to hold something meanwhile."""
    if sys.platform == "win32" and root.exists():
        # Elsewhere renaming onto an empty folder replaces it, in one step.
        root.rmdir()
    staged.rename(root)
