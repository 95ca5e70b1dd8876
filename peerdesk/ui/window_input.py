"""Keys, clicks and moves, seen where they come into the program: at its windows."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow


class WindowInput(QObject):
    """Lets `watcher` filter what comes to every window, before any widget in it has its turn.

    A filter of the whole application is asked about each event of each widget, which is a sixth of
    the time that a page takes until it is shown. A window is watched as soon as it has the
    keyboard, also where a menu over it takes the keys, and any other from the next `look` on.
    """

    def __init__(self, watcher: QObject) -> None:
        super().__init__(watcher)
        self._watcher = watcher
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
            self.look()

    def look(self) -> None:
        """Watch the windows that have come without taking the keyboard, as menus do."""
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)

    def _watch(self, window: QWindow | None) -> None:
        # Nobody has the keyboard while another program is in front. Twice is the same as once.
        if window is not None:
            window.installEventFilter(self._watcher)
