"""Everything that is held about somebody, as paper or as a file for them, after the passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.held import HELD_FILE, asked_for, json_of
from peerdesk.desk.paper_file import PDF, FileForm
from peerdesk.documents.held_sheet import render
from peerdesk.domain.paper import PaperSize
from peerdesk.ui.leaving import AskFirst, Leaving, LogLine, Outgoing, pace_of
from peerdesk.ui.messages.held import SUBJECT, sheet_of
from peerdesk.ui.naming import called
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import flowing

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.domain.held import Held
    from peerdesk.domain.members import Member
    from peerdesk.ui.clock import Clock
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext

WIDTH = 600
STEM = "What is kept about you"


class WhatIsHeldDialog(Dialog):
    """One person's own copy. Each way out asks for the passphrase and has its line in the log."""

    def __init__(self, context: PageContext, member: Member, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("What is held about a person"))
        self.setMinimumWidth(WIDTH)
        self._context = context
        self._member_id = member.id
        self._clock = clock
        self.banner = Banner()
        self.leaving = Leaving(context, self, self.banner)
        self.leaving.begun.connect(self._busy)
        self.leaving.ended.connect(self._busy)
        self.print_button = button(self.tr("P&rint…"), self._print, icon_name="printer")
        self.pdf_button = button(self.tr("Save as P&DF…"), self._save_pdf, icon_name="file-text")
        self.file_button = button(self.tr("Save for progra&ms…"), self._save_file, icon_name="save")
        self.close_button = button(self.tr("&Close"), self.reject, weight="primary")
        self._ways = (self.print_button, self.pdf_button, self.file_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(
            plain(
                self.tr("What is held about {name}").format(name=called(member)),
                style="sectionTitle",
            )
        )
        layout.addWidget(
            plain(
                self.tr(
                    "A copy for this person of everything in the vault that is about them: their "
                    "page, groups, agreements, attendance, notes and drafts, and every sentence "
                    "elsewhere that has their name in it. Names of others are masked."
                )
            )
        )
        layout.addWidget(
            muted(
                self.tr(
                    "Whoever has the paper or the file can read it. Hand it over yourself, and "
                    "delete the file when they have it. Saved for programs, it is a JSON file."
                )
            )
        )
        layout.addStretch(1)
        layout.addWidget(self.banner)
        layout.addWidget(flowing(*self._ways, self.close_button))
        self.print_button.setFocus()

    def reject(self) -> None:
        """Not while a file is being written: what left the vault is always logged."""
        if not self.leaving.writing:
            super().reject()

    def _print(self) -> None:
        self.leaving.print(self._outgoing(_sheet, PDF))

    def _save_pdf(self) -> None:
        self.leaving.save(self._outgoing(_sheet, PDF))

    def _save_file(self) -> None:
        self.leaving.save(self._outgoing(_file, HELD_FILE))

    def _outgoing(self, made_of: Callable[[Held, Task], bytes], form: FileForm) -> Outgoing:
        vault, member_id, now = self._context.desk.vault, self._member_id, self._clock.now()

        def make(task: Task) -> bytes:
            return made_of(asked_for(vault, member_id, now), task)

        return Outgoing(
            stem=STEM,
            lines=(LogLine(SUBJECT),),
            make=make,
            ask_first=AskFirst(
                self.tr("It leaves the vault"),
                of_paper=self.tr("Whoever has the paper can read it. Hand it over yourself."),
                of_file=self.tr(
                    "The file is not encrypted: whoever has it can read it. Delete it when they "
                    "have it."
                ),
            ),
            form=form,
            after_saving=self.tr("It is not encrypted: delete it when they have it."),
        )

    def _busy(self) -> None:
        for way in self._ways:
            way.setEnabled(not self.leaving.busy)
        # A window does not follow wrapped text by itself.
        self.adjustSize()


def _sheet(held: Held, task: Task) -> bytes:
    return render(sheet_of(held), PaperSize.A4, pace_of(task))


def _file(held: Held, _task: Task) -> bytes:
    return json_of(held)
