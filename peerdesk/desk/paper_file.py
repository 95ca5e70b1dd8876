"""Saving what anyone can read, so that it never takes the place of anything but one of its kind."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from peerdesk.desk.outside_file import require_place
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.log import LogKind
from peerdesk.domain.notes import TEXT_BEGINS
from peerdesk.vault.files import write_atomically


@dataclass(frozen=True, slots=True)
class FileForm:
    """A kind of readable file, and the line of the log that tells of one."""

    endings: tuple[str, ...]
    """Of the file's name, in small letters; the first is added where none of them is there."""
    logged_as: LogKind
    beginnings: tuple[bytes, ...]
    """How files of the kind begin, by which one that may be replaced is known."""
    taken: DeskTrouble = DeskTrouble.PAPER_PLACE_TAKEN
    """What is said where there is a file of another kind."""

    def named(self, path: Path) -> Path:
        """The path with an ending of this kind."""
        fits = path.suffix.casefold() in self.endings
        return path if fits else path.with_name(path.name + self.endings[0])


PDF: Final = FileForm((".pdf",), LogKind.SAVED_PDF, (b"%PDF",))
TEXT: Final = FileForm((".md", ".txt"), LogKind.SAVED_TEXT, (TEXT_BEGINS.encode(),))


def table_form(heading: bytes) -> FileForm:
    """A table for a spreadsheet with this first line."""
    return FileForm((".csv",), LogKind.EXPORTED, (heading,))


def save_in_form(target: Path, content: bytes, form: FileForm) -> None:
    """Write a file of that kind. UserError as `require_place_for`; OSError."""
    require_place_for(form, target)
    write_atomically(target, content)


def save_paper(target: Path, pdf: bytes) -> None:
    """Write a handout to `target`. UserError as `require_place_for`; OSError."""
    save_in_form(target, pdf, PDF)


def require_place_for(form: FileForm, target: Path) -> None:
    """Refuse a name that has a file of another kind, and every place within a vault.

    UserError PAPER_PLACE_IS_A_FOLDER, PAPER_PLACE_READ_ONLY, PAPER_PLACE_IN_A_VAULT or what the
    form says; OSError.
    """
    require_place(target, form.beginnings, form.taken)
