"""Saving a handout or a table, so that it never takes the place of anything but one of its kind."""

from pathlib import Path

from peerdesk.desk.troubles import DeskTrouble
from peerdesk.errors import UserError
from peerdesk.vault.files import VaultFolder, write_atomically

BEGINNING = b"%PDF"


def save_paper(target: Path, pdf: bytes) -> None:
    """Write a handout to `target`. UserError as `require_place_for_paper`; OSError."""
    require_place_for_paper(target)
    write_atomically(target, pdf)


def save_table(target: Path, table: bytes, heading: bytes) -> None:
    """Write a table to `target`, which may have one with the same first line.

    UserError as `require_place_for_paper`; OSError.
    """
    require_place_for_paper(target, heading)
    write_atomically(target, table)


def require_place_for_paper(target: Path, beginning: bytes = BEGINNING) -> None:
    """Refuse a name that has something else than a PDF file, and every place within a vault.

    Another `beginning` stands for another kind of file.

    An empty file is nothing that could be lost. UserError PAPER_PLACE_IS_A_FOLDER,
    PAPER_PLACE_TAKEN or PAPER_PLACE_IN_A_VAULT; OSError.
    """
    if target.is_dir():
        raise UserError(DeskTrouble.PAPER_PLACE_IS_A_FOLDER)
    if _is_in_a_vault(target):
        raise UserError(DeskTrouble.PAPER_PLACE_IN_A_VAULT)
    # A link is told from what it leads to: writing would replace the link itself.
    if target.is_symlink() or (target.exists() and not _may_be_replaced(target, beginning)):
        raise UserError(DeskTrouble.PAPER_PLACE_TAKEN)


def _is_in_a_vault(target: Path) -> bool:
    """Whether any folder above has the files of a vault, be it only half of them."""
    above = (VaultFolder(parent) for parent in target.absolute().resolve().parents)
    return any(
        path.exists()
        for folder in above
        for path in (folder.database, folder.keys, folder.keys_backup)
    )


def _may_be_replaced(target: Path, beginning: bytes) -> bool:
    if not target.is_file():
        return False
    with target.open("rb") as file:
        return file.read(len(beginning)) in {b"", beginning}
