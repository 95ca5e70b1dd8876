"""Pages in pixels: how large each is at some zoom, and drawing those that are looked at.

What is here runs on the threads of jobs, where pdfium is also loaded: that takes longer than a
window may wait.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerdesk.documents.raster import PageImage
    from peerdesk.ui.jobs import Task

POINTS_PER_INCH = 72
FEWEST_DOTS = POINTS_PER_INCH // 8
"""Of an inch; a window that is narrower than that is being laid out."""
AT_ONCE = 3
"""Pages that are drawn together with a new document; the others as they come into sight."""


class Fit(Enum):
    """What of a page the window shows."""

    WIDTH = auto()
    PAGE = auto()


@dataclass(frozen=True, slots=True)
class Room:
    """What there is to show pages in, in device pixels, and how: a zoom in dots an inch, or a fit.

    `dots` is 0 where `fit` decides.
    """

    width: int
    height: int
    fit: Fit = Fit.WIDTH
    dots: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document, the room for it, and the page that is looked at."""

    pdf: bytes
    room: Room
    looking_at: int = 0


@dataclass(frozen=True, slots=True)
class Looked:
    """A document at some zoom: the size of each page in device pixels, and those drawn so far."""

    dots: int
    sizes: tuple[tuple[int, int], ...]
    images: dict[int, PageImage]


def look(wanted: Wanted, task: Task) -> Looked:
    """Measure every page and draw those around the one that is looked at."""
    from peerdesk.documents import raster  # noqa: PLC0415 - loads pdfium, see above

    sizes = raster.page_sizes(wanted.pdf)
    dots = wanted.room.dots or _fitting(sizes, wanted.room)
    scale = dots / POINTS_PER_INCH
    first = min(wanted.looking_at, len(sizes) - 1)
    around = range(first, min(first + AT_ONCE, len(sizes)))
    return Looked(
        dots,
        tuple((round(width * scale), round(height * scale)) for width, height in sizes),
        draw(wanted.pdf, around, dots, task),
    )


def draw(pdf: bytes, numbers: Iterable[int], dots: int, task: Task) -> dict[int, PageImage]:
    """The pages with these numbers, from 0; fewer where nobody wants them any more."""
    from peerdesk.documents import raster  # noqa: PLC0415 - as above

    drawn = {}
    for number in numbers:
        if task.cancelled():
            break
        drawn[number] = raster.page(pdf, number, dots)
    return drawn


def _fitting(sizes: tuple[tuple[float, float], ...], room: Room) -> int:
    """How many dots an inch let the widest page fit, or also the highest."""
    dots = POINTS_PER_INCH * room.width / max(width for width, _ in sizes)
    if room.fit is Fit.PAGE:
        dots = min(dots, POINTS_PER_INCH * room.height / max(height for _, height in sizes))
    return max(FEWEST_DOTS, int(dots))
