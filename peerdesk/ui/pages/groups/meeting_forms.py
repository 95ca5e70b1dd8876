"""What the card of next meetings asks in place: where one moves to, and how long a break is."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QTime, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from peerdesk.domain.meeting_changes import MeetingChange
from peerdesk.ui.terms import weekday_words
from peerdesk.ui.widgets.bound_form import day_field, time_field
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import Form, plain
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDateEdit

USUAL_BREAK = timedelta(days=14)
NO_GROUP_YET = 0
"""The group of a change until the card says which one it is."""


class MoveForm(QWidget):
    """`chosen` carries the `MeetingChange`; `dropped` says that nothing is to be moved."""

    chosen = Signal(object)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._moving: date | None = None
        self._heading = plain("", style="strong")
        form = Form()
        self.day = form.add(self.tr("New &day"), day_field())
        self.time = form.add(self.tr("Begins at"), time_field())
        self.keep_button = button(self.tr("Move it"), self._choose, weight="primary")
        cancel = button(self.tr("Leave it"), self.dropped.emit)
        _stacked(self, self._heading, form, row(self.keep_button, cancel, None))

    def ask(self, starts_at: datetime) -> None:
        """Ask about the meeting that begins then."""
        self._moving = starts_at.date()
        words = self.tr("Move the meeting of {day}")
        self._heading.setText(words.format(day=weekday_words(starts_at.date())))
        _set_day(self.day, starts_at.date() + timedelta(days=1))
        self.time.setTime(QTime(starts_at.hour, starts_at.minute))
        self.show()
        self.day.setFocus()

    def _choose(self) -> None:
        if self._moving is None:
            return
        start = self.time.time()
        moved_to = datetime.combine(_day_of(self.day), time(start.hour(), start.minute()))
        self.chosen.emit(
            MeetingChange(
                group_id=NO_GROUP_YET,
                first_day=self._moving,
                last_day=self._moving,
                moved_to=moved_to,
            )
        )


class BreakForm(QWidget):
    """`chosen` carries the `MeetingChange`; `dropped` says that there is no break."""

    chosen = Signal(object)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        form = Form()
        self.first = form.add(self.tr("No meeting fro&m"), day_field())
        self.last = form.add(self.tr("&Until and with"), day_field())
        self.why = form.add(
            self.tr("&Why"),
            QLineEdit(),
            help_text=self.tr("Such as a holiday. Nothing about anybody."),
        )
        self.keep_button = button(self.tr("Keep the break"), self._choose, weight="primary")
        cancel = button(self.tr("No break"), self.dropped.emit)
        _stacked(self, form, row(self.keep_button, cancel, None))

    def ask(self, today: date) -> None:
        """Ask from when to when."""
        _set_day(self.first, today)
        _set_day(self.last, today + USUAL_BREAK)
        self.why.clear()
        self.show()
        self.first.setFocus()

    def _choose(self) -> None:
        self.chosen.emit(
            MeetingChange(
                group_id=NO_GROUP_YET,
                first_day=_day_of(self.first),
                last_day=_day_of(self.last),
                why=self.why.text(),
            )
        )


def _stacked(holder: QWidget, *parts: QWidget) -> None:
    """`parts` below one another in `holder`, which waits until it is asked for."""
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for part in parts:
        layout.addWidget(part)
    holder.hide()


def _set_day(field: QDateEdit, day: date) -> None:
    field.setDate(QDate(day.year, day.month, day.day))


def _day_of(field: QDateEdit) -> date:
    day = field.date()
    return date(day.year(), day.month(), day.day())
