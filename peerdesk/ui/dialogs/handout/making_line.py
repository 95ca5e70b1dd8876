"""How far the pages are, and the way to stop them."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from peerdesk.ui.leaving import PATIENCE_MILLISECONDS, STOP_MILLISECONDS, making_in_words
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.flow import HeadLayout
from peerdesk.ui.widgets.form import muted


class MakingLine(QWidget):
    """Says after a moment that pages are being made, and offers after a while to stop it."""

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self._words = muted("")
        self.stop = button(self.tr("S&top"), self.stop_wanted.emit)
        self.stop.setAutoDefault(False)
        # The room for it is there from the first word on, so that nothing moves when it comes.
        policy = self.stop.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.stop.setSizePolicy(policy)
        line = HeadLayout(self)
        line.addWidget(self._words)
        line.addWidget(self.stop)
        self._moment = self._timer(PATIENCE_MILLISECONDS)
        self._moment.timeout.connect(self._say)
        self._while = self._timer(STOP_MILLISECONDS)
        self._while.timeout.connect(self.stop.show)
        self.end()

    @property
    def text(self) -> str:
        """What it says; empty while it is not there."""
        return self._words.text() if self.isVisible() else ""

    def begin(self) -> None:
        """Pages are being made, perhaps others than before; how long somebody waits goes on."""
        self._share = 0.0
        if self.isVisible():
            self._say()
        elif not self._moment.isActive():
            self._moment.start()
            self._while.start()

    def tell(self, done: float) -> None:
        """How much of them is done, from 0 to 1."""
        self._share = done
        if self.isVisible():
            self._say()

    def end(self) -> None:
        """They are there, or there are none."""
        self._moment.stop()
        self._while.stop()
        self.stop.hide()
        self.hide()

    def _say(self) -> None:
        self._words.setText(making_in_words(self._share))
        self.show()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer
