"""How paper that names somebody is kept or destroyed: a line along the lower edge of each side.

It stands below whatever a document has at its foot, within what printers print.
"""

from collections.abc import Sequence
from dataclasses import replace

from peerdesk.documents.flow import Mark, PlacedRow, Row
from peerdesk.documents.leaf import Area, Leaf
from peerdesk.documents.lines import TextStyle, set_in_lines
from peerdesk.documents.look import INK
from peerdesk.documents.setting import LEAST_SIZE
from peerdesk.documents.typeface import Weight
from peerdesk.documents.wording import wording

_EDGE = 16.0
"""Points below its lowest letter; printers leave 14 blank."""
_SIDE = 24.0
_LARGEST = 18.0
"""As large as there is room for on one line, and no larger than this."""


def keeping_said(leaves: Sequence[Leaf], language: str) -> list[Leaf]:
    """The leaves with the line on each; only the first of them is to be read aloud."""
    said = wording(language).keeping
    areas = (_line(leaf, said) for leaf in leaves)
    return [
        replace(leaf, areas=(*leaf.areas, replace(area, repeats=place > 0)))
        for place, (leaf, area) in enumerate(zip(leaves, areas, strict=True))
    ]


def _line(leaf: Leaf, said: str) -> Area:
    room = leaf.width - 2 * _SIDE
    size = _LARGEST
    while size > LEAST_SIZE and len(set_in_lines(said, _style(size), room)) > 1:
        size -= 1.0
    line = set_in_lines(said, _style(size), room)[0]
    row = Row(1.1 * size, marks=(Mark(line, 0.0, 0.8 * size),))
    return Area(
        (PlacedRow(row, 0.0),), (leaf.width - line.width) / 2, leaf.height - _EDGE - 1.1 * size
    )


def _style(size: float) -> TextStyle:
    return TextStyle(Weight.BOLD, size, 1.1 * size, INK)
