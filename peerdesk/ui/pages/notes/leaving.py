"""Notes that were chosen on their way out of the vault: to a printer, as PDF or as plain text."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.changes import Kind
from peerdesk.desk.paper_file import PDF, TEXT, FileForm
from peerdesk.domain.notes import NoteKind, WrittenNote, as_text
from peerdesk.ui.dialogs.handout.dialog import usual_paper
from peerdesk.ui.leaving import AskFirst, Leaving, LogLine, Outgoing, pace_of
from peerdesk.ui.naming import is_masked
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import flowing
from peerdesk.ui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from peerdesk.domain.paper import PaperSize
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.notes.page import NotesPage

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
        self._leaving = Leaving(page.context, self, page.banner)
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
        self._leaving.print(self._as_sheet(self._notes()))

    def _save_pdf(self) -> None:
        self._leaving.save(self._as_sheet(self._notes()))

    def _save_text(self) -> None:
        notes = self._notes()
        self._leaving.save(self._outgoing(notes, partial(_text_of, notes), TEXT))

    def _notes(self) -> Notes:
        """What is chosen, with the last words typed."""
        self._page.flush()
        self._page.banner.clear()
        return self._chosen()

    def _as_sheet(self, notes: Notes) -> Outgoing:
        name, now = self._page.desk.vault.name, self._page.clock.now()
        return self._outgoing(notes, partial(_drawn, name, notes, now, usual_paper()), PDF)

    def _outgoing(self, notes: Notes, make: Callable[[Task], bytes], form: FileForm) -> Outgoing:
        counted_by_kind = sorted(Counter(note.kind for note in notes).items())
        why = self.tr(
            "Whoever has the paper or the file can read what was written. Keep it locked away, and "
            "destroy it as soon as it has done its work."
        )
        return Outgoing(
            stem=STEM,
            lines=tuple(LogLine(_SUBJECTS[of], number) for of, number in counted_by_kind),
            make=make,
            ask_first=AskFirst(self.tr("Notes leave the vault"), of_paper=why, of_file=why),
            form=form,
            after_saving=self.tr("It is not encrypted: delete it as soon as it has done its work."),
        )


def _drawn(vault_name: str, notes: Notes, now: datetime, paper: PaperSize, task: Task) -> bytes:
    from peerdesk.documents.notes_sheet import NotesSheet, render  # noqa: PLC0415 - in a job

    return render(NotesSheet(vault_name, notes, now), paper, pace_of(task))


def _text_of(notes: Notes, _task: Task) -> bytes:
    return as_text(notes)
