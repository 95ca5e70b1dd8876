"""What is filled in by hand: lines to write on and boxes to tick. Lengths are points."""

from dataclasses import replace

from peerdesk.documents.drawing import Drawing, Figure
from peerdesk.documents.flow import Bar, Row, paragraph
from peerdesk.documents.lines import TextStyle
from peerdesk.documents.look import HAIRLINE
from peerdesk.documents.symbols import TICK_BOX, scale_for

_RULE = 0.75
"""How thick a line to write on is."""


def line_to_write_on(
    caption: str, style: TextStyle, *, width: float, left: float = 0.0, gap: float
) -> list[Row]:
    """`caption` and, after it, a line; below it where less than half of the width is left."""
    size = style.size
    rows = paragraph(caption, style, left=left, width=width, gap=gap)
    last = rows[-1].marks[0].line
    start = last.width + 0.6 * size
    if last.is_right_to_left or start > width / 2:
        return [*rows, empty_line(size, width=width, left=left)]
    bar = Bar(left + start, rows[-1].marks[0].baseline + 2.0, width - start, _RULE, HAIRLINE)
    return [*rows[:-1], replace(rows[-1], bars=(bar,))]


def empty_line(size: float, *, width: float, left: float = 0.0) -> Row:
    """A line to write on with the room that handwriting takes."""
    height = max(26.0, 1.7 * size)
    return Row(height, bars=(Bar(left, height - _RULE, width, _RULE, HAIRLINE),))


def to_tick(
    text: str, style: TextStyle, *, width: float, left: float = 0.0, gap: float = 0.0
) -> list[Row]:
    """`text` with a box before it."""
    return with_symbol(TICK_BOX, text, style, width=width, left=left, gap=gap)


def with_symbol(
    drawing: Drawing,
    text: str,
    style: TextStyle,
    *,
    width: float,
    left: float = 0.0,
    gap: float = 0.0,
) -> list[Row]:
    """`text` set in, with `drawing` before its first line."""
    side = 1.25 * style.size
    rows = paragraph(text, style, left=left + 1.5 * side, width=width - 1.5 * side, gap=gap)
    top = (rows[0].height - side) / 2
    return [replace(rows[0], figures=(Figure(drawing, left, top, scale_for(side)),)), *rows[1:]]
