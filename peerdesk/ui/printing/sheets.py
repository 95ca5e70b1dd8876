"""The paper that a finished PDF is for, read from its first page."""

from peerdesk.documents import raster
from peerdesk.domain.paper import PaperSize
from peerdesk.ui.printing.order import Sheets

NEAR_POINTS = 2
"""How far a page may be from the size that it is taken for."""


def sheets_of(pdf: bytes) -> Sheets:
    """The paper that the first page is laid out for."""
    width, height = raster.page_sizes(pdf)[0]
    short, long = sorted((width, height))
    for paper in PaperSize:
        if abs(short - paper.width) < NEAR_POINTS and abs(long - paper.height) < NEAR_POINTS:
            return Sheets(paper, is_wide=width > height)
    return Sheets(None, is_wide=width > height)
