"""Saving what anyone can read, so that it never takes the place of anything but one of its kind."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from peerdesk.desk.outside_file import require_place
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.log import LogKind
from peerdesk.domain.notes import TEXT_BEGINS
from peerdesk.vault.files import write_atomically

BEGINNING: Final = b"%PDF"


@dataclass(frozen=True, slots=True)
class FileForm:
    """A kind of readable file, and the line of the log that tells of one."""

    endings: tuple[str, ...]
    """Of the file's name, in small letters; the first is added where none of them is there."""
    logged_as: LogKind
    beginning: bytes
    """What every file of the kind begins with, by which one that may be replaced is known."""

    def named(self, path: Path) -> Path:
        """The path with an ending of this kind."""
        fits = path.suffix.casefold() in self.endings
        return path if fits else path.with_name(path.name + self.endings[0])


PDF: Final = FileForm((".pdf",), LogKind.SAVED_PDF, BEGINNING)
TEXT: Final = FileForm((".md", ".txt"), LogKind.SAVED_TEXT, TEXT_BEGINS.encode())


def table_form(heading: bytes) -> FileForm:
    """A table for a spreadsheet with this first line."""
    return FileForm((".csv",), LogKind.EXPORTED, heading)


def save_in_form(target: Path, content: bytes, form: FileForm) -> None:
    """Write a file of that kind. UserError as `require_place_for_paper`; OSError."""
    require_place_for_paper(target, form.beginning)
    write_atomically(target, content)


def save_paper(target: Path, pdf: bytes) -> None:
    """Write a handout to `target`. UserError as `require_place_for_paper`; OSError."""
    save_in_form(target, pdf, PDF)


def require_place_for_paper(target: Path, beginning: bytes = BEGINNING) -> None:
    """Refuse a name that has something else than a PDF file, and every place within a vault.

    Another `beginning` stands for another kind of file. UserError PAPER_PLACE_IS_A_FOLDER,
    PAPER_PLACE_TAKEN, PAPER_PLACE_READ_ONLY or PAPER_PLACE_IN_A_VAULT; OSError.
    """
    require_place(target, (beginning,), DeskTrouble.PAPER_PLACE_TAKEN)
