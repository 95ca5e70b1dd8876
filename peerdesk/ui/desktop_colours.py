"""Following the desktop when it turns light or dark, at a moment at which nothing is under way.

Icons are drawn in the colours of the theme, so a window is made anew for it, and whoever is in the
middle of something must not lose their place.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from peerdesk.ui import theme
from peerdesk.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

LOOK_AGAIN_MILLISECONDS = 1000


class DesktopColours(QObject):
    """`turned` comes once the desktop's choice is another one and `may_turn` allows it."""

    turned = Signal()

    def __init__(self, application: QApplication, may_turn: Callable[[], bool]) -> None:
        super().__init__(application)
        self._application = application
        self._may_turn = may_turn
        self._waiting = QTimer(self)
        self._waiting.setInterval(LOOK_AGAIN_MILLISECONDS)
        self._waiting.timeout.connect(self._turn)
        application.styleHints().colorSchemeChanged.connect(self._on_scheme)
        if sys.platform == "linux":
            from peerdesk.ui.desktop_portal import DesktopPortal  # noqa: PLC0415 - only there

            portal = DesktopPortal(self)
            portal.told.connect(self._on_told)
            portal.listen()

    def _on_scheme(self) -> None:
        self._on_told(self._application.styleHints().colorScheme().name.casefold())

    def _on_told(self, scheme: str) -> None:
        if theme.note_desktop(self._application, scheme):
            self._turn()

    def _turn(self) -> None:
        if self._may_turn():
            self._waiting.stop()
            self.turned.emit()
        else:
            self._waiting.start()


def nothing_is_under_way(window: QWidget) -> bool:
    """Whether `window` can be made anew without taking anything from under somebody's hands."""
    alone = all(each is window for each in QApplication.topLevelWidgets() if each.isVisible())
    typing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit | QTextEdit)
    # An Undo, or what the unlock found. One on a page that is not looked at came and went.
    told = any(each.text and each.isVisible() for each in window.findChildren(Banner))
    return alone and not typing and not told
