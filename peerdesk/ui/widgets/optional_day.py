"""A date that may be left out."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QWidget

from peerdesk.ui.widgets.bound_form import day_field, read
from peerdesk.ui.widgets.flow import FlowLayout


class OptionalDay(QWidget):
    """A check box that says whether the date is known, with the date beside it."""

    def __init__(self, label: str, name: str) -> None:
        super().__init__()
        self.known = QCheckBox(label)
        self.day = day_field()
        self.day.setAccessibleName(name)
        self.known.toggled.connect(self.day.setEnabled)
        self.day.setEnabled(False)
        line = FlowLayout(self)
        line.addWidget(self.known)
        line.addWidget(self.day)

    def value(self) -> date | None:
        """The date, where it is known."""
        day = read(self.day)
        return day if self.known.isChecked() and isinstance(day, date) else None

    def show_value(self, value: date | None, today: date) -> None:
        """Show a date, or today's waiting behind an empty check box."""
        shown = value or today
        self.day.setDate(QDate(shown.year, shown.month, shown.day))
        self.known.setChecked(value is not None)

    @property
    def is_being_typed_in(self) -> bool:
        """Whether one of the two has the focus."""
        return self.known.hasFocus() or self.day.hasFocus()
