"""What is shown first, and what comes with the next turns of the event loop.

A click is answered by what stands at the top. The rest follows in the order in which it is read, a
few milliseconds at a time, so that no key and no click ever waits for it.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtWidgets import QWidget

AT_ONCE_SECONDS = 0.004
"""A quarter of a frame: what a slice has made is laid out and painted in the same turn."""
AHEAD_SHARE = 0.25
_NONE_LEFT = object()


class Slices(QObject):
    """Takes one piece after the other out of an iterator: making, filling or showing something.

    A piece is what happens until the iterator gives its next value, whatever that is; a generator
    with a bare `yield` after each piece reads best. It ought to take less than AT_ONCE_SECONDS.

    Pieces come only while `owner` is seen: who goes to another page leaves the rest unmade, until
    that page is shown again or something asks for `complete`. What a piece raises goes where every
    error of a slot goes.
    """

    _under_way: ClassVar[bool] = False
    """Whether some are taking a piece, which may begin others for a part of it."""

    def __init__(self, owner: QWidget, *, ahead: bool = False) -> None:
        """With `ahead`, what it makes is not on the screen yet, and nobody waits for it."""
        super().__init__(owner)
        self._owner = owner
        self.is_ahead = ahead
        self._pieces: Iterator[object] | None = None
        self._is_taking = False
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._take_some)
        owner.installEventFilter(self)

    def begin(self, pieces: Iterable[object]) -> None:
        """Take the first piece now and the rest as time allows, in place of what was going on."""
        self.follow(pieces)
        self._take_some()

    def follow(self, pieces: Iterable[object]) -> None:
        """Take every piece in a later turn, in place of what was going on."""
        self._pieces = iter(pieces)
        self._go_on()

    def complete(self) -> None:
        """Take all that is left now, because somebody needs the whole of it.

        Within a piece this does nothing: the others are about to come.
        """
        self._take(None)

    def one_by_one(self) -> Iterator[None]:
        """Take what is left, one piece with each step, whether the owner is seen or not."""
        while self._pieces is not None:
            self._take(0)
            yield

    def drop(self) -> None:
        """Take no further piece."""
        self._pieces = None
        self._turn.stop()

    @property
    def goes_on(self) -> bool:
        """Whether a piece comes with the next turn."""
        return self._turn.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._owner:
            if event.type() is QEvent.Type.Show:
                self._go_on()
            elif event.type() is QEvent.Type.Hide:
                self._turn.stop()
        return False

    def _go_on(self) -> None:
        if self._pieces is not None and self._owner.isVisible():
            self._turn.start()

    def _take_some(self) -> None:
        is_inner = Slices._under_way
        Slices._under_way = True
        try:
            # Ahead, a piece may be a whole page: it is not to come on top of many small ones.
            share = AHEAD_SHARE if self.is_ahead else 1
            self._take(perf_counter() + share * AT_ONCE_SECONDS)
        finally:
            Slices._under_way = is_inner
        if self._owner.isVisible() and not (self.is_ahead or is_inner):
            # Before it is painted: what scrolls does not know yet how high it has become, and has
            # squeezed everything in it into the height that it had. First what is in it finds its
            # height, then whatever scrolls it.
            for _inside_and_around in range(2):
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def _take(self, until: float | None) -> None:
        if self._is_taking:
            return
        self._is_taking = True
        try:
            while (pieces := self._pieces) is not None:
                # A piece may itself have begun others in place of these.
                if next(pieces, _NONE_LEFT) is _NONE_LEFT and pieces is self._pieces:
                    self.drop()
                elif until is not None and perf_counter() >= until:
                    return
        finally:
            self._is_taking = False


def all_is_shown(window: QWidget) -> bool:
    """Whether nothing more comes by itself of what `window` and the windows over it show."""
    return not any(each.goes_on for each in window.findChildren(Slices) if not each.is_ahead)
