"""The window that takes people from a file of another program."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from peerdesk.desk.foreign_files.reading import AS_FOUND
from peerdesk.domain.importing import Decision, ImportField
from peerdesk.ui.dialogs.import_people.afterwards import Afterwards
from peerdesk.ui.dialogs.import_people.choosing import RowsToChoose
from peerdesk.ui.dialogs.import_people.reading_form import ReadingForm
from peerdesk.ui.dialogs.import_people.working import (
    FoundInFile,
    LongChange,
    importing,
    proposing,
    reading_again,
    reading_of,
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
    from peerdesk.desk.source_file import SourceFile
    from peerdesk.domain.importing import ForeignTable, Proposal
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
        self._reading: Latest[FoundInFile] = Latest(context.jobs)
        self._proposing: Latest[list[Proposal]] = Latest(context.jobs)
        self.destroyed.connect(self._reading.drop)
        self.destroyed.connect(self._proposing.drop)
        self._source: SourceFile | None = None
        self._table: ForeignTable | None = None
        self.banner = Banner()
        self.form = ReadingForm(context.desk.groups.all(), group_id)
        self.form.read_otherwise.connect(self._read_again)
        self.form.changed.connect(self._propose)
        self.rows = RowsToChoose(context.desk)
        self.rows.decided.connect(self._count)
        self.change = LongChange(context)
        self.afterwards = Afterwards(context, self.banner, self.change)
        self._build()
        self._allow(importing=False)
        self._read(reading_of(path, AS_FOUND))

    def import_now(self) -> None:
        """Take what was decided, all of it or nothing."""
        if self._source is None:
            return
        self.banner.clear()
        self._work(working=True)
        rows = tuple(self.rows.people.proposals)
        self.change.run(
            importing(self._desk.vault, rows, self.form.group_id),
            self.tr("Putting everybody onto the roster…"),
            self._on_imported,
            self._on_not_imported,
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
        self.stack.setEnabled(not working)
        self._allow(importing=not working)

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
        outer.addWidget(self.change)
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
            self._read(reading_again(self._source, reading))

    def _read(self, work: Callable[[Task], FoundInFile]) -> None:
        self._proposing.drop()
        self._allow(importing=False)
        self._reading.run(work, self._on_read, self._on_not_read)

    def _on_read(self, found: FoundInFile) -> None:
        self._source, self._table = found.source, found.table
        self.banner.clear()
        self.form.show_table(found.table, found.usual)
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
        self._allow(importing=False)
        columns = self.form.columns
        fields = [field for field in ImportField if field in columns]
        self._proposing.run(
            proposing(self._desk.vault, self._table, columns, self.form.usual_order),
            partial(self._on_proposed, fields),
            self._on_not_read,
        )

    def _on_proposed(self, fields: list[ImportField], found: list[Proposal]) -> None:
        self.rows.show_people(found, fields)
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
