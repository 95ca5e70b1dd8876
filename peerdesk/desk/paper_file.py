"""Saving a handout as a PDF file, so that it never takes the place of anything but a handout."""

from pathlib import Path

from peerdesk.desk.outside_file import require_place
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.vault.files import write_atomically

BEGINNING = b"%PDF"


def save_paper(target: Path, pdf: bytes) -> None:
    """Write a handout to `target`. UserError as `require_place_for_paper`; OSError."""
    require_place_for_paper(target)
    write_atomically(target, pdf)


def require_place_for_paper(target: Path) -> None:
    """Refuse a name that has something else than a PDF file, and every place within a vault.

    UserError PAPER_PLACE_IS_A_FOLDER, PAPER_PLACE_TAKEN or PAPER_PLACE_IN_A_VAULT; OSError.
    """
    require_place(target, (BEGINNING,), DeskTrouble.PAPER_PLACE_TAKEN)
