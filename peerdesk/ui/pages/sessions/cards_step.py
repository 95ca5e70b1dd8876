"""A step of a session that consists of cards, in two columns where there is room for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.widgets.columns import Adaptive
from peerdesk.ui.widgets.layout import Stack, column, scrolling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QWidget

    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage

SIDE_BY_SIDE_FROM = 46
"""Widths of an m; below it the cards stand in one column."""

ROOM_LINES = 100
"""Lines of text that all cards below one another are taken to be high, until that is known."""


class CardsStep(Part):
    """Cards that can be looked at one by one, from the top of both columns to their ends."""

    def __init__(
        self, page: SessionsPage, place: QWidget, *, shares: tuple[int, int] = (1, 1)
    ) -> None:
        super().__init__(page, place)
        self.left, self.right = Stack(), Stack()
        both = Adaptive(self.left, self.right, shares=shares, least=SIDE_BY_SIDE_FROM, spacing=12)
        self._content = column(both)
        self._content.setContentsMargins(0, 0, 8, 0)
        self._area = scrolling(self._content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def cards(self) -> Sequence[Part]:
        """What is on them, in the order in which it is read."""
        raise NotImplementedError

    def card_of(self, part: Part) -> QWidget:
        """What a part stands on, if that is not itself."""
        return part

    def show_card(self, part: Part, session: Session, *, fresh: bool) -> None:
        """Show one card."""
        part.show_session(session, fresh=fresh)

    def show_pieces(self, session: Session, *, fresh: bool) -> Iterator[None]:
        """Where it comes into sight card by card, of which none is seen before it has its words.

        Where it is looked at already all of them say at once what is new.
        """
        if fresh:
            # Not when all is there: somebody may have scrolled by then.
            self._area.verticalScrollBar().setValue(0)
        comes_into_sight = not self.isVisible()
        if comes_into_sight:
            # Else each card that comes would squeeze the others until the area has grown for it.
            self._content.setMinimumHeight(ROOM_LINES * self.fontMetrics().lineSpacing())
            for part in self.cards():
                self.card_of(part).hide()
        for part in self.cards():
            self.show_card(part, session, fresh=fresh)
            self.card_of(part).setVisible(part.is_wanted)
            if comes_into_sight:
                yield
        self._content.setMinimumHeight(0)

    def show_session(self, session: Session, *, fresh: bool) -> None:
        for _piece in self.show_pieces(session, fresh=fresh):
            pass
