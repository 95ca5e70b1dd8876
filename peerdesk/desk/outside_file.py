"""Files that anyone can read, outside of every vault, and that take no other file's place."""

import stat
from pathlib import Path
from typing import Final

from peerdesk.desk.troubles import DeskTrouble
from peerdesk.errors import UserError
from peerdesk.vault.files import VaultFolder

_MAY_BE_WRITTEN: Final = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def require_place(target: Path, beginnings: tuple[bytes, ...], taken: DeskTrouble) -> None:
    """Refuse a name that has a file of another kind, and every place within a vault.

    Files of the kind begin with one of `beginnings`; an empty file is nothing that could be lost.
    UserError PAPER_PLACE_IS_A_FOLDER, PAPER_PLACE_IN_A_VAULT, PAPER_PLACE_READ_ONLY or `taken`;
    OSError.
    """
    if target.is_dir():
        raise UserError(DeskTrouble.PAPER_PLACE_IS_A_FOLDER)
    if _is_in_a_vault(target):
        raise UserError(DeskTrouble.PAPER_PLACE_IN_A_VAULT)
    # A link is told from what it leads to: writing would replace the link itself.
    if target.is_symlink() or (target.exists() and not _may_be_replaced(target, beginnings)):
        raise UserError(taken)
    # Not left to the system: a file is replaced by a rename, for which it need not be writable.
    if target.exists() and not target.stat().st_mode & _MAY_BE_WRITTEN:
        raise UserError(DeskTrouble.PAPER_PLACE_READ_ONLY)


def _is_in_a_vault(target: Path) -> bool:
    """Whether any folder above has the files of a vault, be it only half of them."""
    above = (VaultFolder(parent) for parent in target.absolute().resolve().parents)
    return any(
        path.exists()
        for folder in above
        for path in (folder.database, folder.keys, folder.keys_backup)
    )


def _may_be_replaced(target: Path, beginnings: tuple[bytes, ...]) -> bool:
    if not target.is_file():
        return False
    with target.open("rb") as file:
        beginning = file.read(max(len(each) for each in beginnings))
    return not beginning or beginning.startswith(beginnings)
