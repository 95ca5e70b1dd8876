"""The days of a month in a grid, with what each of them has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from peerdesk.domain.calendar import DAYS_A_WEEK, Week, months_on, weeks_of, within_calendar
from peerdesk.ui.pages.sessions.month_cell import MOST_LINES, PADDING, DayCell
from peerdesk.ui.pages.sessions.month_words import spoken_day
from peerdesk.ui.widgets.form import name_control

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

    from peerdesk.domain.calendar import Occasion

AROUND = 10
"""Pixels of the grid's own edge and the room within it."""
AnyIndex = QModelIndex | QPersistentModelIndex
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -DAYS_A_WEEK,
    Qt.Key.Key_Down: DAYS_A_WEEK,
}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


@dataclass(frozen=True, slots=True)
class ShownDay:
    """One cell: a day of the month, or of the ones beside it."""

    day: date
    occasions: tuple[Occasion, ...]
    names: Mapping[int, str]
    in_month: bool
    now: datetime


class _Month(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.month = date.min
        self.weeks: tuple[Week, ...] = ()
        self.days: Mapping[date, tuple[Occasion, ...]] = {}
        self.names: Mapping[int, str] = {}
        self.now = datetime.min  # noqa: DTZ901 - a local moment

    def rowCount(self, parent: AnyIndex | None = None) -> int:  # noqa: ARG002 - a flat table
        return len(self.weeks)

    def columnCount(self, parent: AnyIndex | None = None) -> int:  # noqa: ARG002 - a flat table
        return DAYS_A_WEEK

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not self.weeks:
            return None
        day = self.weeks[0][section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{day:%a}"
        return f"{day:%A}" if role == Qt.ItemDataRole.AccessibleTextRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        day = self.weeks[index.row()][index.column()]
        occasions = self.days.get(day, ())
        is_pointed_at = role == Qt.ItemDataRole.ToolTipRole and bool(occasions)
        if is_pointed_at or role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_day(day, occasions, self.names, self.now)
        if role == Qt.ItemDataRole.UserRole:
            in_month = day.month == self.month.month
            return ShownDay(day, occasions, self.names, in_month, self.now)
        return None

    def show(self, month: date) -> None:
        self.beginResetModel()
        self.month = month
        self.weeks = weeks_of(month)
        self.days = {}
        self.endResetModel()

    def index_of(self, day: date) -> QModelIndex:
        passed = (day - self.weeks[0][0]).days
        return self.index(passed // DAYS_A_WEEK, passed % DAYS_A_WEEK)


class MonthGrid(QTableView):
    """One stop of the Tab key; arrows go from day to day, also into the next month.

    `turned` asks for what the days of another month have, `day_chosen` tells of the current day,
    and `opened` that Enter was pressed on it, or that it was clicked twice.
    """

    turned = Signal(object)
    day_chosen = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        name_control(
            self,
            self.tr("Month"),
            self.tr("Arrows go from day to day, Page Up and Page Down from month to month."),
        )
        self.setObjectName("month")
        self._model = _Month(self)
        self.setModel(self._model)
        self.setItemDelegate(DayCell(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(1)
        # A day's number, and a meeting with its group's name.
        lines = self.fontMetrics().lineSpacing() * (1 + MOST_LINES)
        self.verticalHeader().setMinimumSectionSize(lines + 2 * PADDING)
        self.doubleClicked.connect(self._on_double_click)

    @property
    def is_begun(self) -> bool:
        """Whether a month is shown yet."""
        return bool(self._model.weeks)

    @property
    def month(self) -> date:
        """A day of the shown month."""
        return self._model.month

    @property
    def day(self) -> date:
        """The current day."""
        index = self.currentIndex()
        return self._model.weeks[index.row()][index.column()]

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day that the grid shows."""
        return self._model.weeks[0][0], self._model.weeks[-1][-1]

    def of_day(self, day: date) -> tuple[Occasion, ...]:
        """What is on a shown day, by its time."""
        return self._model.days.get(day, ())

    def go_to(self, day: date) -> None:
        """Make a day current; another month is shown where it is in one."""
        day = within_calendar(day)
        if (day.year, day.month) != (self._model.month.year, self._model.month.month):
            self._model.show(day)
            self._claim_height()
            self.turned.emit(day)
        self.setCurrentIndex(self._model.index_of(day))

    def go_months(self, by: int) -> None:
        """Go to the same day of another month."""
        self.go_to(months_on(self.day, by))

    def show_days(
        self,
        days: Mapping[date, tuple[Occasion, ...]],
        names: Mapping[int, str],
        now: datetime,
    ) -> None:
        """Show what the days of this month have."""
        self._model.days, self._model.names, self._model.now = days, names, now
        corner = self._model.index(self._model.rowCount() - 1, DAYS_A_WEEK - 1)
        self._model.dataChanged.emit(self._model.index(0, 0), corner)

    def _claim_height(self) -> None:
        """Room for every week: where it is short, the page scrolls and not a part of it."""
        weeks = self.verticalHeader().minimumSectionSize() * self._model.rowCount()
        self.setMinimumHeight(weeks + self.horizontalHeader().sizeHint().height() + AROUND)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Days are not cells that end at an edge: the arrows go on into the next month."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.go_to(self.day + timedelta(days=_STEPS[key]))
        elif key in _MONTHS:
            self.go_months(_MONTHS[key])
        elif key is Qt.Key.Key_Home:
            self.go_to(self.day - timedelta(days=self.day.weekday()))
        elif key is Qt.Key.Key_End:
            self.go_to(self.day + timedelta(days=DAYS_A_WEEK - 1 - self.day.weekday()))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(self.day)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self._model.weeks:
            self.day_chosen.emit(self._model.weeks[current.row()][current.column()])

    def _on_double_click(self, _index: QModelIndex) -> None:
        self.opened.emit(self.day)
