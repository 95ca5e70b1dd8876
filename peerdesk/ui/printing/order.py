"""What somebody wants printed: on which printer, which pages, how often, on which sides."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from peerdesk.domain.paper import Duplex, PaperSize
from peerdesk.errors import UserError
from peerdesk.ui.printing.troubles import PrintTrouble

JOB_TITLE = "PeerDesk handout"
"""What a print queue shows: never the name of a group."""

# A hyphen, or the dash that some word processors make of it.
_RANGE = re.compile(r"\s*(\d{1,4})\s*(?:[-\u2013]\s*(\d{1,4})\s*)?")


class QueueState(Enum):
    """Whether a print queue would print now."""

    READY = auto()
    PAUSED = auto()
    """It takes documents and lets them wait, readable, until somebody starts it again."""
    CLOSED = auto()
    """It takes no documents."""


@dataclass(frozen=True, slots=True)
class Printer:
    """A print queue. `said` is why it is not ready, in the printing system's words."""

    name: str
    is_usual: bool = False
    """Whether it is the one that the system prints to by itself."""
    state: QueueState = QueueState.READY
    said: str = ""


@dataclass(frozen=True, slots=True, order=True)
class PageRange:
    """Pages from `first` to `last`, counted from 1, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sheets:
    """The paper that a document is laid out for; None where it is no size that printers know."""

    paper: PaperSize | None
    is_wide: bool = False
    """Whether the pages lie on their long side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOrder:
    """What to do with a document. `copies` is at least 1; no `pages` are all of them."""

    printer: str
    copies: int = 1
    duplex: Duplex = Duplex.ONE_SIDE
    pages: tuple[PageRange, ...] = ()
    in_grey: bool = False


def pages_named(text: str, page_count: int) -> tuple[PageRange, ...]:
    """The pages that somebody means by `2`, `1-3, 5` and the like; none for all of them.

    They come in order and none comes twice. UserError NO_SUCH_PAGES.
    """
    if not text.strip():
        return ()
    wanted: set[int] = set()
    for part in text.split(","):
        found = _RANGE.fullmatch(part)
        first = int(found[1]) if found else 0
        last = int(found[2] or first) if found else 0
        if not 1 <= first <= last <= page_count:
            raise UserError(PrintTrouble.NO_SUCH_PAGES, pages=page_count)
        wanted.update(range(first, last + 1))
    return () if len(wanted) == page_count else _runs(sorted(wanted))


def _runs(numbers: list[int]) -> tuple[PageRange, ...]:
    runs: list[PageRange] = []
    for number in numbers:
        if runs and runs[-1].last == number - 1:
            runs[-1] = PageRange(runs[-1].first, number)
        else:
            runs.append(PageRange(number, number))
    return tuple(runs)
