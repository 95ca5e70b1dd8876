"""The folder that is to become a vault: proposed, typed, and tried before anything rests on it."""

from __future__ import annotations

import os
import secrets
from contextlib import ExitStack
from pathlib import Path

from peerdesk.errors import UserError
from peerdesk.vault.files import VaultFolder, make_private_folder
from peerdesk.vault.troubles import VaultTrouble, told_of_system


def path_at(typed: str) -> Path:
    """The path that somebody typed, in full."""
    expanded = os.path.expanduser(typed.strip())  # noqa: PTH111 - leaves an unknown user as typed
    return Path(expanded).absolute()


def folder_at(typed: str) -> VaultFolder:
    """The folder that somebody typed, as one of a vault."""
    return VaultFolder(path_at(typed))


def free_folder(wanted: Path) -> Path:
    """`wanted`, or the first of "wanted 2", "wanted 3" … that does not exist."""
    number = 2
    free = wanted
    while free.exists():
        free = wanted.with_name(f"{wanted.name} {number}")
        number += 1
    return free


def require_place(folder: VaultFolder) -> None:
    """Make sure that a vault can be made there, by making a folder beside it and removing it.

    UserError FOLDER_NOT_EMPTY, READ_ONLY, DISK_FULL, MEDIUM_GONE; VaultError IO_FAILED. The disk
    is afterwards as it was.
    """
    try:
        root = folder.root.resolve()
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise UserError(VaultTrouble.FOLDER_NOT_EMPTY)
        _try(root)
    except OSError as error:
        raise told_of_system(error) from error


def _try(root: Path) -> None:
    # A vault is built beside its place and renamed, so it is the parent that must take a folder.
    beside = root.with_name(f".{root.name}.{secrets.token_hex(4)}")
    with ExitStack() as undo:
        for made in make_private_folder(beside):
            undo.callback(made.rmdir)
