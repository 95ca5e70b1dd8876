"""A backup's way to its final name: written beside it, proven there, put in place, looked at again.

Two hidden names go with a target: `.peerdesk-<digest>.part` while it is written, and
`.peerdesk-<digest>.previous` for the file that it is about to replace. A process that is killed may
leave either behind; the next backup of the same name clears them, and puts a previous file back
where the name itself was left empty.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from peerdesk.backup.container import looks_like_a_backup, opened_file
from peerdesk.backup.medium import require_digest
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.errors import UserError
from peerdesk.vault.files import VaultFolder, flush_folder


@dataclass(frozen=True, slots=True)
class Beside:
    """Where the parts of one target's making lie."""

    target: Path

    @property
    def part(self) -> Path:
        """The file in the making."""
        return self._hidden("part")

    @property
    def previous(self) -> Path:
        """The file that had the name so far, until the new one has proven itself under it."""
        return self._hidden("previous")

    def _hidden(self, suffix: str) -> Path:
        # A digest, since the target's own name may already be as long as a file system allows.
        digest = hashlib.sha256(os.fsencode(self.target.name)).hexdigest()[:16]
        return self.target.with_name(f".peerdesk-{digest}.{suffix}")

    def clear_leftovers(self) -> None:
        """Undo what a killed process left under the two names. OSError."""
        self.part.unlink(missing_ok=True)
        if self.previous.exists():
            if self.target.exists():
                self.previous.unlink()
            else:
                self.previous.rename(self.target)

    @contextmanager
    def in_the_making(self) -> Iterator[Path]:
        """The part file's path for as long as it may be there. OSError."""
        self.clear_leftovers()
        try:
            yield self.part
        finally:
            self.part.unlink(missing_ok=True)

    def publish(self, file_digest: str) -> None:
        """Give the part file the target's name, and compare its SHA-256 once more under it.

        On any failure the file that had the name has it again. VaultError PROOF_FAILED, OSError.
        """
        self._keep_previous()
        with ExitStack() as undo:
            undo.callback(self._take_back)
            self.part.replace(self.target)
            flush_folder(self.target.parent)
            require_digest(self.target, file_digest)
            undo.pop_all()
        self.previous.unlink(missing_ok=True)
        flush_folder(self.target.parent)

    def _keep_previous(self) -> None:
        if not self.target.exists():
            return
        try:
            os.link(self.target, self.previous)
        except OSError:
            # FAT and exFAT, as sticks have them, know no second name for a file.
            self.target.rename(self.previous)

    def _take_back(self) -> None:
        if self.previous.exists():
            self.previous.replace(self.target)
            # Renaming one of two names of the same file onto the other leaves both (POSIX).
            self.previous.unlink(missing_ok=True)
        elif not self.part.exists():
            self.target.unlink(missing_ok=True)


def require_usable_target(folder: VaultFolder, target: Path) -> None:
    """UserError TARGET_IS_A_FOLDER, _FOLDER_MISSING, _IS_VAULT_FOLDER or _EXISTS; OSError.

    Only a backup is ever replaced, be it cut off, or an empty file.
    """
    if target.is_dir():
        raise UserError(BackupTrouble.TARGET_IS_A_FOLDER)
    if not target.parent.is_dir():
        raise UserError(BackupTrouble.TARGET_FOLDER_MISSING)
    parent = target.parent.resolve()
    if parent.is_relative_to(folder.root.resolve()) and parent != folder.backups.resolve():
        raise UserError(BackupTrouble.TARGET_IS_VAULT_FOLDER)
    if target.exists() and not _may_be_replaced(target):
        raise UserError(BackupTrouble.TARGET_EXISTS)


def _may_be_replaced(target: Path) -> bool:
    if not target.is_file():
        return False
    with opened_file(target) as file:
        return os.fstat(file.fileno()).st_size == 0 or looks_like_a_backup(file)
