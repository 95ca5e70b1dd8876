"""Where rows stand on paper: areas of a page, upright or upside down. Lengths are points."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from peerdesk.documents.flow import Page
from peerdesk.domain.paper import PaperSize


@dataclass(frozen=True, slots=True)
class Frame:
    """The text area of a page: its distances from the paper's edges."""

    paper: PaperSize
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Area:
    """Rows that stand together. `left` and `top` are where their own upper left corner lies.

    An area that is `turned` is read with the paper upside down, so its rows go up the page.
    """

    rows: Page
    left: float
    top: float
    turned: bool = False
    repeats: bool = False
    """The same words stood before, so whoever has them read aloud need not hear them again."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One side of a sheet. Its areas are read in their order."""

    paper: PaperSize
    areas: tuple[Area, ...]
    sideways: bool = False
    """The longer side is the width."""
    foot: Callable[[int, int], Area] | None = None
    """What stands at its foot, given its number and how many there are."""
    begins: str = ""
    """The title of the document that begins here, where several are bound into one."""

    @property
    def width(self) -> float:
        """From the left edge to the right one."""
        return self.paper.height if self.sideways else self.paper.width

    @property
    def height(self) -> float:
        """From the upper edge to the lower one."""
        return self.paper.width if self.sideways else self.paper.height

    def numbered(self, number: int, total: int) -> "Leaf":
        """The leaf with its foot, where it has one."""
        if self.foot is None:
            return self
        return replace(self, areas=(*self.areas, self.foot(number, total)), foot=None)


def leaves(pages: Iterable[Page], frame: Frame) -> list[Leaf]:
    """Each page on a leaf of its own."""
    return [Leaf(frame.paper, (Area(page, frame.left, frame.top),)) for page in pages]
