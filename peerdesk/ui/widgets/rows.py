"""Rows of controls, one for each record, kept in place while the records change around them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from peerdesk.ui.slices import Slices
from peerdesk.ui.widgets.properties import show_as_typed
from peerdesk.ui.widgets.tabbing import tab_on

T = TypeVar("T")
MOST_SHOWN_AT_ONCE = 12


class OneLine(QLabel):
    """A name in one line: it takes the room that is left, and ends in … where that is too little.

    The whole of it is the tooltip then, and always what a screen reader says.
    """

    def __init__(self, style: str = "") -> None:
        super().__init__()
        show_as_typed(self)
        if style:
            self.setObjectName(style)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def is_cut(self) -> bool:
        """Whether there is no room for all of it."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self._offer_whole()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._offer_whole()

    def paintEvent(self, _event: QPaintEvent) -> None:
        place = self.contentsRect()
        text = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, place.width()
        )
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            place,
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading,
            self.palette(),
            self.isEnabled(),
            text,
            self.foregroundRole(),
        )
        painter.end()

    def _offer_whole(self) -> None:
        self.setToolTip(self.text() if self.is_cut else "")


def give_way(label: QLabel) -> QLabel:
    """Let a wrapping label become narrower than its longest word, which may be a name."""
    label.setMinimumWidth(1)
    return label


class RecordRow(QWidget, Generic[T]):
    """One row. It is filled again when its record changed, and keeps focus and caret."""

    def fill(self, record: T) -> None:
        """Show the record."""
        raise NotImplementedError


def _show_all(unseen: list[RecordRow[T]]) -> None:
    for row in unseen:
        row.show()
    unseen.clear()


class KeyedRows(QWidget, Generic[T]):
    """Rows below one another, each known by the key of its record."""

    all_there = Signal()
    """Every record that was to be shown has its row by now."""

    def __init__(self, make: Callable[[], RecordRow[T]], spacing: int = 8) -> None:
        super().__init__()
        self._make = make
        self._rows: dict[int, RecordRow[T]] = {}
        self._slices = Slices(self)
        self._has_moved = False
        """Whether a row came between others since Tab was last led through them."""
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(spacing)

    def show_records(self, records: Sequence[tuple[int, T]]) -> None:
        """Show these records in this order; rows of the same key stay the same widgets."""
        wanted = {key for key, _ in records}
        for key in [key for key in self._rows if key not in wanted]:
            gone = self._rows.pop(key)
            self._layout.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._slices.begin(self._show_each(records))
        self.setVisible(bool(records))

    def _show_each(self, records: Sequence[tuple[int, T]]) -> Iterator[None]:
        """Make the rows one by one, and show them some at a time.

        With each row that comes into sight all of them are laid out anew, so the more there are
        already, the more come at once.
        """
        unseen: list[RecordRow[T]] = []
        for position, (key, record) in enumerate(records):
            row = self._rows.get(key)
            is_new = row is None
            if row is None:
                row = self._rows[key] = self._make()
                row.hide()
            if self._layout.indexOf(row) != position:
                self._has_moved = self._has_moved or position < self._layout.count()
                self._layout.insertWidget(position, row)
            row.fill(record)
            if row.isHidden():
                unseen.append(row)
            if len(unseen) >= min(MOST_SHOWN_AT_ONCE, max(1, position // 2)):
                _show_all(unseen)
            if is_new:
                yield
        _show_all(unseen)
        if self._has_moved:
            self._has_moved = False
            tab_on(self, self.made)
        self.all_there.emit()

    def row(self, key: int) -> RecordRow[T]:
        """The row of one record. KeyError where there is none."""
        self._slices.complete()
        return self._rows[key]

    @property
    def made(self) -> list[RecordRow[T]]:
        """The rows that are there by now, from the top to the bottom."""
        return sorted(self._rows.values(), key=self._layout.indexOf)

    @property
    def rows(self) -> list[RecordRow[T]]:
        """Every row, in no particular order."""
        self._slices.complete()
        return list(self._rows.values())
