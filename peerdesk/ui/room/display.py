"""A window for the wall: large, quiet, on the second screen where there is one."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from peerdesk.ui.room.pictures import Picture, picture_of
from peerdesk.ui.room.view import spoken_of
from peerdesk.ui.theme import current
from peerdesk.ui.widgets.form import muted

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QScreen

    from peerdesk.domain.room import RoomView

FRAME_MILLISECONDS = 40
"""Between two pictures of what moves: 25 a second are smooth, and cost a small laptop little."""
HINT_MILLISECONDS = 8000
HINT_MARGIN = 24


class RoomDisplay(QWidget):
    """Shows one `RoomView`. Page Up, Page Down and a clicker are passed on; Esc puts it away.

    `seconds` gives a time that only ever goes forward, for what moves.
    """

    forward_wanted = Signal()
    back_wanted = Signal()
    put_away = Signal()
    screen_lost = Signal()
    """The screen that it was on is not there any more; `put_away` follows."""

    def __init__(self, parent: QWidget, seconds: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("PeerDesk")
        self.setObjectName("roomDisplay")
        self._seconds = seconds
        self._view: RoomView | None = None
        self._picture: Picture | None = None
        self._page = 0
        self._since = 0.0
        self._on_screen: QScreen | None = None
        self.way_back = muted(self.tr("Esc brings your own window back."))
        self.way_back.setWordWrap(False)
        self.way_back.setParent(self)
        self.way_back.hide()
        self._hint_time = QTimer(self)
        self._hint_time.setSingleShot(True)
        self._hint_time.setInterval(HINT_MILLISECONDS)
        self._hint_time.timeout.connect(self.way_back.hide)
        self._frames = QTimer(self)
        self._frames.setInterval(FRAME_MILLISECONDS)
        self._frames.timeout.connect(self.update)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self._on_screen_removed)

    @property
    def view(self) -> RoomView | None:
        """What is on the wall."""
        return self._view

    @property
    def page(self) -> int:
        """Which page of it, counted from 0."""
        return self._page

    def show_view(self, view: RoomView | None) -> None:
        """Put something on the wall; None leaves it empty."""
        if view == self._view:
            return
        said = spoken_of(view) if view is not None else ""
        if view is None or self._view is None or spoken_of(self._view) != said:
            self._page = 0
            self.setAccessibleName(said)
        if type(view) is not type(self._view):
            self._since = self._seconds()
        self._view = view
        self._lay_out()

    def turn(self, pages: int) -> bool:
        """Go on by so many pages of what is on the wall; False where there is no such page."""
        wanted = self._page + pages
        if self._picture is None or not 0 <= wanted < self._picture.pages:
            return False
        self._page = wanted
        self.update()
        return True

    def open_on_its_screen(self) -> None:
        """Fill the screen that PeerDesk's own window is not on; its own where there is only one."""
        parent = self.parentWidget()
        own = parent.window().screen() if parent else self.screen()
        screen = self._on_screen = next(iter(other_screens(own)), own)
        self.setGeometry(screen.geometry())
        if screen is own:
            # It covers the window whose banner could say so.
            self.way_back.adjustSize()
            self.way_back.show()
            self._hint_time.start()
            self.setAccessibleDescription(self.way_back.text())
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
        self._frames.stop()
        self.put_away.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.way_back.move(HINT_MARGIN, self.height() - HINT_MARGIN - self.way_back.height())
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(current()["window"]))
        if self._picture is not None:
            self._picture.paint(painter, self._page, self._seconds() - self._since)
        painter.end()

    def _lay_out(self) -> None:
        whole = QRectF(self.rect())
        self._picture = (
            picture_of(self._view, whole, self.font()) if self._view is not None else None
        )
        self._page = min(self._page, self._picture.pages - 1) if self._picture else 0
        if self._picture is not None and self._picture.moves:
            self._frames.start()
        else:
            self._frames.stop()
        self.update()

    def _on_screen_removed(self, gone: QScreen) -> None:
        """Back to nothing: what was on the wall must not jump onto the facilitator's screen."""
        if self.isVisible() and gone == self._on_screen:
            self.screen_lost.emit()
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
