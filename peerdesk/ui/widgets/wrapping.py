"""Words that are painted: broken into lines where one has no room for them."""

from bisect import bisect_right

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics


def lines_of(text: str, metrics: QFontMetrics, width: int, most: int = 2) -> list[str]:
    """`text` in as few lines of `width` as it takes, but `most`; the last ends in … if it must."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most - 1 and metrics.horizontalAdvance(rest) > width:
        line, rest = _first_line(rest, metrics, width)
        lines.append(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width))
    return [*lines, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)]


def number_of_lines(text: str, metrics: QFontMetrics, width: int, *, one: bool = False) -> int:
    """How many `lines_of` gives of `one` or two, without working out where they break."""
    return 1 if one or not text or metrics.horizontalAdvance(text) <= width else 2


def _first_line(text: str, metrics: QFontMetrics, width: int) -> tuple[str, str]:
    """As many words as a line has room for, one at the least, and what is left."""
    ends = [place for place, letter in enumerate(text) if letter == " "]

    def room_of(end: int) -> int:
        return metrics.horizontalAdvance(text[:end])

    # Measured are a few of them: a list asks for hundreds of notes before it is shown.
    fitting = bisect_right(ends, width, key=room_of)
    end = ends[max(0, fitting - 1)] if ends else len(text)
    return text[:end], text[end:].lstrip()
