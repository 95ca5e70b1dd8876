"""Pages are made before somebody looks at them, a little at a time, while nothing else happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from peerdesk.errors import PeerDeskError
from peerdesk.ui.loading import RARELY_OPENED, one_by_one
from peerdesk.ui.slices import Slices
from peerdesk.ui.widgets.layout import ScrolledUpright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from peerdesk.ui.pages.page import Page


class MakingAhead:
    """Makes every page of `window` with all its pieces, works out how they look, loads dialogs.

    A window that is taken away takes its unmade pieces with it.
    """

    def __init__(
        self, window: QWidget, pages: Mapping[str, type[Page]], page_named: Callable[[str], Page]
    ) -> None:
        self._slices = Slices(window, ahead=True)
        self._pages = pages
        self._page_named = page_named

    def begin(self, then: Callable[[], None] | None = None) -> None:
        """Begin with the next turn, and call `then` when everything is made."""
        self._slices.follow(self._steps(then))

    @property
    def goes_on(self) -> bool:
        """Whether something is still to be made."""
        return self._slices.goes_on

    def _steps(self, then: Callable[[], None] | None) -> Iterator[None]:
        try:
            for made in self._unmade():
                yield
                if made is not None:
                    yield from _looked_through(made)
        except PeerDeskError:
            # Where the vault can't be read, whoever looks at the page is told: it is made then.
            return
        yield from one_by_one(RARELY_OPENED)
        if then is not None:
            then()

    def _unmade(self) -> Iterator[QWidget | None]:
        """Make every page with all its pieces, first the one that most likely comes next."""
        for name in sorted(self._pages, key=lambda name: not self._pages[name].comes_next):
            page = self._page_named(name)
            yield page
            yield from page.make_ahead()


def _looked_through(made: QWidget) -> Iterator[None]:
    """Work out the look of all that is in it, which takes longer than making it.

    What lies within others comes before them: a widget works out the look of all that is in it, and
    a scroll area asks all of it for its size, unless that was done before.
    """
    inner_first = [*reversed(made.findChildren(QWidget)), made]
    for widget in inner_first:
        if isValid(widget):
            widget.ensurePolished()
            yield
    for area in inner_first:
        if isValid(area) and isinstance(area, ScrolledUpright):
            area.take_in()
            yield
