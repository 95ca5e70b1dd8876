"""What the room sees while a session runs: the button for it, and the window on the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from peerdesk.ui.room.display import RoomDisplay, other_screens, shows_the_same_twice
from peerdesk.ui.widgets.buttons import button

if TYPE_CHECKING:
    from peerdesk.ui.pages.sessions.page import SessionsPage
    from peerdesk.ui.room.view import RoomView


class Wall(QObject):
    """Shows what the reader has on the room display while that is open."""

    forward_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self._page = page
        self._view: RoomView | None = None
        self._display: RoomDisplay | None = None
        self.button = button(
            self.tr("Show to the room"),
            self.toggle,
            icon_name="monitor",
            weight="quiet",
            tip="F11",
        )
        self.button.setCheckable(True)
        key = QShortcut(QKeySequence("F11"), page)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self._on_key)

    @property
    def display(self) -> RoomDisplay | None:
        """The window, where it is open."""
        return self._display

    def put_away(self) -> None:
        """Take the window off the wall; nothing where it is not open."""
        if self._display is not None:
            self._display.close()

    def toggle(self) -> None:
        """Open the room display, or put it away."""
        if self._display is not None:
            self.put_away()
            return
        display = self._display = RoomDisplay(self._page)
        display.forward_wanted.connect(self.forward_wanted)
        display.back_wanted.connect(self.back_wanted)
        display.put_away.connect(self._on_put_away)
        if self._view is not None:
            display.show_view(self._view)
        self.button.setChecked(True)
        self._say_where()
        display.open_on_its_screen()

    def show_view(self, view: RoomView) -> None:
        """What the room is to see from now on."""
        self._view = view
        if self._display is not None:
            self._display.show_view(view)

    def _on_key(self) -> None:
        if self.button.isVisible() or self._display is not None:
            self.toggle()

    def _say_where(self) -> None:
        own = self._page.window().screen()
        if shows_the_same_twice():
            self._page.banner.warn(
                self.tr(
                    "Both screens show the same picture, so the room sees whatever you see. Let "
                    "the second screen extend the first in the settings of this computer."
                )
            )
        elif not other_screens(own):
            self._page.banner.notice(
                self.tr("There is no second screen. Esc brings your own window back.")
            )

    def _on_put_away(self) -> None:
        display, self._display = self._display, None
        self.button.setChecked(False)
        if display is not None:
            display.deleteLater()
