"""How far a long document is, told to whoever waits for it, and whether they still do."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from peerdesk.documents.troubles import DocumentTrouble
from peerdesk.errors import UserError

Part = TypeVar("Part")

_LAYING_OUT = 0.65
"""Of the whole; the rest is drawing. As measured with notes, with the log and with long rules."""


def _nobody(_share: float) -> None:
    """Nobody waits for an answer in between."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Pace:
    """`tell` is given the share that is done, from 0 to 1; `stops` says that nobody waits."""

    tell: Callable[[float], None] = _nobody
    stops: Callable[[], bool] = _never

    def laying_out(self, parts: Sequence[Part]) -> Iterator[Part]:
        """Each of `parts`, which together are all that is laid out. UserError STOPPED."""
        return self._through(parts, 0.0, _LAYING_OUT)

    def drawing(self, pages: Sequence[Part]) -> Iterator[Part]:
        """Each of `pages`, after they were laid out. UserError STOPPED."""
        return self._through(pages, _LAYING_OUT, 1.0)

    def of_document(self, number: int, count: int) -> "Pace":
        """For the laying out of one of `count` documents that become one, counted from 0."""

        def tell(share: float) -> None:
            done = min(1.0, share / _LAYING_OUT)
            self.tell(_LAYING_OUT * (number + done) / count)

        return Pace(tell, self.stops)

    def require_wanted(self) -> None:
        """UserError STOPPED where nobody waits any more."""
        if self.stops():
            raise UserError(DocumentTrouble.STOPPED)

    def _through(self, parts: Sequence[Part], begin: float, end: float) -> Iterator[Part]:
        for number, part in enumerate(parts):
            self.require_wanted()
            self.tell(begin + (end - begin) * number / len(parts))
            yield part


UNWATCHED = Pace()
