"""The window before a vault is open: one calm column, one screen of it at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from peerdesk.ui.widgets.fitting import FRAME
from peerdesk.ui.widgets.form import plain
from peerdesk.ui.widgets.layout import scrolling
from peerdesk.ui.widgets.properties import centre_text

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from peerdesk.ui.widgets.banner import Banner

COLUMN_WIDTH = 520
USUAL_SIZE = QSize(900, 680)


class Screen(QWidget):
    """One screen of the entry window: a heading, a sentence, a place for messages, controls."""

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        heading = plain(title, style="pageTitle")
        self.column.addWidget(heading)
        self.column.addWidget(plain(sentence, style="muted"))
        self._banner: Banner | None = None
        self._banner_place = self.column.count()

    @property
    def banner(self) -> Banner:
        """Where messages go; made when there is a first one, since the prompt seldom has any."""
        if self._banner is None:
            from peerdesk.ui.widgets.banner import Banner

            self._banner = Banner()
            self._banner.installEventFilter(self)
            self.column.insertWidget(self._banner_place, self._banner)
        return self._banner

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll to a message where the window is too low to show all of the screen."""
        if watched is self._banner and event.type() == QEvent.Type.Show:
            # Once it has its place; and after the field that it speaks of was given the keyboard.
            QTimer.singleShot(0, self._banner, self._scroll_to_message)
        return super().eventFilter(watched, event)

    def _scroll_to_message(self) -> None:
        holder: QWidget | None = self
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        if holder is not None and self._banner is not None:
            holder.ensureWidgetVisible(self._banner)

    def begin(self) -> None:
        """Called when the screen is shown: put the focus where typing begins."""


class EntryWindow(QWidget):
    """Holds the screens. `closed` comes when the person closes the window."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("entry")
        self.setWindowTitle("PeerDesk")
        room = self.screen().availableSize() - QSize(0, FRAME)
        self.resize(USUAL_SIZE.boundedTo(room))
        self._stack = QStackedWidget()
        self._stack.setMaximumWidth(COLUMN_WIDTH)
        self._stack.setMinimumWidth(min(COLUMN_WIDTH, 420))
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(16)
        layout.addStretch(2)
        layout.addWidget(_brand())
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(self._stack, 100)
        centred.addStretch(1)
        layout.addLayout(centred)
        layout.addStretch(3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(middle)
        outer.addWidget(self._area)

    @property
    def shown(self) -> QWidget | None:
        """The screen that is there."""
        return self._stack.currentWidget()

    def show_screen(self, screen: Screen) -> None:
        """Make `screen` the only one."""
        old = self._stack.currentWidget()
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        self._area.verticalScrollBar().setValue(0)
        screen.begin()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)


def _brand() -> QLabel:
    name = QLabel("PeerDesk")
    name.setObjectName("brand")
    centre_text(name)
    return name
