"""The master list at the left of a page: two lines an entry, found by typing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, overload

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from peerdesk.ui.theme import current
from peerdesk.ui.widgets.form import name_control
from peerdesk.ui.widgets.found_words import draw_found
from peerdesk.ui.widgets.wrapping import lines_of, number_of_lines

T = TypeVar("T")
MOST_SIZES_KEPT = 2_000
AnyIndex = QModelIndex | QPersistentModelIndex


MOST_OF_MARK = 3
"""A mark that is wider than this part of the line leaves a title that is long no room."""
NARROWEST = 120
"""Pixels that a list has at the least once it has its place; before that, Qt says 100."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: the record's key, what it is called, and a quiet second line.

    `key` is an id, or any text where a list mixes kinds; `heading` entries can't be chosen.
    """

    key: int | str
    title: str
    subtitle: str = ""
    mark: str = ""
    """A short word at the right, such as "new"."""
    heading: bool = False
    found: tuple[tuple[int, int], ...] = ()
    """Places in the second line that are bold: the words that a search found."""


class MadeEntries(Sequence[Entry], Generic[T]):
    """Entries that are made when they are looked at, for lists of thousands.

    Two are equal where their records are, and `state`, which is whatever else `make` depends on.
    """

    def __init__(
        self,
        records: tuple[T, ...],
        keys: tuple[int, ...],
        make: Callable[[T], Entry],
        state: object = None,
    ) -> None:
        self._records, self.keys, self._make, self._state = records, keys, make, state

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> list[Entry]: ...
    def __getitem__(self, place: int | slice) -> Entry | list[Entry]:
        if isinstance(place, slice):
            return [self._make(record) for record in self._records[place]]
        return self._make(self._records[place])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, MadeEntries):
            return NotImplemented
        return (self._records, self._state) == (other._records, other._state)

    __hash__ = None  # type: ignore[assignment] # what they show may change


def _place_of(entries: Sequence[Entry], key: int | str) -> int | None:
    """Where the entry with `key` stands; headings have no place."""
    if isinstance(entries, MadeEntries):
        return entries.keys.index(key) if key in entries.keys else None
    return next((n for n, each in enumerate(entries) if each.key == key and not each.heading), None)


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()
        self._count = 0

    def rowCount(self, parent: AnyIndex | None = None) -> int:  # noqa: ARG002 - a flat list
        return self._count  # asked three times for each entry of a layout

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.title, entry.subtitle, entry.mark) if part)
        if role == Qt.ItemDataRole.UserRole:
            return entry
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if self.entries[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        # Has a meaning only in a list that allows it.
        return usual | Qt.ItemFlag.ItemIsDragEnabled

    def replace(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries, self._count = entries, len(entries)
        self.endResetModel()


class _TwoLines(QStyledItemDelegate):
    """Paints an entry: its title, a quiet second line, a mark at the right.

    What is too long for one line has two, but where every entry is as high as the first.
    """

    PADDING = 8
    EDGE = 2
    """Pixels between an entry and what is painted around it where it is chosen."""

    def __init__(self, parent: QWidget, *, always_two: bool) -> None:
        super().__init__(parent)
        self.always_two = always_two
        self._sizes: dict[tuple[Entry, int, str], QSize] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        colours = current()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(self.EDGE, 1, -self.EDGE, -1)
        if selected:
            painter.setPen(QPen(QColor(colours["accent"]), 1.5))
            painter.setBrush(QColor(colours["tint"]))
            painter.drawRoundedRect(box, 7, 7)
        inner = box.adjusted(self.PADDING + 2, self.PADDING - 2, -self.PADDING, -self.PADDING + 2)
        self._write(painter, option, entry, inner)
        painter.restore()

    def _write(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, inner: QRect
    ) -> None:
        colours = current()
        font = _font_of(entry, option)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        mark_width = self._beside(entry, metrics, inner.width())
        top = QRect(inner.left(), inner.top(), inner.width() - mark_width, metrics.height())
        painter.setPen(QColor(colours["muted" if entry.heading else "text"]))
        titles = self._titles(entry, metrics, top.width())
        if len(titles) == 1 and not self._quiet_lines(entry, metrics, inner.width()):
            top.setHeight(inner.height())
        first = QRect(top)
        for title in titles:
            painter.drawText(
                top, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, title
            )
            top.translate(0, metrics.height())
        top.translate(0, -metrics.height())
        painter.setPen(QColor(colours["muted"]))
        if mark_width:
            right = QRect(inner.right() - mark_width, inner.top(), mark_width, first.height())
            painter.drawText(
                right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing, entry.mark
            )
        lines = self._quiet_lines(entry, metrics, inner.width())
        if lines:
            low = QRect(inner.left(), top.bottom() + 2, inner.width(), metrics.height())
            if entry.found:
                draw_found(painter, low, entry.subtitle, entry.found)
            else:
                low.setHeight(metrics.height() * len(lines))
                align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
                painter.drawText(low, align, "\n".join(lines))

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As measured before in the same width: Qt asks for all of it repeatedly."""
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        parent = self.parent()
        width = parent.viewport().width() if isinstance(parent, QListView) else 0
        asked = (entry, width, option.font.key())
        known = self._sizes.get(asked)
        if known is None:
            if len(self._sizes) >= MOST_SIZES_KEPT:
                self._sizes.clear()
            known = self._sizes[asked] = self._measured(option, entry)
        return known

    def _measured(self, option: QStyleOptionViewItem, entry: Entry) -> QSize:
        metrics = QFontMetrics(_font_of(entry, option))
        lines = 2 if self.always_two else 1
        parent = self.parent()
        if self.always_two or not isinstance(parent, QListView):
            pass
        elif parent.viewport().width() < NARROWEST:
            lines = 2 if entry.subtitle else 1
        else:
            room = parent.viewport().width() - 2 * self.EDGE - 2 * self.PADDING - 2
            beside = self._beside(entry, metrics, room)
            lines = number_of_lines(entry.title, metrics, room - beside)
            for text, most in self._quiet_texts(entry, metrics, room):
                lines += number_of_lines(text, metrics, room, one=most == 1)
        return QSize(120, max(34, metrics.height() * lines + 2 * self.PADDING))

    def _titles(self, entry: Entry, metrics: QFontMetrics, room: int) -> list[str]:
        return lines_of(entry.title, metrics, room, 1 if self.always_two else 2)

    def _beside(self, entry: Entry, metrics: QFontMetrics, room: int) -> int:
        """What the mark takes beside the title; nothing where it has a line of its own below."""
        mark = _width_of_mark(entry, metrics)
        if self.always_two or mark * MOST_OF_MARK <= room:
            return mark
        return 0 if metrics.horizontalAdvance(entry.title) + mark > room else mark

    def _quiet_lines(self, entry: Entry, metrics: QFontMetrics, room: int) -> list[str]:
        """What stands below the title."""
        texts = self._quiet_texts(entry, metrics, room)
        return [line for text, most in texts for line in lines_of(text, metrics, room, most)]

    def _quiet_texts(
        self, entry: Entry, metrics: QFontMetrics, room: int
    ) -> Iterator[tuple[str, int]]:
        """What stands below the title, each with the most lines that it has."""
        if entry.mark and not entry.found and not self._beside(entry, metrics, room):
            yield entry.mark, 1
        if entry.subtitle:
            yield entry.subtitle, 1 if self.always_two or entry.found else 2


def _font_of(entry: Entry, option: QStyleOptionViewItem) -> QFont:
    font = QFont(option.font)
    font.setBold(font.bold() or entry.heading)
    return font


def _width_of_mark(entry: Entry, metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance(entry.mark) + 8 if entry.mark else 0


class RecordList(QListView):
    """A list of entries. `chosen` carries the key of the entry that became current."""

    chosen = Signal(object)
    activated_key = Signal(object)
    several_changed = Signal()
    """Other entries are chosen, in a list that allows several."""

    def __init__(self, name: str, parent: QWidget | None = None, *, uniform: bool = False) -> None:
        """`uniform` gives every entry two lines, so that the height of one is that of all."""
        super().__init__(parent)
        name_control(self, name)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_TwoLines(self, always_two=uniform))
        self.setUniformItemSizes(uniform)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.activated.connect(self._on_activated)
        self._quiet = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another width titles break into other lines."""
        super().resizeEvent(event)
        if not self.uniformItemSizes() and event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What becomes current because nothing was, as after a search, shows that it is."""
        was_current = self.currentIndex().isValid()
        super().focusInEvent(event)
        index = self.currentIndex()
        if index.isValid() and not was_current:
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def allow_several(self) -> None:
        """Let Ctrl and Shift choose more than the current entry."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selectionModel().selectionChanged.connect(self._on_selection)

    @property
    def chosen_keys(self) -> tuple[int | str, ...]:
        """The keys of all chosen entries, in the order of the list."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return tuple(self._model.entries[row].key for row in rows)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Replace the list; the current entry and the scroll place stay where they can."""
        key, chosen = self.current_key, self.chosen_keys
        place = self.verticalScrollBar().value()
        self._quiet = True
        try:
            self._model.replace(tuple(entries) if isinstance(entries, list) else entries)
            if key is not None:
                self.choose(key)
            self._choose_again(chosen)
            # Unless an entry that was chosen needed it already.
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(place)
        finally:
            self._quiet = False

    def choose(self, key: int | str) -> bool:
        """Make the entry with `key` current; whether there is one."""
        place = _place_of(self._model.entries, key)
        if place is None:
            return False
        index = self._model.index(place, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def choose_first(self) -> bool:
        """Make the first entry current; whether there is one."""
        return any(self.choose(entry.key) for entry in self._model.entries[:2] if not entry.heading)

    @property
    def current_key(self) -> int | str | None:
        """The key of the current entry."""
        index = self.currentIndex()
        return self._model.entries[index.row()].key if index.isValid() else None

    @property
    def entries(self) -> Sequence[Entry]:
        """What is listed."""
        return self._model.entries

    def _choose_again(self, keys: tuple[int | str, ...]) -> None:
        if self.selectionMode() is not QAbstractItemView.SelectionMode.ExtendedSelection:
            return
        for key in keys:
            place = _place_of(self._model.entries, key)
            if place is not None:
                index = self._model.index(place, 0)
                self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)

    def _on_selection(self) -> None:
        if not self._quiet:
            self.several_changed.emit()

    def _on_current(self, index: QModelIndex, _previous: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(self._model.entries[index.row()].key)

    def _on_activated(self, index: QModelIndex) -> None:
        self.activated_key.emit(self._model.entries[index.row()].key)
