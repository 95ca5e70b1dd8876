"""Saving a handout or a table, so that it never takes the place of anything but one of its kind."""

from pathlib import Path

from peerdesk.desk.outside_file import require_place
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.notes import TEXT_BEGINS
from peerdesk.vault.files import write_atomically

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


def save_text(target: Path, text: bytes) -> None:
    """Write notes to `target`, which may have others. UserError as `require_place_for_paper`."""
    require_place_for_paper(target, TEXT_BEGINS.encode())
    write_atomically(target, text)


def require_place_for_paper(target: Path, beginning: bytes = BEGINNING) -> None:
    """Refuse a name that has something else than a PDF file, and every place within a vault.

    Another `beginning` stands for another kind of file. UserError PAPER_PLACE_IS_A_FOLDER,
    PAPER_PLACE_TAKEN, PAPER_PLACE_READ_ONLY or PAPER_PLACE_IN_A_VAULT; OSError.
    """
    require_place(target, (beginning,), DeskTrouble.PAPER_PLACE_TAKEN)
