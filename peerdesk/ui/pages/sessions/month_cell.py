"""One day of the month, painted: its number, and a line with a shape for each meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from peerdesk.domain.calendar import Standing
from peerdesk.ui.theme import current
from peerdesk.ui.widgets.wrapping import lines_of

if TYPE_CHECKING:
    from peerdesk.domain.calendar import Occasion
    from peerdesk.ui.pages.sessions.month_grid import ShownDay

PADDING = 6
"""Pixels around what a day shows."""
SHAPE_OF_LINE = 0.45
"""How wide the shape before a meeting is, of the height of a line."""
BESIDE_SHAPE = 5
MOST_LINES = 3
"""Of a meeting: its time, and two for the group's name."""
FAINT = {Standing.NO_SESSION, Standing.LEFT_OUT, Standing.MOVED, Standing.CANCELLED}
STRUCK_OUT = {Standing.CANCELLED, Standing.LEFT_OUT, Standing.MOVED}


class DayCell(QStyledItemDelegate):
    """Shapes and lines tell meetings apart, not colours alone."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        shown: ShownDay = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        self._frame(painter, option, shown)
        inner = option.rect.adjusted(PADDING, PADDING - 1, -PADDING, -PADDING + 1)
        metrics = QFontMetrics(option.font)
        self._number(painter, QRect(inner.topLeft(), inner.size()), metrics, shown)
        line = metrics.lineSpacing()
        lines = QRect(inner.left(), inner.top() + line + 3, inner.width(), inner.height() - line)
        room = max(0, (inner.bottom() - lines.top() + 4) // line)
        self._lines(painter, lines, metrics, shown, room)
        painter.restore()

    def _frame(self, painter: QPainter, option: QStyleOptionViewItem, shown: ShownDay) -> None:
        colours = current()
        box = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(QColor(colours["line"]), 1))
        painter.setBrush(QColor(colours["surface" if shown.in_month else "window"]))
        if chosen:
            edge = colours["focus" if focused else "accent"]
            painter.setPen(QPen(QColor(edge), 2 if focused else 1.5))
            painter.setBrush(QColor(colours["tint"]))
        painter.drawRoundedRect(box, 6, 6)

    def _number(
        self, painter: QPainter, place: QRect, metrics: QFontMetrics, shown: ShownDay
    ) -> None:
        colours = current()
        text = str(shown.day.day)
        painter.setPen(QColor(colours["text" if shown.in_month else "muted"]))
        if shown.day == shown.now.date():
            around = QRectF(place.left() - 2, place.top() - 1, 0, metrics.height() + 2)
            around.setWidth(max(metrics.horizontalAdvance(text) + 12, metrics.height() + 2))
            painter.setBrush(QColor(colours["accent"]))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(around, around.height() / 2, around.height() / 2)
            painter.setPen(QColor(colours["on_accent"]))
            painter.drawText(around, Qt.AlignmentFlag.AlignCenter, text)
            return
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, text)

    def _lines(
        self,
        painter: QPainter,
        place: QRect,
        metrics: QFontMetrics,
        shown: ShownDay,
        room: int,
    ) -> None:
        """As many meetings as there is room for; the last line counts those that are left.

        Where there is room, each has lines of its own for the group's name.
        """
        some = shown.occasions if len(shown.occasions) <= room else shown.occasions[: room - 1]
        each_has = max(1, min(MOST_LINES, room // max(1, len(some))))
        line = QRect(place.left(), place.top(), place.width(), metrics.height())
        for occasion in some if room > 0 else ():
            self._meeting(painter, line, shown, occasion, each_has)
            line.translate(0, metrics.lineSpacing() * each_has)
        more = len(shown.occasions) - len(some)
        if room <= 0:
            self._shapes(painter, place, metrics, shown)
        elif more:
            text = self.tr("and {n} more").format(n=more)
            self._write(painter, line, text, "muted")

    def _shapes(
        self, painter: QPainter, place: QRect, metrics: QFontMetrics, shown: ShownDay
    ) -> None:
        """Where a day has no room for a line, its shapes stand at the right of its number."""
        size = shape_size(metrics)
        step = size + BESIDE_SHAPE
        room = place.width() - metrics.horizontalAdvance("00") - step
        y = place.top() - 3 - metrics.lineSpacing() / 2
        for place_from_right, occasion in enumerate(shown.occasions[: max(1, room // step)]):
            centre = QPointF(place.right() - size / 2 - step * place_from_right, y)
            draw_shape(painter, centre, occasion.standing, size)

    def _meeting(
        self, painter: QPainter, place: QRect, shown: ShownDay, occasion: Occasion, lines: int
    ) -> None:
        """A shape and the time, with the group behind it or below it."""
        size = shape_size(QFontMetrics(painter.font()))
        centre = QPointF(place.left() + size / 2 + 1, place.center().y() + 0.5)
        draw_shape(painter, centre, occasion.standing, size)
        ink = "muted" if occasion.standing in FAINT or not shown.in_month else "text"
        usual = painter.font()
        font = painter.font()
        font.setStrikeOut(occasion.standing in STRUCK_OUT)
        font.setBold(occasion.standing is Standing.RUNNING)
        painter.setFont(font)
        time, name = f"{occasion.starts_at:%H:%M}", shown.names[occasion.group_id]
        beside = place.adjusted(size + BESIDE_SHAPE, 0, 0, 0)
        if lines == 1:
            self._write(painter, beside, f"{time} {name}", ink)
        else:
            self._write(painter, beside, time, ink)
            below = QRect(place)
            for words in lines_of(name, QFontMetrics(font), place.width(), lines - 1):
                below.translate(0, QFontMetrics(usual).lineSpacing())
                self._write(painter, below, words, ink)
        painter.setFont(usual)

    def _write(self, painter: QPainter, place: QRect, text: str, ink: str) -> None:
        """One line, which ends in … where there is too little room."""
        metrics = QFontMetrics(painter.font())
        short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.setPen(QColor(current()[ink]))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, short)


def shape_size(metrics: QFontMetrics) -> int:
    """How wide the shape of a meeting is, in pixels, beside text of that size."""
    return round(metrics.height() * SHAPE_OF_LINE)


def draw_shape(painter: QPainter, centre: QPointF, standing: Standing, size: int) -> None:
    """A full circle: closed. Hollow: planned. Dotted: no session yet. A triangle: running.

    A hollow square: to be noted. A cross: cancelled. A dash: no meeting. An arrow: moved.
    """
    colours = current()
    half, arm = size / 2, size * 0.36
    ink = QColor(colours["muted" if standing in FAINT else "accent"])
    painter.setPen(QPen(ink, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y = centre.x(), centre.y()
    left, right = QPointF(x - half, y), QPointF(x + half, y)
    match standing:
        case Standing.CLOSED:
            painter.setBrush(ink)
            painter.drawEllipse(centre, half, half)
        case Standing.PLANNED:
            painter.drawEllipse(centre, half, half)
        case Standing.NO_SESSION:
            painter.setPen(QPen(ink, 1.4, Qt.PenStyle.DotLine))
            painter.drawEllipse(centre, half, half)
        case Standing.NOT_NOTED:
            painter.setPen(QPen(QColor(colours["amber"]), 1.6))
            painter.drawRect(QRectF(x - half, y - half, size, size))
        case Standing.RUNNING:
            painter.setBrush(ink)
            back = (QPointF(x - half, y - half), QPointF(x - half, y + half))
            painter.drawPolygon(QPolygonF((back[0], right, back[1])))
        case Standing.CANCELLED:
            painter.drawLine(QPointF(x - arm, y - arm), QPointF(x + arm, y + arm))
            painter.drawLine(QPointF(x - arm, y + arm), QPointF(x + arm, y - arm))
        case Standing.LEFT_OUT:
            painter.drawLine(left, right)
        case Standing.MOVED:
            painter.drawLine(left, right)
            painter.drawLine(right, QPointF(x + 1, y - arm))
            painter.drawLine(right, QPointF(x + 1, y + arm))
