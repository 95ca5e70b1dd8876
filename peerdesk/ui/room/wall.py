"""What the room sees: the button for it, and the window on the wall."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from peerdesk.ui.room.board import Board
from peerdesk.ui.room.display import RoomDisplay, shows_the_same_twice
from peerdesk.ui.room.guard import NameGuard
from peerdesk.ui.room.view import heading_of, paragraphs_of
from peerdesk.ui.widgets.buttons import button, leave_room_for_bold

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QPushButton, QWidget

    from peerdesk.domain.room import RoomView
    from peerdesk.ui.pages.page import Page


class Wall(QObject):
    """Shows what is brought to it on the room display while that is open.

    `bring` puts something on the wall, `keep` says anew what it looks like without putting it in
    front (a timer that goes on behind a question), `end` takes it away. `changed` tells that the
    room sees something else, or that the window was opened or put away.
    """

    forward_wanted = Signal()
    back_wanted = Signal()
    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.guard = NameGuard(page.desk)
        self._board = Board()
        self._display: RoomDisplay | None = None
        self._lost = False
        """Whether the window went because its screen did."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._on_screen_added)
        self._buttons: list[QPushButton] = []
        self.button = self.another_button()
        self.opens_in: QWidget = self.button
        """While this is seen, F11 opens the window."""
        key = QShortcut(QKeySequence("F11"), page)
        key.activated.connect(self._on_key)

    @property
    def display(self) -> RoomDisplay | None:
        """The window, where it is open."""
        return self._display

    @property
    def view(self) -> RoomView | None:
        """What the room sees, or would see: never a word that names somebody."""
        shown = self._board.shown
        return self.guard.without_names(shown) if shown is not None else None

    def another_button(self) -> QPushButton:
        """A button that opens the window and puts it away, down while it is open."""
        made = button(
            self.tr("Show to the room"),
            self.toggle,
            icon_name="monitor",
            weight="quiet",
            tip="F11",
        )
        made.setCheckable(True)
        leave_room_for_bold(made)
        self._buttons.append(made)
        return made

    def bring(self, view: RoomView) -> None:
        """Put something on the wall, over whatever is there; what names somebody stays away."""
        self._board.bring(view)
        self._show()
        if self._display is not None:
            self._tell_of_names(view)

    def keep(self, view: RoomView) -> None:
        """Say anew what a view of this kind looks like; it comes to the front by nothing but
        `bring`, or where the wall is empty."""
        self._board.keep(view)
        self._show()

    def end(self, kind: type) -> None:
        """Take a kind of view off the wall; what was there before is seen again."""
        self._board.end(kind)
        self._show()

    def clear(self) -> None:
        """Leave the wall empty."""
        self._board = Board()
        self.guard.forget()
        self._show()

    def turn(self, pages: int) -> bool:
        """Go on in what is too long for one page; False where there is no more of it."""
        return self._display is not None and self._display.turn(pages)

    def put_away(self) -> None:
        """Take the window off the wall; nothing where it is not open."""
        if self._display is not None:
            self._display.close()

    def toggle(self) -> None:
        """Open the room display, or put it away."""
        if self._display is not None:
            self.put_away()
            return
        self._lost = False
        self.guard.forget()
        display = self._display = RoomDisplay(self._page)
        display.forward_wanted.connect(self.forward_wanted)
        display.back_wanted.connect(self.back_wanted)
        display.put_away.connect(self._on_put_away)
        display.screen_lost.connect(self._on_screen_lost)
        display.show_view(self.view)
        self._show_on_buttons(is_open=True)
        self._warn_of_mirror()
        display.open_on_its_screen()
        self.changed.emit()

    def _tell_of_names(self, view: RoomView) -> None:
        """Say that words stay away, and whose name is in them."""
        if self.guard.without_names(view) == view:
            return
        names = self.guard.found_in(" ".join((heading_of(view), *paragraphs_of(view))))
        self._page.banner.notice(
            self.tr(
                "“{name}” is a name in this vault, so the room does not see these words."
            ).format(name=names[0] if names else ""),
            self.tr("That is no name here"),
            partial(self._allow, names, view),
        )

    def _allow(self, names: tuple[str, ...], view: RoomView) -> None:
        self._page.banner.clear()
        self.guard.allow(names)
        self.bring(view)

    def _show(self) -> None:
        if self._display is not None:
            self._display.show_view(self.view)
        self.changed.emit()

    def _on_key(self) -> None:
        if self.opens_in.isVisible() or self._display is not None:
            self.toggle()

    def _show_on_buttons(self, *, is_open: bool) -> None:
        for each in self._buttons:
            each.setChecked(is_open)

    def _warn_of_mirror(self) -> bool:
        """Say that the room sees the facilitator's own window, where it does."""
        mirrored = shows_the_same_twice()
        if mirrored:
            self._page.banner.warn(
                self.tr(
                    "Both screens show the same picture, so the room sees whatever you see. Let "
                    "the second screen extend the first in the settings of this computer."
                )
            )
        return mirrored

    def _on_screen_added(self, _screen: QScreen) -> None:
        """A projector that was plugged in may mirror, or be the one that was unplugged."""
        if not self._page.isVisible() or self._warn_of_mirror():
            return
        if self._lost and self._display is None:
            self._page.banner.notice(
                self.tr("The second screen is back."), self.tr("Show to the room"), self.toggle
            )

    def _on_screen_lost(self) -> None:
        self._lost = True
        self._page.banner.notice(
            self.tr(
                "The second screen is gone, and what it showed with it. Nothing else stopped; F11 "
                "shows it again."
            )
        )

    def _on_put_away(self) -> None:
        display, self._display = self._display, None
        self._show_on_buttons(is_open=False)
        if display is not None:
            display.deleteLater()
        self.changed.emit()
