"""Words laid out for the wall: as large as they fit, and on more pages before they get small."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

LEAST = 14
"""No letter body is smaller than this part of the screen's height."""
LARGEST = 9
"""Nor larger than this one, however few the words: a sign, not a shout."""
BETWEEN_LINES, BETWEEN_PARAGRAPHS = 1.25, 0.5
"""Of a letter body: from line to line, and what is left free between two paragraphs."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of a paragraph, and where it begins."""

    paragraph: QTextLayout
    number: int
    at: QPointF


@dataclass(frozen=True, slots=True)
class WordPage:
    """What is on the wall at once, in the middle of its room."""

    lines: tuple[PlacedLine, ...]
    lift: float
    """How far down the lines move to stand in the middle."""

    def paint(self, painter: QPainter) -> None:
        """Draw the words in the pen's colour."""
        for line in self.lines:
            line.paragraph.lineAt(line.number).draw(painter, line.at + QPointF(0, self.lift))


def sized(font: QFont, pixels: float) -> QFont:
    """The same letters with a body of so many pixels."""
    made = QFont(font)
    made.setPixelSize(max(1, round(pixels)))
    return made


def laid_out(
    paragraphs: Sequence[str], font: QFont, room: QRectF, screen_height: float
) -> tuple[WordPage, ...]:
    """One page with letters as large as fit, or several with the least ones."""
    pixels, largest = math.ceil(screen_height / LEAST), round(screen_height / LARGEST)
    best = pages_of(paragraphs, sized(font, pixels), room)
    # Between a size that fits and one that may not: halved until they meet.
    while len(best) == 1 and pixels < largest:
        middle = (pixels + largest + 1) // 2
        larger = pages_of(paragraphs, sized(font, middle), room)
        if len(larger) == 1:
            best, pixels = larger, middle
        else:
            largest = middle - 1
    return best


def pages_of(paragraphs: Sequence[str], font: QFont, room: QRectF) -> tuple[WordPage, ...]:
    """Pages of letters of one size. A paragraph stays in one piece where it fits on a page."""
    pages: list[list[PlacedLine]] = [[]]
    step = font.pixelSize() * BETWEEN_LINES
    down = 0.0
    for paragraph in paragraphs:
        layout = _broken(paragraph, font, room.width())
        height = layout.lineCount() * step
        if down and down + height > room.height() and height <= room.height():
            pages.append([])
            down = 0.0
        for number in range(layout.lineCount()):
            if down and down + step > room.height():
                pages.append([])
                down = 0.0
            at = QPointF(room.left(), room.top() + down)
            pages[-1].append(PlacedLine(layout, number, at))
            down += step
        down += font.pixelSize() * BETWEEN_PARAGRAPHS
    return tuple(_in_the_middle(page, step, room) for page in pages)


def _in_the_middle(lines: Sequence[PlacedLine], step: float, room: QRectF) -> WordPage:
    if not lines:
        return WordPage((), 0.0)
    used = lines[-1].at.y() + step - room.top()
    return WordPage(tuple(lines), max(0.0, (room.height() - used) / 2))


def _is_read_from_right(paragraph: str) -> bool:
    """By the first letter that has a direction, whatever number stands before it."""
    kinds = (unicodedata.bidirectional(letter) for letter in paragraph)
    return next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L"


def _broken(paragraph: str, font: QFont, width: float) -> QTextLayout:
    """The lines of a paragraph; one that is read from the right begins there."""
    layout = QTextLayout(paragraph, font)
    # A layout by itself does not turn the side with the direction, as a document does.
    from_right = _is_read_from_right(paragraph)
    side = Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side)
    directions = Qt.LayoutDirection
    option.setTextDirection(directions.RightToLeft if from_right else directions.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
    layout.endLayout()
    return layout
