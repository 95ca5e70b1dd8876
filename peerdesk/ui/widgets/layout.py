"""Arrangements that every page uses, on the 4/8-pixel grid."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
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

W = TypeVar("W", bound=QWidget)


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


def at_bottom(content: QWidget) -> QWidget:
    """`content` at its own height, with the room that is left above it."""
    holder = column(spacing=0)
    layout = holder.layout()
    if isinstance(layout, QVBoxLayout):
        layout.addStretch(1)
        layout.addWidget(content)
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


class Stack(QWidget):
    """Cards below one another, which come when it is in its own place already."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        self._layout.addStretch(1)

    def add(self, widget: W) -> W:
        """Put a widget below those that are there."""
        self._layout.insertWidget(self._layout.count() - 1, widget)
        return widget


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


class ScrolledBothWays(QScrollArea):
    """One widget at its least size or larger; scrolled where the window is smaller than that.

    The widget is made with `place` as its parent: whatever is moved, with all that is in it, has
    its whole look worked out anew.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._least = _LeastSize()
        self.setWidget(self._least)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("focusPolicy", 0)

    @property
    def place(self) -> QWidget:
        """Where the widget belongs."""
        return self._least

    def hold(self, content: QWidget) -> None:
        """Show `content`, a child of `place`."""
        self._least.hold(content)


class _LeastSize(QWidget):
    """Asks a scroll area for no more than the least size of what it holds.

    Of a widget with wrapped text the area would otherwise ask for the height that shows all of it,
    and scroll a page whose own parts scroll already.
    """

    _content: QWidget | None = None

    def hold(self, content: QWidget) -> None:
        """Show a child."""
        self._content = content
        content.installEventFilter(self)
        content.setGeometry(self.rect())
        content.show()
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        if self._content is None:
            return super().minimumSizeHint()
        return self._content.minimumSizeHint().expandedTo(self._content.minimumSize())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._content is not None:
            self._content.setGeometry(self.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class ScrolledUpright(QScrollArea):
    """Takes its content in when it is shown, or asked how large it is.

    A scroll area asks everything in it for its size at once, for which its look is worked out; and
    that is done anew whenever the area is moved into another widget.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content: QWidget | None = content
        # A view of our own, since PySide makes the types of all widgets there are to find out what
        # Qt's own one is: 10 ms of the prompt's start.
        view = QWidget()
        view.setAutoFillBackground(True)
        self.setViewport(view)
        # Where it stays: whoever is moved loses the keyboard that it was given.
        content.setParent(view)

    def sizeHint(self) -> QSize:
        self.take_in()
        return super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        self.take_in()
        return super().minimumSizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        self.take_in()
        super().showEvent(event)

    def take_in(self) -> None:
        """Take the content in now: what comes into it later is in its place then."""
        if self._content is not None:
            content, self._content = self._content, None
            self.setWidget(content)


def scrolling(content: QWidget) -> ScrolledUpright:
    """`content` in a frameless vertical scroll area that follows the keyboard focus."""
    content.setObjectName("scrolled")
    area = ScrolledUpright(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    scroll_upright_only(area)
    area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    return area
