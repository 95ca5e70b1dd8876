"""The window that takes people from a file of another program."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from peerdesk.desk.foreign_files.reading import AS_FOUND, Reading, read_people
from peerdesk.desk.importing import ImportReport, import_people, known_names
from peerdesk.desk.source_file import SourceFile, read_source
from peerdesk.domain.importing import Decision, ForeignTable, ImportField, proposals
from peerdesk.errors import PeerDeskError
from peerdesk.ui.dialogs.import_people.afterwards import Afterwards
from peerdesk.ui.dialogs.import_people.choosing import RowsToChoose
from peerdesk.ui.dialogs.import_people.reading_form import ReadingForm
from peerdesk.ui.latest import Latest
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import row, scrolling
from peerdesk.ui.wording import counted

if TYPE_CHECKING:
    from pathlib import Path

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
        self._reading: Latest[tuple[SourceFile, ForeignTable]] = Latest(context.jobs)
        self.destroyed.connect(self._reading.drop)
        self._source: SourceFile | None = None
        self._table: ForeignTable | None = None
        self.banner = Banner()
        self.form = ReadingForm(context.desk.groups.all(), group_id)
        self.form.read_otherwise.connect(self._read_again)
        self.form.changed.connect(self._propose)
        self.rows = RowsToChoose(context.desk)
        self.rows.decided.connect(self._count)
        self.afterwards = Afterwards(context, self.banner)
        self._build()
        self._allow(importing=False)
        self._read(partial(_first_read, path))

    def import_now(self) -> None:
        """Take what was decided, all of it or nothing."""
        if self._source is None:
            return
        try:
            report = import_people(self._desk, self.rows.people.proposals, self.form.group_id)
        except PeerDeskError as error:
            self.banner.explain(error)
            return
        self._show_afterwards(report)
        self.imported.emit(report)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(self.banner)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._choosing())
        self.stack.addWidget(scrolling(self.afterwards))
        outer.addWidget(self.stack, 1)
        self.count = muted("")
        self.cancel_button = button(self.tr("Cancel"), self.reject)
        self.import_button = button(self.tr("&Import"), self.import_now, weight="primary")
        self.import_button.setDefault(True)
        outer.addWidget(self.count)
        outer.addWidget(row(None, self.cancel_button, self.import_button))
        fit_on_screen(self, USUAL_SIZE)

    def _choosing(self) -> QWidget:
        part = QWidget()
        halves = QHBoxLayout(part)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(20)
        side = scrolling(self.form)
        side.setFixedWidth(max(SIDE_WIDTH, 24 * self.fontMetrics().averageCharWidth() + 90))
        halves.addWidget(side)
        halves.addWidget(self.rows, 1)
        return part

    def _read_again(self, reading: Reading) -> None:
        if self._source is not None:
            self._read(partial(_read, self._source, reading))

    def _read(self, work: partial[tuple[SourceFile, ForeignTable]]) -> None:
        self._reading.run(work, self._on_read, self._on_not_read)

    def _on_read(self, found: tuple[SourceFile, ForeignTable]) -> None:
        self._source, self._table = found
        self.banner.clear()
        self.form.show_table(self._table)
        if self._table.other_lines:
            lines = self._table.other_lines
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

    def _propose(self) -> None:
        if self._table is None:
            return
        columns = self.form.columns
        found = proposals(self._table, columns, known_names(self._desk), self.form.day_order)
        self.rows.show_people(found, [field for field in ImportField if field in columns])
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
        self._allow(importing=bool(added + filled))

    def _name_asked(self) -> str:
        return self.tr("Which column has the names? Choose it under “Chosen name”.")

    def _show_afterwards(self, report: ImportReport) -> None:
        if self._source is None:
            return
        group_name = self.form.group.currentText() if self.form.group_id else ""
        self.afterwards.show_report(report, self._source, group_name)
        self.stack.setCurrentIndex(AFTERWARDS)
        self.count.hide()
        self.import_button.hide()
        self.cancel_button.setText(self.tr("Close"))
        self.cancel_button.setAccessibleName(self.tr("Close"))
        self.cancel_button.setFocus()

    def _allow(self, *, importing: bool) -> None:
        self.import_button.setEnabled(importing)


def _first_read(path: Path, _task: Task) -> tuple[SourceFile, ForeignTable]:
    source = read_source(path)
    return source, read_people(source.data, AS_FOUND)


def _read(source: SourceFile, reading: Reading, _task: Task) -> tuple[SourceFile, ForeignTable]:
    return source, read_people(source.data, reading)
