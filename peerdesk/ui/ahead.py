"""Pages are made before somebody looks at them, a little at a time, while nothing else happens."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from peerdesk.errors import PeerDeskError
from peerdesk.ui.widgets.layout import ScrolledUpright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from peerdesk.ui.pages.page import Page

AT_ONCE_SECONDS = 0.008
"""Half a frame, so that whoever types meanwhile does not notice."""


def unmade(
    pages: Mapping[str, type[Page]], page_named: Callable[[str], Page]
) -> Iterator[QWidget | None]:
    """Make every page with all its pieces, first the one that most likely comes next."""
    for name in sorted(pages, key=lambda name: not pages[name].comes_next):
        page = page_named(name)
        yield page
        yield from page.make_ahead()


class MakingAhead(QObject):
    """Takes one step of `pieces` with each turn of the event loop, and works out its look.

    A window that is taken away takes its unmade pieces with it.
    """

    def __init__(self, pieces: Iterator[QWidget | None], window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._pieces = pieces
        self._without_look: list[QWidget] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Begin, or go on."""
        self._timer.start()

    @property
    def goes_on(self) -> bool:
        """Whether something is still to be made."""
        return self._timer.isActive()

    def _go_on(self) -> None:
        if not self._window.isVisible():
            self._timer.stop()
        elif self._without_look:
            self._work_out_look()
        else:
            self._make_next()

    def _make_next(self) -> None:
        try:
            made = next(self._pieces)
        except (StopIteration, PeerDeskError):
            # Where the vault can't be read, whoever looks at the page is told: it is made then.
            self._timer.stop()
            return
        if made is not None:
            for area in made.findChildren(ScrolledUpright):
                area.take_in()
            self._without_look = [made, *made.findChildren(QWidget)]

    def _work_out_look(self) -> None:
        until = perf_counter() + AT_ONCE_SECONDS
        while self._without_look and perf_counter() < until:
            widget = self._without_look.pop()
            if isValid(widget):
                widget.ensurePolished()
