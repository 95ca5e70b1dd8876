"""How each view is drawn on the wall: a few large words, calm shapes, much room.

No word has a letter body of less than 1/14 of the screen's height. On a screen 70 cm high that is
5 cm, with capitals of 3.5 cm; the usual rule for signs (capitals of 1/200 of the distance) lets
them be read from 7 m, so from 5 m by weaker eyes too.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from peerdesk.domain.room import (
    BreakTimer,
    Breathing,
    Passage,
    Question,
    RoomView,
    RoundTimer,
    Sheet,
    breath_at,
    minutes_and_seconds,
    share_left,
)
from peerdesk.ui.room.view import heading_of, paragraphs_of
from peerdesk.ui.room.word_pages import LEAST, WordPage, laid_out, pages_of, sized
from peerdesk.ui.theme import current

MARGIN = 12
"""The screen's height over what is left free around everything."""
NEARLY_OVER = 0.2
"""The last share of a time, in which its ring is amber: a cue that nobody hears."""
LEAST_BREATH = 0.4
"""The size of the circle when the breath is out, against when it is in."""


class Picture(ABC):
    """A view laid out for a screen of one size."""

    moves = False
    """Whether it is to be drawn anew all the time."""

    def __init__(self, whole: QRectF) -> None:
        self.whole = whole
        margin = whole.height() / MARGIN
        self.room = whole.adjusted(margin, margin, -margin, -margin)

    @property
    def pages(self) -> int:
        """On how many pages it is."""
        return 1

    @abstractmethod
    def paint(self, painter: QPainter, page: int, seconds: float) -> None:
        """Draw one page, so many seconds after it was first shown."""


class Words(Picture):
    """Nothing but words: a passage, a sheet of rules, a question."""

    def __init__(self, view: Passage | Sheet | Question, whole: QRectF, font: QFont) -> None:
        super().__init__(whole)
        least = math.ceil(whole.height() / LEAST)
        self._heading: WordPage | None = None
        body = QRectF(self.room)
        heading = heading_of(view)
        if heading:
            top = QRectF(body.left(), body.top(), body.width(), least * 2.6)
            (self._heading, *_) = pages_of((heading,), sized(font, least), top)
            self._heading = WordPage(self._heading.lines, 0.0)
            body.setTop(body.top() + least * (0.6 + 1.25 * len(self._heading.lines)))
        self._pages = laid_out(paragraphs_of(view), font, body, whole.height())

    @property
    def pages(self) -> int:
        return len(self._pages)

    def paint(self, painter: QPainter, page: int, seconds: float) -> None:  # noqa: ARG002 - it stands still
        if self._heading is not None:
            painter.setPen(QColor(current()["muted"]))
            self._heading.paint(painter)
        painter.setPen(QColor(current()["text"]))
        self._pages[page].paint(painter)
        if self.pages > 1:
            _paint_dots(painter, self.whole, self.pages, page)


class Beside(Picture):
    """A round shape, and a few words beside it; below it on a screen that stands upright."""

    def __init__(self, whole: QRectF) -> None:
        super().__init__(whole)
        room = self.room
        if room.width() >= room.height() * 1.2:
            across = min(room.height(), room.width() * 0.42)
            self.shape = QRectF(room.left(), room.center().y() - across / 2, across, across)
            left = self.shape.right() + whole.height() / MARGIN
            self.words = QRectF(left, room.top(), room.right() - left, room.height())
        else:
            across = min(room.width(), room.height() * 0.5)
            self.shape = QRectF(room.center().x() - across / 2, room.top(), across, across)
            top = self.shape.bottom() + whole.height() / MARGIN
            self.words = QRectF(room.left(), top, room.width(), room.bottom() - top)


class Timer(Beside):
    """A ring that empties, with the time in it."""

    def __init__(self, view: RoundTimer | BreakTimer, whole: QRectF, font: QFont) -> None:
        super().__init__(whole)
        self._view = view
        self._font = sized(font, self.shape.height() / 4)
        self._words = laid_out(paragraphs_of(view), font, self.words, whole.height())[:1]

    def paint(self, painter: QPainter, page: int, seconds: float) -> None:  # noqa: ARG002 - the view says how much is left
        colours = current()
        share = share_left(self._view.seconds, self._view.left)
        thick = self.shape.height() / 22
        ring = self.shape.adjusted(thick, thick, -thick, -thick)
        # Thin, so that what is left is told by its shape too: high contrast knows two colours.
        painter.setPen(_round_pen(colours["border"], thick / 4))
        painter.drawArc(ring, 0, 360 * 16)
        nearly = isinstance(self._view, RoundTimer) and share <= NEARLY_OVER
        painter.setPen(_round_pen(colours["amber" if nearly else "accent"], thick))
        # From the top, clockwise; a time that is over leaves the whole ring amber and at rest.
        painter.drawArc(ring, 90 * 16, round(-360 * 16 * (share or float(nearly))))
        held = isinstance(self._view, RoundTimer) and self._view.held
        painter.setPen(QColor(colours["muted" if held else "text"]))
        painter.setFont(self._font)
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, minutes_and_seconds(self._view.left))
        painter.setPen(QColor(colours["text"]))
        for words in self._words:
            words.paint(painter)


class Breath(Beside):
    """A circle that grows and shrinks slowly, and what to do, in two words."""

    moves = True

    def __init__(self, view: Breathing, whole: QRectF, font: QFont) -> None:
        super().__init__(whole)
        self._view = view
        self._words = {
            is_in: laid_out(
                paragraphs_of(view, breathing_in=is_in), font, self.words, whole.height()
            )
            for is_in in (True, False)
        }

    def paint(self, painter: QPainter, page: int, seconds: float) -> None:  # noqa: ARG002 - there is only one
        colours = current()
        now = breath_at(self._view, seconds)
        thick = self.shape.height() / 80
        across = (LEAST_BREATH + (1 - LEAST_BREATH) * now.fullness) * (
            self.shape.height() - 2 * thick
        )
        painter.setPen(_round_pen(colours["accent"], thick))
        painter.setBrush(QColor(colours["tint"]))
        painter.drawEllipse(self.shape.center(), across / 2, across / 2)
        painter.setPen(QColor(colours["text"]))
        self._words[now.is_in][0].paint(painter)


def picture_of(view: RoomView, whole: QRectF, font: QFont) -> Picture:
    """A view laid out for a screen of this size."""
    if isinstance(view, RoundTimer | BreakTimer):
        return Timer(view, whole, font)
    if isinstance(view, Breathing):
        return Breath(view, whole, font)
    return Words(view, whole, font)


def _round_pen(colour: str, thick: float) -> QPen:
    return QPen(QColor(colour), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)


def _paint_dots(painter: QPainter, whole: QRectF, pages: int, page: int) -> None:
    """A row of dots at the bottom: how many pages there are, and which this one is."""
    across = whole.height() / 70
    step = across * 2.5
    left = whole.center().x() - step * (pages - 1) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    for number in range(pages):
        painter.setBrush(QColor(current()["accent" if number == page else "border"]))
        middle = QPointF(left + step * number, whole.bottom() - whole.height() / MARGIN / 2)
        painter.drawEllipse(middle, across / 2, across / 2)
