"""What was done with the vault, and what left it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.paper_file import PDF, FileForm
from peerdesk.ui.leaving import AskFirst, Leaving, LogLine, Outgoing
from peerdesk.ui.pages.vault.log.leaving import SUBJECT, TABLE, page_of, table_of
from peerdesk.ui.pages.vault.log.log_table import LogTable
from peerdesk.ui.pages.vault.log.question import QuestionBar
from peerdesk.ui.pages.vault.section import VaultSection
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import flowing, scrolling

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.domain.log import LogQuestion
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner
    from peerdesk.vault.open_vault import OpenVault

    MadeOf = Callable[[OpenVault, LogQuestion, Task], bytes]

MOST_SHOWN = 500
"""Lines of the table; a file or a page has them all."""
LEAST_TABLE = 200
"""Pixels of its height; on a lower screen the section scrolls."""


class LogSection(VaultSection):
    """What was done with the vault, and what left it."""

    name: ClassVar[str] = "log"
    title: ClassVar[str] = "Log"

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__(context, banner)
        self._leaving = Leaving(context, self, banner)
        self.asked = QuestionBar(context.desk.log, date.today())  # noqa: DTZ011 - the local day
        self.table = LogTable()
        self.shown = muted("")
        self.table.setMinimumHeight(LEAST_TABLE)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 12, 8, 0)
        layout.setSpacing(8)
        layout.addWidget(
            muted(
                self.tr(
                    "What was done with this vault and what left it. No name of a member and no "
                    "word of a note is in it."
                )
            )
        )
        layout.addWidget(self.asked)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.shown)
        self.save_table = button(self.tr("Save as a table…"), self._save_table, icon_name="save")
        self.save_pdf = button(self.tr("Save as PDF…"), self._save_pdf, icon_name="file-text")
        self.print_button = button(self.tr("Print…"), self._print, icon_name="printer")
        layout.addWidget(flowing(self.save_table, self.save_pdf, self.print_button))
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolling(content))
        self.asked.changed.connect(self._show)

    def refresh(self) -> None:
        self.asked.refresh()
        self._show()

    def _show(self) -> None:
        log, question = self.context.desk.log, self.asked.question
        found = log.count(question)
        self.table.show_entries(log.entries(MOST_SHOWN, question))
        if not found:
            self.shown.setText(self.tr("Nothing of that kind is in the log."))
        elif found > MOST_SHOWN:
            self.shown.setText(
                self.tr("The newest {n} of {all} lines. A file or a page has them all.").format(
                    n=MOST_SHOWN, all=found
                )
            )
        else:
            self.shown.setText(self.tr("Lines: {n}").format(n=found))

    def _save_table(self) -> None:
        self._leaving.save(self._outgoing(table_of, TABLE))

    def _save_pdf(self) -> None:
        self._leaving.save(self._outgoing(page_of, PDF))

    def _print(self) -> None:
        self._leaving.print(self._outgoing(page_of, PDF))

    def _outgoing(self, made_of: MadeOf, form: FileForm) -> Outgoing:
        """Labels of passphrases are names of people, so it asks first."""
        why = self.tr(
            "Whoever has the file or the paper can read when, and by whom, this was used."
        )
        return Outgoing(
            stem=f"PeerDesk log {date.today():%Y-%m-%d}",  # noqa: DTZ011 - as above
            lines=(LogLine(SUBJECT),),
            make=partial(made_of, self.context.desk.vault, self.asked.question),
            ask_first=AskFirst(self.tr("The log leaves the vault"), of_paper=why, of_file=why),
            form=form,
        )
