"""Widgets in a line that breaks where the room ends, like words."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QWidget

MOST_OF_A_NAME = 14
"""Widths of an m that a name has room for before the buttons beside it stand below."""


class FlowLayout(QLayout):
    """Begins a new line where the next item has no room."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        """What was answered for each width: layouts around it ask again and again."""
        self._height = 0
        """Of the lines in the width that there was last."""
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), place=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        height = self._arrange(rect, place=True)
        parent = self.parentWidget()
        if height != self._height and parent is not None:
            # A page asks its parts how low they may be, without saying how wide they will be.
            self._height = height
            parent.updateGeometry()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.expandedTo(QSize(0, self._height))

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """The height that the items take in the width of `rect`."""
        return self._flow([item for item in self._items if not item.isEmpty()], rect, place=place)

    def _flow(self, items: list[QLayoutItem], rect: QRect, *, place: bool) -> int:
        x, y, line_height = rect.x(), rect.y(), 0
        for item in items:
            wanted = item.sizeHint()
            size = QSize(min(wanted.width(), rect.width()), wanted.height())
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, line_height = rect.x(), y + line_height + self.spacing(), 0
            if place:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            line_height = max(line_height, size.height())
        return y + line_height - rect.y()


class HeadLayout(FlowLayout):
    """What something is called at the left and what can be done at the right of one line.

    Where the line is too short, the name has one of its own, and the buttons flow below it.
    """

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        shown = [item for item in self._items if not item.isEmpty()]
        if not shown:
            return 0
        name, *buttons = shown
        asked = sum(item.sizeHint().width() + self.spacing() for item in buttons)
        if _width_of_name(name) + asked <= rect.width():
            return self._in_one_line(rect, asked, shown, place=place)
        height = name.sizeHint().height()
        if name.hasHeightForWidth():
            height = name.heightForWidth(rect.width())
        if place:
            name.setGeometry(QRect(rect.topLeft(), QSize(rect.width(), height)))
        if not buttons:
            return height
        below = rect.adjusted(0, height + self.spacing(), 0, 0)
        return height + self.spacing() + self._flow(buttons, below, place=place)

    def _in_one_line(
        self, rect: QRect, asked: int, shown: list[QLayoutItem], *, place: bool
    ) -> int:
        height = max(item.sizeHint().height() for item in shown)
        if place:
            name, *buttons = shown
            name.setGeometry(QRect(rect.topLeft(), QSize(rect.width() - asked, height)))
            x = rect.right() + 1 - asked + self.spacing()
            for item in buttons:
                size = item.sizeHint()
                item.setGeometry(QRect(QPoint(x, rect.y() + (height - size.height()) // 2), size))
                x += size.width() + self.spacing()
        return height


def _width_of_name(item: QLayoutItem) -> int:
    """What a name takes in one line, but not more than most names do: a longer one is cut."""
    widget = item.widget()
    if widget is None:
        return item.sizeHint().width()
    labels = [each for each in (widget, *widget.findChildren(QLabel)) if isinstance(each, QLabel)]
    widths = [each.fontMetrics().horizontalAdvance(each.text()) for each in labels]
    most = MOST_OF_A_NAME * widget.fontMetrics().horizontalAdvance("m")
    return min(max(widths, default=widget.sizeHint().width()), most)
