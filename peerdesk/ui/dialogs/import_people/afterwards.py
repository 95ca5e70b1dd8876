"""After an import: what came of it, Undo, and what becomes of the file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.source_file import SourceFile, remove_source
from peerdesk.ui.dialogs.import_people.changing import LongChange, taking_back
from peerdesk.ui.dialogs.import_people.report_words import report_words
from peerdesk.ui.latest import Latest
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, row
from peerdesk.ui.wording import counted
from peerdesk.vault.troubles import told_of_system

if TYPE_CHECKING:
    from peerdesk.desk.importing import ImportReport
    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner


class Afterwards(QWidget):
    """`taken_back` says that the import was undone."""

    taken_back = Signal()

    def __init__(self, context: PageContext, banner: Banner, change: LongChange) -> None:
        super().__init__()
        self._change = change
        self._desk = context.desk
        self._banner = banner
        self._removing: Latest[None] = Latest(context.jobs)
        self.destroyed.connect(self._removing.drop)
        self._report: ImportReport | None = None
        self._source: SourceFile | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self._result())
        layout.addWidget(self._file())
        layout.addStretch(1)

    def show_report(self, report: ImportReport, source: SourceFile, group_name: str) -> None:
        """Say what came of the import."""
        self._report, self._source = report, source
        self.told.setText(report_words(report, group_name))
        self.undo_button.setVisible(bool(report.added or report.filled))
        self.where.setText(
            self.tr(
                "“{name}” still lies in {folder}, where anyone who gets at it can read it."
            ).format(name=source.path.name, folder=source.path.parent)
        )

    def undo(self) -> None:
        """Take the import back."""
        if self._report is None:
            return
        self._banner.clear()
        self.undo_button.setEnabled(False)
        self._change.run(
            taking_back(self._desk.vault, self._report.undo),
            self.tr("Taking everybody back…"),
            self._on_taken_back,
            self._on_not_taken_back,
            partial(self.undo_button.setEnabled, True),  # noqa: FBT003 - Qt's signature
        )

    def _on_taken_back(self, stay: int) -> None:
        self.undo_button.hide()
        told = self.tr("Taken back.")
        if stay:
            told += " " + self.tr(
                "{people} stay, because something was changed or noted about them since."
            ).format(people=counted(stay, self.tr("person"), self.tr("people")))
        self.told.setText(told)
        self.taken_back.emit()

    def _on_not_taken_back(self, error: PeerDeskError) -> None:
        self.undo_button.setEnabled(True)
        self._banner.explain(error)

    def remove(self) -> None:
        """Write over the file and remove it, in the background."""
        if self._source is None:
            return
        self._banner.clear()
        self.remove_button.setEnabled(False)
        self._removing.run(partial(_remove, self._source), self._on_removed, self._on_failed)

    def _result(self) -> QWidget:
        card = Card()
        self.told = plain("")
        self.undo_button = button(self.tr("&Undo"), self.undo, icon_name="undo-2")
        card.body.addWidget(self.told)
        card.body.addWidget(row(self.undo_button, None))
        return card

    def _file(self) -> QWidget:
        card = Card(self.tr("The file on this computer"))
        self.where = plain("")
        self.remove_button = button(
            self.tr("&Write over it and remove it"), self.remove, icon_name="trash-2"
        )
        card.body.addWidget(self.where)
        card.body.addWidget(
            muted(
                self.tr(
                    "PeerDesk can write over its contents and remove it; that can't be undone. It "
                    "does not reach copies elsewhere: in the program it came from, in e-mails, in "
                    "backups of this computer, in the folder of a sync program, and in spare parts "
                    "of a solid-state disk or a stick, which only the disk's own encryption covers."
                )
            )
        )
        card.body.addWidget(row(self.remove_button, None))
        return card

    def _on_removed(self, _nothing: None) -> None:
        self.remove_button.hide()
        self.where.setText(self.tr("The file was written over and removed."))

    def _on_failed(self, error: PeerDeskError) -> None:
        self.remove_button.setEnabled(True)
        self._banner.explain(error)


def _remove(source: SourceFile, _task: Task) -> None:
    try:
        remove_source(source)
    except OSError as failure:
        raise told_of_system(failure) from failure
