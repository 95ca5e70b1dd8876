"""The place of a vault that is being made, and putting it back as it was when that fails."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from peerdesk.errors import UserError
from peerdesk.vault.troubles import VaultTrouble


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A folder that is missing or empty; `missing` are it and its parents, the deepest first."""

    root: Path
    missing: tuple[Path, ...]

    @classmethod
    def at(cls, folder: Path) -> Self:
        """The place as it is now. UserError FOLDER_NOT_EMPTY, OSError."""
        if folder.is_symlink() and not folder.exists():
            raise UserError(VaultTrouble.FOLDER_NOT_EMPTY)
        root = folder.resolve()
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise UserError(VaultTrouble.FOLDER_NOT_EMPTY)
        steps = (root, *root.parents)
        return cls(root, tuple(step for step in steps if not step.exists()))

    @contextmanager
    def put_back_on_failure(self) -> Iterator[None]:
        """Take everything away again if the block fails or is stopped.

        To be entered once what lies in the folder is known to be ours, and not before.
        """
        with ExitStack() as undo:
            undo.callback(self.put_back)
            yield
            undo.pop_all()

    def put_back(self) -> None:
        """Empty the folder, and remove it and its parents where they were missing. OSError."""
        for path in tuple(self.root.iterdir()) if self.root.exists() else ():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        self.remove_folders()

    def remove_folders(self) -> None:
        """Remove the folders that were missing, those with something in them aside. OSError."""
        for step in self.missing:
            if step.exists() and not any(step.iterdir()):
                step.rmdir()
