"""Attendance as a sentence, a small picture and a table, not as a score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from peerdesk.ui.terms import BETWEEN, full_day, presence_words
from peerdesk.ui.widgets.attendance_picture import AttendanceMark, AttendancePicture
from peerdesk.ui.widgets.buttons import toggle
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import Card, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.sessions import Presence, Session

Seen = tuple["Session", "Presence"]
LOOKED_BACK = 12
"""Sessions that the sentence speaks of."""
SHOWN = 36
"""Sessions that the table lists, and the picture where it has the room."""
LINES = 6
"""Of the table, before it scrolls."""


def attendance_sentence(seen: Sequence[Seen]) -> str:
    """How often somebody came of late; `seen` is newest first."""
    recent = seen[:LOOKED_BACK]
    if not recent:
        return QCoreApplication.translate("attendance", "No session is noted yet.")
    came = sum(presence.came for _, presence in recent)
    if len(recent) == 1:
        text = QCoreApplication.translate("attendance", "One session is noted so far.")
    else:
        text = QCoreApplication.translate(
            "attendance", "Came to {came} of the last {sessions} sessions that were noted."
        )
    return text.format(came=came, sessions=len(recent))


class AttendanceCard(Card):
    """What the picture shows is in the table as well, for who reads by ear or prefers words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Attendance"))
        self._desk = desk
        self.sentence = plain("")
        self.picture = AttendancePicture()
        name_control(self.picture, self.tr("Attendance, drawn"))
        self._legend = muted(
            self.tr(
                "Filled: came. Half: came late or left early. Ring: sent apologies. Line: was not "
                "there."
            )
        )
        self.as_table = toggle(self.tr("As a table"), self._on_table)
        self.table = self._new_table()
        self._below = row(self.as_table, None)
        for part in (self.sentence, self.picture, self._legend, self._below, self.table):
            self.body.addWidget(part)

    def show_sessions(self, seen: Sequence[Seen]) -> None:
        """Show the sessions of somebody, newest first."""
        self.sentence.setText(attendance_sentence(seen))
        groups = {group.id: group.name for group in self._desk.groups.all(with_archived=True)}
        lines = [
            (session.starts_at.date(), groups[session.group_id], presence)
            for session, presence in seen[:SHOWN]
        ]
        self.picture.setAccessibleDescription(self.sentence.text())
        self.picture.show_marks(
            [
                AttendanceMark(
                    day, presence, BETWEEN.join((full_day(day), group, presence_words(presence)))
                )
                for day, group, presence in reversed(lines)
            ]
        )
        self.table.setRowCount(len(lines))
        for number, (day, group, presence) in enumerate(lines):
            for column, text in enumerate((full_day(day), group, presence_words(presence))):
                self.table.setItem(number, column, QTableWidgetItem(text))
        for part in (self._legend, self._below):
            part.setVisible(bool(lines))
        self._on_table()

    def _new_table(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.setHorizontalHeaderLabels([self.tr("Day"), self.tr("Group"), self.tr("Whether")])
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        name_control(table, self.tr("Attendance as a table"))
        return table

    def _on_table(self) -> None:
        wanted = self.as_table.isChecked() and self.table.rowCount() > 0
        line = self.table.verticalHeader().defaultSectionSize()
        lines = min(LINES, self.table.rowCount()) + 1
        self.table.setFixedHeight(line * lines + 16)
        self.table.setVisible(wanted)
