"""Notes that were chosen on their way out of the vault: to a printer, as PDF or as plain text."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from peerdesk.desk.changes import Kind
from peerdesk.desk.paper_file import save_paper, save_text
from peerdesk.domain.log import LogKind
from peerdesk.domain.notes import NoteKind, WrittenNote, as_text
from peerdesk.ui.dialogs.ask_passphrase import ask_passphrase
from peerdesk.ui.dialogs.handout.dialog import usual_paper
from peerdesk.ui.dialogs.print_dialog import PrintDialog
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.naming import is_masked
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import flowing
from peerdesk.ui.wording import counted
from peerdesk.vault.cipher import translating

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from peerdesk.domain.paper import PaperSize
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.notes.page import NotesPage
    from peerdesk.vault.open_vault import OpenVault

T = TypeVar("T")
Notes = tuple[WrittenNote, ...]
STEM = "Notes"
"""A file's name is seen by others, so it has neither a group nor a person."""
_SUBJECTS = {NoteKind.GROUP: Kind.GROUP_NOTE, NoteKind.MEMBER: Kind.MEMBER_NOTE}


class NotesLeaving(QWidget):
    """What is chosen in the list, and the three ways out. Asks for the passphrase first."""

    def __init__(self, page: NotesPage, chosen: Callable[[], Notes]) -> None:
        super().__init__()
        self._page = page
        self._chosen = chosen
        self.count = muted("")
        self.print_button = button(self.tr("Print…"), self._print, icon_name="printer")
        self.pdf_button = button(self.tr("Save PDF…"), self._save_pdf, icon_name="file-text")
        self.text_button = button(self.tr("Save text…"), self._save_text, icon_name="save")
        self._ways = (self.print_button, self.pdf_button, self.text_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.count)
        layout.addWidget(flowing(*self._ways))

    def show_count(self, number: int) -> None:
        """Say how many are chosen. While names are masked nothing leaves."""
        number_in_words = counted(number, self.tr("note"), self.tr("notes"))
        self.count.setText(
            self.tr("Chosen: {notes}. Ctrl or Shift and a click choose more.").format(
                notes=number_in_words
            )
        )
        for way in self._ways:
            way.setEnabled(number > 0 and not is_masked())

    def _print(self) -> None:
        notes = self._notes()
        secret = self._passphrase()
        if secret is None:
            return
        work = partial(_allowed, self._page.desk.vault, secret, self._sheet_of(notes))
        job = self._page.context.jobs.run(work).then(partial(self._on_rendered, notes))
        job.otherwise(self._page.banner.explain)

    def _save_pdf(self) -> None:
        notes = self._notes()
        target = self._ask_for_file((".pdf",), self.tr("PDF files (*.pdf)"))
        if target is not None:
            write = partial(_write_pdf, target, self._sheet_of(notes))
            self._save(write, LogKind.SAVED_PDF, notes)

    def _save_text(self) -> None:
        notes = self._notes()
        target = self._ask_for_file((".md", ".txt"), self.tr("Plain text (*.md *.txt)"))
        if target is not None:
            write = partial(_write_text, target, notes)
            self._save(write, LogKind.SAVED_TEXT, notes)

    def _notes(self) -> Notes:
        """What is chosen, with the last words typed."""
        self._page.flush()
        self._page.banner.clear()
        return self._chosen()

    def _sheet_of(self, notes: Notes) -> Callable[[], bytes]:
        name, now = self._page.desk.vault.name, self._page.clock.now()
        return partial(_drawn, name, notes, now, usual_paper())

    def _ask_for_file(self, suffixes: tuple[str, ...], kinds: str) -> Path | None:
        proposed = Path.home() / f"{STEM}{suffixes[0]}"
        chosen, _filter = QFileDialog.getSaveFileName(
            self, self.tr("Save the notes"), str(proposed), kinds
        )
        if not chosen:
            return None
        path = Path(chosen)
        fits = path.suffix.casefold() in suffixes
        return path if fits else path.with_name(path.name + suffixes[0])

    def _save(self, write: Callable[[], str], kind: LogKind, notes: Notes) -> None:
        secret = self._passphrase()
        if secret is None:
            return
        work = partial(_allowed, self._page.desk.vault, secret, write)
        job = self._page.context.jobs.run(work).then(partial(self._on_saved, kind, notes))
        job.otherwise(self._on_save_failed)

    def _passphrase(self) -> str | None:
        """None where the person changed their mind; nobody knows that of the sample vault."""
        if self._page.desk.vault.is_sample:
            return ""
        return ask_passphrase(
            self,
            self.tr("Notes leave the vault"),
            self.tr("Your passphrase"),
            self.tr(
                "Whoever has the paper or the file can read what was written. Keep it locked away, "
                "and destroy it as soon as it has done its work."
            ),
        )

    def _on_rendered(self, notes: Notes, pdf: bytes) -> None:
        dialog = PrintDialog(pdf, self._page.context.jobs, self)
        dialog.printed.connect(partial(self._log, LogKind.PRINTED, notes))
        dialog.open()

    def _on_saved(self, kind: LogKind, notes: Notes, name: str) -> None:
        self._log(kind, notes, 1)
        self._page.banner.notice(
            self.tr(
                "Saved as “{file}”. It is not encrypted: delete it as soon as it has done its work."
            ).format(file=name)
        )

    def _on_save_failed(self, error: PeerDeskError) -> None:
        self._page.banner.warn(words_on(Occasion.SAVING_PAPER, error))

    def _log(self, kind: LogKind, notes: Notes, copies: int) -> None:
        """How many notes of which kind; never whose they are."""
        for of, number in sorted(Counter(note.kind for note in notes).items()):
            self._page.desk.note_in_log(kind, _SUBJECTS[of], number * copies)


def _allowed(vault: OpenVault, secret: str, work: Callable[[], T], _task: Task) -> T:
    """What runs in the job: WrongPassphraseError unless the passphrase is right."""
    if not vault.is_sample:
        vault.ways.require(secret)
    return work()


def _drawn(vault_name: str, notes: Notes, now: datetime, paper: PaperSize) -> bytes:
    from peerdesk.documents.notes_sheet import NotesSheet, render  # noqa: PLC0415 - in a job

    return render(NotesSheet(vault_name, notes, now), paper)


def _write_pdf(target: Path, make: Callable[[], bytes]) -> str:
    """Save, and give the file's name. UserError and VaultError for what the place refuses."""
    pdf = make()
    with translating():
        save_paper(target, pdf)
    return target.name


def _write_text(target: Path, notes: Notes) -> str:
    """As `_write_pdf`."""
    with translating():
        save_text(target, as_text(notes))
    return target.name
