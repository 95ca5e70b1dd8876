"""A window for the wall: large, quiet, on the second screen where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from peerdesk.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QScreen

    from peerdesk.ui.room.view import RoomView

LETTERS = 14
"""Lines of the largest text that the screen is high.

On a screen 70 cm high a line is then 5 cm and its capitals 3.5 cm high, which the usual rule for
signs (a height of 1/200 of the distance) lets read from 7 m.
"""
LEAST_LETTERS = 40
"""The same for the smallest text, where a rule is very long."""
_FLOWING = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class RoomDisplay(QWidget):
    """Shows one `RoomView`. Page Up, Page Down and a clicker are passed on; Esc puts it away."""

    forward_wanted = Signal()
    back_wanted = Signal()
    put_away = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("PeerDesk")
        self.setObjectName("roomDisplay")
        self._view: RoomView | None = None
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self._on_screen_removed)

    @property
    def view(self) -> RoomView | None:
        """What is on the wall."""
        return self._view

    def show_view(self, view: RoomView) -> None:
        """Put something on the wall."""
        if view != self._view:
            self._view = view
            self.setAccessibleName(f"{view.heading} {view.words}".strip())
            self.update()

    def open_on_its_screen(self) -> None:
        """Fill the screen that PeerDesk's own window is not on; its own where there is only one."""
        parent = self.parentWidget()
        own = parent.window().screen() if parent else self.screen()
        screen = next(iter(other_screens(own)), own)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Space}:
            self.forward_wanted.emit()
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_Left}:
            self.back_wanted.emit()
        elif key in {Qt.Key.Key_Escape, Qt.Key.Key_F11}:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.put_away.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = current()
        painter.fillRect(self.rect(), QColor(colours["window"]))
        if self._view is not None:
            _paint(painter, self.rect(), self._view)
        painter.end()

    def _on_screen_removed(self, gone: QScreen) -> None:
        """Back to nothing: what was on the wall must not jump onto the facilitator's screen."""
        if self.isVisible() and self.screen() in {gone, QGuiApplication.primaryScreen()}:
            self.close()


def other_screens(own: QScreen) -> list[QScreen]:
    """Screens that show something else than `own`."""
    return [
        screen
        for screen in QGuiApplication.screens()
        if screen is not own and not screen.geometry().intersects(own.geometry())
    ]


def shows_the_same_twice() -> bool:
    """Whether a second screen mirrors the first: then the room sees the facilitator's window."""
    places = [screen.geometry() for screen in QGuiApplication.screens()]
    return any(
        first.intersects(second) for n, first in enumerate(places) for second in places[n + 1 :]
    )


def _paint(painter: QPainter, whole: QRect, view: RoomView) -> None:
    colours = current()
    margin = whole.height() // 12
    room = whole.adjusted(margin, margin, -margin, -margin)
    painter.setPen(QColor(colours["text"]))
    if not view.words:
        painter.setFont(_fitting(painter.font(), view.heading, room))
        painter.drawText(room, _FLOWING, view.heading)
        return
    small = _sized(painter.font(), whole.height() // LETTERS // 2)
    painter.setFont(small)
    painter.setPen(QColor(colours["muted"]))
    heading = QRect(room.left(), room.top(), room.width(), QFontMetrics(small).height() * 2)
    painter.drawText(heading, _FLOWING, view.heading)
    body = room.adjusted(0, heading.height(), 0, 0)
    painter.setPen(QColor(colours["text"]))
    painter.setFont(_fitting(painter.font(), view.words, body))
    painter.drawText(body, _FLOWING, view.words)


def _fitting(font: QFont, words: str, room: QRect) -> QFont:
    """The largest letters with which the words fit; the least where they don't."""
    smallest = max(1, room.height() // LEAST_LETTERS)
    for pixels in range(max(smallest, room.height() // LETTERS * 12 // 10), smallest, -1):
        sized = _sized(font, pixels)
        needed = QFontMetrics(sized).boundingRect(room, _FLOWING, words)
        if needed.height() <= room.height() and needed.width() <= room.width():
            return sized
    return _sized(font, smallest)


def _sized(font: QFont, pixels: int) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(max(1, pixels))
    return sized
