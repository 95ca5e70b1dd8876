"""Everything that is held about somebody, as paper or as a file for them, after the passphrase."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from peerdesk.desk.held import asked_for, save_for_programs
from peerdesk.desk.paper_file import save_paper
from peerdesk.documents.held_sheet import render
from peerdesk.domain.log import LogKind
from peerdesk.domain.paper import PaperSize
from peerdesk.ui.dialogs.print_dialog import PrintDialog
from peerdesk.ui.messages.held import SUBJECT, sheet_of
from peerdesk.ui.naming import called
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.form import Form, muted, plain
from peerdesk.ui.widgets.layout import row
from peerdesk.ui.widgets.passphrase import PassphraseField
from peerdesk.vault.cipher import translating

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from peerdesk.domain.held import Held
    from peerdesk.domain.members import Member
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.clock import Clock
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext

WIDTH = 600


def write_pdf(target: Path, held: Held) -> None:
    """Write it as PDF. UserError as `save_paper`; OSError."""
    save_paper(target, render(sheet_of(held), PaperSize.A4))


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
        self.passphrase = PassphraseField()
        form = Form()
        form.add(self.tr("Your &passphrase, because it leaves the vault"), self.passphrase)
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
        layout.addWidget(self.banner)
        layout.addWidget(form)
        layout.addWidget(row(*self._ways, None, self.close_button))
        self.passphrase.setFocus()

    def _print(self) -> None:
        self._with_it(self._on_to_print)

    def _save_pdf(self) -> None:
        self._save(write_pdf, LogKind.SAVED_PDF, ".pdf", self.tr("PDF files (*.pdf)"))

    def _save_file(self) -> None:
        kinds = self.tr("Files for programs (*.json)")
        self._save(save_for_programs, LogKind.EXPORTED, ".json", kinds)

    def _save(
        self, write: Callable[[Path, Held], None], kind: LogKind, suffix: str, kinds: str
    ) -> None:
        if not self.passphrase.text.strip():
            self._ask_for_it()
            return
        # The name of a file is seen by others, so it has none of a person.
        proposed = Path.home() / f"What is kept about you{suffix}"
        chosen, _filter = QFileDialog.getSaveFileName(
            self, self.tr("Save the copy"), str(proposed), kinds
        )
        if not chosen:
            return
        path = Path(chosen)
        target = path if path.suffix.casefold() == suffix else path.with_name(path.name + suffix)

        def work(held: Held) -> str:
            with translating():
                write(target, held)
            return target.name

        self._with_it(partial(self._on_saved, kind), work)

    def _with_it(
        self, then: Callable[..., None], work: Callable[[Held], object] | None = None
    ) -> None:
        """Find everything in a job after the passphrase, and do `work` with it there."""
        secret = self.passphrase.take()
        if not secret.strip():
            self._ask_for_it()
            return
        self._busy(busy=True)
        vault, member_id, now = self._context.desk.vault, self._member_id, self._now()

        def all_of_it(_task: Task) -> object:
            held = asked_for(vault, member_id, secret, now)
            return work(held) if work else render(sheet_of(held), PaperSize.A4)

        self._context.jobs.run(all_of_it).then(then).otherwise(self._on_failed)

    def _now(self) -> datetime:
        return self._clock.now()

    def _ask_for_it(self) -> None:
        self.banner.notice(self.tr("Type your passphrase first. Nothing has left the vault."))
        self.passphrase.setFocus()

    def _on_to_print(self, pdf: bytes) -> None:
        self._busy(busy=False)
        dialog = PrintDialog(pdf, self._context.jobs, self)
        dialog.printed.connect(self._on_printed)
        dialog.open()

    def _on_printed(self, copies: int) -> None:
        self._context.desk.note_in_log(LogKind.PRINTED, SUBJECT, copies)

    def _on_saved(self, kind: LogKind, name: str) -> None:
        self._busy(busy=False)
        self._context.desk.note_in_log(kind, SUBJECT)
        self.banner.good(self.tr("Saved as “{file}”. It is not encrypted.").format(file=name))

    def _on_failed(self, error: PeerDeskError) -> None:
        self._busy(busy=False)
        self.banner.explain(error)
        self.passphrase.setFocus()

    def _busy(self, *, busy: bool) -> None:
        self.banner.clear()
        for control in (*self._ways, self.passphrase):
            control.setEnabled(not busy)
