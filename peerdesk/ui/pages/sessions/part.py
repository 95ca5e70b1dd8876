"""What the steps of a session, and the cards on them, have in common."""

from __future__ import annotations

from inspect import GEN_CLOSED, getgeneratorstate
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage


class Part(QWidget):
    """Shows one side of the session that the page has open."""

    def __init__(self, page: SessionsPage, place: QWidget | None = None) -> None:
        super().__init__(place)
        self.page = page
        self.desk = page.desk
        self.is_wanted = True
        """Whether there is anything to say about the session that is shown."""
        self._unmade = self._make_pieces()
        self._is_made = False

    def _make_pieces(self) -> Generator[None]:
        yield from ()

    def making(self) -> Iterator[None]:
        """Make what is not there yet, one piece with each step.

        Whoever stops half-way leaves the rest to the next one. (With `yield from` the generator
        would be closed together with this one.)
        """
        for _piece in self._unmade:
            yield
        self._is_made = True

    @property
    def is_broken(self) -> bool:
        """Whether a piece could not be made, for a fault: no piece follows then."""
        return not self._is_made and getgeneratorstate(self._unmade) == GEN_CLOSED

    def complete(self) -> None:
        """Make what is not there yet."""
        for _piece in self.making():
            pass

    def show_session(self, session: Session, *, fresh: bool) -> None:
        """Show what the desk holds; `fresh` when another session or step was chosen."""
        raise NotImplementedError

    def show_pieces(self, session: Session, *, fresh: bool) -> Iterator[None]:
        """The same, one piece with each step where all of it would take long."""
        self.show_session(session, fresh=fresh)
        yield

    def begin(self) -> None:
        """The session has just come to this step: put the keyboard where the work begins."""

    def save(self) -> None:
        """Save what was typed here. Raises what the desk refuses."""

    def finish(self) -> None:
        """The step or the page is left: nothing typed may stay unfinished."""

    def let_go(self) -> None:
        """Another step or session follows: what is typed here belongs to this one no longer."""
