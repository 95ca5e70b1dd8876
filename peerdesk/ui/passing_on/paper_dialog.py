"""A paper about one release or one consent on its way out, in a language of choice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.paper_file import PDF
from peerdesk.documents.wording import languages_on_paper
from peerdesk.ui.leaving import AskFirst, Leaving, LogLine, Outgoing
from peerdesk.ui.terms import language_words
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.bound_form import choices
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.form import Form, muted, plain
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext

WIDTH = 560


@dataclass(frozen=True, slots=True)
class Paper:
    """What is to be printed: `make` is called with a language, and gives what a job renders."""

    title: str
    explanation: str
    warning: str
    """What should be looked at first; empty where nothing has to be."""
    stem: str
    """Of a file's name, which others see: it names nobody."""
    subject: str
    make: Callable[[str], Callable[[], bytes]]


class PaperDialog(Dialog):
    """Print, or save as PDF; each asks for the passphrase and has its line in the log."""

    def __init__(self, context: PageContext, paper: Paper, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Paper to hand over"))
        self.setMinimumWidth(WIDTH)
        self._paper = paper
        self.banner = Banner()
        self.leaving = Leaving(context, self, self.banner)
        self.leaving.begun.connect(self._busy)
        self.leaving.ended.connect(self._busy)
        form = Form()
        languages = ((code, language_words(code)) for code in languages_on_paper())
        self.language = form.add(self.tr("Lang&uage of the paper"), choices(*languages))
        self.language.setCurrentIndex(self.language.findData("en"))
        self.print_button = button(self.tr("P&rint…"), self._print, icon_name="printer")
        self.pdf_button = button(self.tr("Save as P&DF…"), self._save, icon_name="file-text")
        self.close_button = button(self.tr("&Close"), self.reject, weight="primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(plain(paper.title, style="sectionTitle"))
        layout.addWidget(plain(paper.explanation))
        layout.addWidget(
            muted(self.tr("It has a name on it. Hand it over yourself, or send it sealed."))
        )
        layout.addWidget(form)
        layout.addWidget(self.banner)
        layout.addWidget(row(self.print_button, self.pdf_button, None, self.close_button))
        if paper.warning:
            self.banner.warn(paper.warning)
        self.print_button.setFocus()

    def reject(self) -> None:
        """Not while a file is being written: what left the vault is always logged."""
        if not self.leaving.writing:
            super().reject()

    def outgoing(self) -> Outgoing:
        """The paper in the chosen language."""
        why = self.tr("Whoever has it can read it. Hand it over yourself, or send it sealed.")
        return Outgoing(
            stem=self._paper.stem,
            lines=(LogLine(self._paper.subject),),
            make=partial(_rendered, self._paper.make(str(self.language.currentData()))),
            ask_first=AskFirst(self.tr("It leaves the vault"), of_paper=why, of_file=why),
            form=PDF,
            after_saving=self.tr("It is not encrypted: delete it when they have it."),
        )

    def _print(self) -> None:
        self.leaving.print(self.outgoing())

    def _save(self) -> None:
        self.leaving.save(self.outgoing())

    def _busy(self) -> None:
        for control in (self.print_button, self.pdf_button, self.language):
            control.setEnabled(not self.leaving.busy)


def _rendered(render: Callable[[], bytes], _task: Task) -> bytes:
    return render()
