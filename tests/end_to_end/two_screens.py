"""A page with a wall on an X server whose screens come and go; says what became of its windows.

It is driven by lines on its standard input, and answers each with a line of JSON.
"""

import json
import os
import sys
import time
from functools import partial
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from peerdesk.domain.room import RoundTimer
from peerdesk.ui import theme
from peerdesk.ui.room.wall import Wall
from peerdesk.ui.widgets.banner import Banner


class Evening(QWidget):
    """What a page is to its wall: a window with a banner."""

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner(self)
        self.desk = None
        """A timer has no words in which a name could be looked for."""
        self.wall = Wall(self)  # type: ignore[arg-type] # as much of a page as a wall asks for
        self.wall.button.setParent(self)


class Lines(QObject):
    """Lines of the standard input, on the thread of the windows."""

    came = Signal(str)

    def read(self) -> None:
        for line in sys.stdin:
            self.came.emit(line.strip())
        self.came.emit("quit")


class Pulse:
    """How long the event loop worked at the most before it came round again."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.thread_time()
        self._timer = QTimer()
        self._timer.timeout.connect(self.beat)
        self._timer.start(10)

    def beat(self) -> None:
        now = time.thread_time()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def answer(evening: Evening, pulse: Pulse, line: str) -> None:
    if line == "quit":
        QApplication.quit()
        return
    if line == "show":
        evening.wall.bring(RoundTimer("en", 120, 90))
        evening.wall.toggle()
    if line == "calm":
        pulse.longest = 0.0
    display = evening.wall.display
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    said = {
        "screens": [list(screen.geometry().getRect()) for screen in application.screens()],
        "window": list(evening.geometry().getRect()) if evening.isVisible() else None,
        "wall": list(display.geometry().getRect()) if display and display.isVisible() else None,
        "banner": evening.banner.text,
        "stall": pulse.longest,
    }
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def main() -> None:
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    application = QApplication(sys.argv)
    theme.apply(application, "light")
    evening = Evening()
    evening.setGeometry(100, 100, 500, 300)
    evening.show()
    pulse, lines = Pulse(), Lines()
    lines.came.connect(partial(answer, evening, pulse))
    Thread(target=lines.read, daemon=True).start()
    application.exec()


main()
