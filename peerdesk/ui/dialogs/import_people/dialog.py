"""The window that takes people from a file of another program."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from peerdesk.domain.days import DayOrder
from peerdesk.domain.importing import Decision, ImportField
from peerdesk.ui.dialogs.import_people.afterwards import Afterwards
from peerdesk.ui.dialogs.import_people.changing import LongChange, importing
from peerdesk.ui.dialogs.import_people.choosing import RowsToChoose
from peerdesk.ui.dialogs.import_people.reading_form import ReadingForm
from peerdesk.ui.dialogs.import_people.work import (
    FileRead,
    Question,
    proposed,
    read_again,
    read_first,
)
from peerdesk.ui.latest import Latest
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import row, scrolling
from peerdesk.ui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from peerdesk.desk.foreign_files.reading import Reading
    from peerdesk.desk.importing import ImportReport
    from peerdesk.domain.importing import Proposal
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext

USUAL_SIZE = QSize(1040, 680)
SIDE_WIDTH = 300
CHOOSING, AFTERWARDS = 0, 1
MOST_LINES = 12


class ImportPeopleDialog(Dialog):
    """`imported` carries the `ImportReport`."""

    imported = Signal(object)

    def __init__(
        self, context: PageContext, path: Path, parent: QWidget, *, group_id: int = 0
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Import people"))
        self.setSizeGripEnabled(True)
        self._desk = context.desk
        self._reading: Latest[FileRead] = Latest(context.jobs)
        self._proposing: Latest[list[Proposal]] = Latest(context.jobs)
        for awaited in (self._reading, self._proposing):
            self.destroyed.connect(awaited.drop)
        self._file: FileRead | None = None
        self._is_outdated = False
        """Whether the rows belong to other columns than those that are chosen now."""
        self.banner = Banner()
        self.form = ReadingForm(context.desk.groups.all(), group_id)
        self.form.read_otherwise.connect(self._read_again)
        self.form.changed.connect(self._propose)
        self.rows = RowsToChoose(context.desk)
        self.rows.decided.connect(self._count)
        self._context = context
        self.change = LongChange(context)
        self._build()
        self._allow(importing=False)
        self._read(partial(read_first, path))

    @property
    def busy(self) -> bool:
        """Whether what is shown is not yet what comes of the file."""
        is_under_way = self._reading.busy or self._proposing.busy or self.change.runs
        return is_under_way or self._is_outdated or not self.form.is_made

    @cached_property
    def afterwards(self) -> Afterwards:
        """What is shown once people were taken; made when it is first needed."""
        made = Afterwards(self._context, self.banner, self.change)
        self.stack.addWidget(scrolling(made))
        return made

    def import_now(self) -> None:
        """Take what was decided, all of it or nothing."""
        if self._file is None or self.busy:
            return
        self.banner.clear()
        self._work(working=True)
        rows = tuple(self.rows.people.proposals)
        self.change.run(
            importing(self._desk.vault, rows, self.form.group_id),
            self.tr("Putting everybody onto the roster…"),
            self._on_imported,
            self._on_not_imported,
            partial(self._work, working=False),
        )

    def reject(self) -> None:
        """Escape stops what runs; the window closes once nothing does."""
        if self.change.runs:
            self.change.stop()
        else:
            super().reject()

    def _on_imported(self, report: ImportReport) -> None:
        self._work(working=False)
        self._show_afterwards(report)
        self.imported.emit(report)

    def _on_not_imported(self, error: PeerDeskError) -> None:
        self._work(working=False)
        self.banner.explain(error)

    def _work(self, *, working: bool) -> None:
        """Leave everything as it was chosen while it is being done."""
        for each in (self.stack, self.cancel_button):
            each.setEnabled(not working)
        self._allow(importing=not working)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(self.banner)
        # In its place before it is filled: what is moved has its look worked out anew.
        self.stack = QStackedWidget(self)
        self._choosing()
        outer.addWidget(self.stack, 1)
        self.count = muted("")
        self.cancel_button = button(self.tr("Cancel"), self.reject)
        self.import_button = button(self.tr("&Import"), self.import_now, weight="primary")
        self.import_button.setDefault(True)
        outer.addWidget(self.count)
        outer.addWidget(self.change)
        outer.addWidget(row(None, self.cancel_button, self.import_button))
        fit_on_screen(self, USUAL_SIZE)

    def _choosing(self) -> None:
        part = QWidget(self.stack)
        self.stack.addWidget(part)
        halves = QHBoxLayout(part)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(20)
        side = scrolling(self.form)
        side.setFixedWidth(max(SIDE_WIDTH, 24 * self.fontMetrics().averageCharWidth() + 90))
        halves.addWidget(side)
        halves.addWidget(self.rows, 1)

    def _read_again(self, reading: Reading) -> None:
        if self._file is not None:
            self._read(partial(read_again, self._file.source, reading))

    def _read(self, work: Callable[[Task], FileRead]) -> None:
        self._allow(importing=False)
        self._reading.run(work, self._on_read, self._on_not_read)

    def _on_read(self, found: FileRead) -> None:
        self.form.once_made(partial(self._show_read, found))

    def _show_read(self, found: FileRead) -> None:
        self._file = found
        self.banner.clear()
        self.form.show_table(found.table, found.usual)
        if found.table.other_lines:
            lines = found.table.other_lines
            told = ", ".join(str(line) for line in lines[:MOST_LINES])
            self.banner.notice(
                self.tr(
                    "The file was put together of two encodings. Look whether these lines read "
                    "right: {lines}."
                ).format(lines=told + ("…" if len(lines) > MOST_LINES else ""))
            )

    def _on_not_read(self, error: PeerDeskError) -> None:
        """The way it was read before stays on show, so that another one can be chosen."""
        self._allow(importing=False)
        self.banner.explain(error)
        if self._file is None:
            # There is nothing to choose from.
            self.stack.setEnabled(False)
            self.cancel_button.setFocus()

    def _propose(self) -> None:
        if self._file is None:
            return
        # Until the answer is there, which may be that the vault can't be read.
        self._is_outdated = True
        self._allow(importing=False)
        question = Question(self._file.table, self.form.columns, _usual_order())
        work = partial(proposed, self._desk.vault, question)
        self._proposing.run(work, partial(self._on_proposed, question), self._on_not_read)

    def _on_proposed(self, question: Question, found: list[Proposal]) -> None:
        self._is_outdated = False
        self.rows.show_people(found, [field for field in ImportField if field in question.columns])
        self._count()

    def _count(self) -> None:
        decisions = [each.decision for each in self.rows.people.proposals]
        added, filled = decisions.count(Decision.ADD), decisions.count(Decision.FILL_IN)
        left = len(decisions) - added - filled
        people = (self.tr("person"), self.tr("people"))
        parts = [self.tr("{people} will be added").format(people=counted(added, *people))]
        if filled:
            parts.append(self.tr("{people} filled in").format(people=counted(filled, *people)))
        if left:
            lines = counted(left, self.tr("line"), self.tr("lines"))
            parts.append(self.tr("{lines} left out").format(lines=lines))
        asked = "" if ImportField.CHOSEN_NAME in self.form.columns else self._name_asked()
        self.count.setText(asked or ", ".join(parts) + ".")
        self._allow(importing=bool(added + filled) and not self.busy)

    def _name_asked(self) -> str:
        return self.tr("Which column has the names? Choose it under “Chosen name”.")

    def _show_afterwards(self, report: ImportReport) -> None:
        if self._file is None:
            return
        group_name = self.form.group.currentText() if self.form.group_id else ""
        self.afterwards.show_report(report, self._file.source, group_name)
        self.stack.setCurrentIndex(AFTERWARDS)
        self.count.hide()
        self.import_button.hide()
        self.cancel_button.setText(self.tr("Close"))
        self.cancel_button.setAccessibleName(self.tr("Close"))
        self.cancel_button.setFocus()

    def _allow(self, *, importing: bool) -> None:
        self.import_button.setEnabled(importing)


def _usual_order() -> DayOrder:
    """How days are written in this country, for a column that does not tell by itself."""
    short = QLocale.system().dateFormat(QLocale.FormatType.ShortFormat).casefold()
    is_month_first = short.find("m") < short.find("d")
    return DayOrder.MONTH_FIRST if is_month_first else DayOrder.DAY_FIRST
