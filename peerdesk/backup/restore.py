"""A backup as a new vault. Nothing that exists is ever written over."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from peerdesk.backup.proof import Contents, checked_counts, existing_backup, extract
from peerdesk.backup.reports import BackupReport, BackupStep, Progress, Reporter
from peerdesk.errors import UserError
from peerdesk.vault import leftovers
from peerdesk.vault.cipher import translating
from peerdesk.vault.files import (
    VaultFolder,
    flush_folder,
    make_inner_folders,
    make_private_folder,
    require_renamable,
    write_new,
)
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.unlocking import unlock


class _StagingNeedsNoLock:
    """Nobody else knows the name of the folder that a vault is put together in."""

    def acquire(self) -> None:
        """Always granted."""

    def release(self) -> None:
        """Nothing is held."""


def restore(
    path: Path, folder: VaultFolder, secret: str, *, progress: Progress | None = None
) -> BackupReport:
    """Make a vault in `folder`, which must not exist or be empty, from a backup.

    The backup is verified as `peerdesk.backup.proof.verify` does, put together beside the folder,
    unlocked there once (which migrates and seals it), and given the folder's name at the very end.
    On a failure nothing is left. Raises as `verify`; UserError FOLDER_NOT_EMPTY; VaultError
    NEWER_VERSION; the vault's codes for what the medium refuses.
    """
    reporter = Reporter(progress)
    with translating(), existing_backup(path) as contents:
        root = folder.root.resolve()
        _require_free(root)
        with _staging(root) as staged:
            counts = _verified_copy(contents, staged, secret, reporter)
            reporter.begin(BackupStep.RESTORING)
            write_new(staged.keys, contents.container.keys)
            make_inner_folders(staged)
            unlock(staged, secret, lock=_StagingNeedsNoLock()).close()
            flush_folder(staged.root)
            _put_in_place(staged.root, root)
        flush_folder(root.parent)
        return BackupReport(summary=contents.summary(path), counts=counts)


def _verified_copy(
    contents: Contents, staged: VaultFolder, secret: str, reporter: Reporter
) -> dict[str, int]:
    reporter.begin(BackupStep.DERIVING_KEYS)
    with contents.keys(secret) as keys:
        contents.sealed.require_authentic(keys.backup)
        extract(contents, staged.database, reporter)
        reporter.begin(BackupStep.CHECKING)
        return checked_counts(staged.database, keys, contents.manifest)


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
