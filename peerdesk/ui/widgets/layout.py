"""Arrangements that every page uses, on the 4/8-pixel grid."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from peerdesk.ui.widgets.form import plain
from peerdesk.ui.widgets.properties import scroll_upright_only


def column(*widgets: QWidget, spacing: int = 8, parent: QWidget | None = None) -> QWidget:
    """Widgets below one another, without margins."""
    holder = QWidget(parent)
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return holder


def row(*widgets: QWidget | None, spacing: int = 8) -> QWidget:
    """Widgets side by side, without margins; None takes the room that is left."""
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    return holder


def flowing(*widgets: QWidget) -> QWidget:
    """Widgets side by side, in more than one line where there is no room for them."""
    from peerdesk.ui.widgets.flow import FlowLayout  # noqa: PLC0415 - costs the prompt 13 ms

    holder = QWidget()
    layout = FlowLayout(holder)
    for widget in widgets:
        layout.addWidget(widget)
    return holder


def at_top(content: QWidget) -> QWidget:
    """`content` at its own height, with the room that is left below it."""
    holder = column(content, spacing=0)
    below = QWidget()
    below.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    layout = holder.layout()
    if isinstance(layout, QVBoxLayout):
        layout.addWidget(below, 1)
    return holder


def with_action(content: QWidget, action: QWidget) -> QWidget:
    """`content` in the room that `action`, at its right, leaves."""
    holder = row(content, action, spacing=16)
    layout = holder.layout()
    if isinstance(layout, QHBoxLayout):
        layout.setStretch(0, 1)
    return holder


class Card(QFrame):
    """A quiet panel with a heading."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 12, 16, 14)
        self.body.setSpacing(8)
        if title:
            self.body.addWidget(plain(title, style="sectionTitle"))
            self.setAccessibleName(title)

    def empty(self, keep: int = 1) -> None:
        """Remove what follows the first `keep` items (the heading)."""
        clear_layout(self.body, keep)


class ShownOnly(QStackedWidget):
    """Asks for the room of what is shown, not for that of the widest thing behind it."""

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        if shown is None:
            return super().minimumSizeHint()
        return shown.minimumSizeHint().expandedTo(shown.minimumSize())

    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else super().sizeHint()


def clear_layout(layout: QLayout, keep: int = 0) -> None:
    """Remove the widgets of a layout after the first `keep`."""
    while layout.count() > keep:
        item = layout.takeAt(keep)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def scrolled_both_ways(content: QWidget) -> QScrollArea:
    """`content` at its least size or larger; scrolled where the window is smaller than that."""
    area = QScrollArea()
    area.setWidget(_LeastSize(content))
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setProperty("focusPolicy", 0)
    return area


class _LeastSize(QWidget):
    """Asks a scroll area for no more than the least size of `content`.

    Of a widget with wrapped text the area would otherwise ask for the height that shows all of it,
    and scroll a page whose own parts scroll already.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        content.setParent(self)
        content.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        return self._content.minimumSizeHint().expandedTo(self._content.minimumSize())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._content.setGeometry(self.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def scrolling(content: QWidget) -> QScrollArea:
    """`content` in a frameless vertical scroll area that follows the keyboard focus."""
    area = QScrollArea()
    content.setObjectName("scrolled")
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    scroll_upright_only(area)
    area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    return area
