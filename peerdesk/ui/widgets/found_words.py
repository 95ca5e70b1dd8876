"""One quiet line in which the words that were searched for stand out: bold, and not quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from peerdesk.ui.text_units import units
from peerdesk.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter


def draw_found(
    painter: QPainter, place: QRect, text: str, found: tuple[tuple[int, int], ...]
) -> None:
    """Draw `text` in `place` with the painter's font, as much of it as there is room for.

    `found` has the places of the bold words, as in an `Excerpt`.
    """
    bold = QFont(painter.font())
    bold.setBold(True)
    # As if all of it were bold, so that what is left fits whatever of it is.
    text = QFontMetrics(bold).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    found = tuple((begin, min(end, len(text))) for begin, end in found if begin < len(text))
    standing_out = QTextCharFormat()
    standing_out.setFontWeight(QFont.Weight.Bold)
    standing_out.setForeground(QColor(current()["text"]))
    layout = QTextLayout(text, painter.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_range(*span, standing_out) for span in _in_units_of_qt(text, found)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(place.width())
    layout.endLayout()
    painter.save()
    painter.setClipRect(place)
    layout.draw(painter, QPointF(place.topLeft()))
    painter.restore()


def _in_units_of_qt(text: str, found: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """The same places as Qt counts them: a character beyond U+FFFF, such as an emoji, is two."""
    return [(units(text[:begin]), units(text[:end])) for begin, end in found]


def _range(begin: int, end: int, shown: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = begin
    made.length = end - begin
    made.format = shown
    return made
