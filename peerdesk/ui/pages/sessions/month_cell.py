"""One day of the month, painted: its number, and a line with a shape for each meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from peerdesk.domain.calendar import Standing
from peerdesk.ui.theme import current

if TYPE_CHECKING:
    from peerdesk.domain.calendar import Occasion
    from peerdesk.ui.pages.sessions.month_grid import ShownDay

PADDING = 6
SHAPE = 8
"""Pixels: around what a day shows, and how wide the shape before a meeting is."""
_BESIDE_SHAPE = SHAPE + 5
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
        room = max(0, (inner.bottom() - lines.top() + 2) // line)
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
        """As many meetings as there is room for; the last line counts those that are left."""
        some = shown.occasions if len(shown.occasions) <= room else shown.occasions[: room - 1]
        line = QRect(place.left(), place.top(), place.width(), metrics.height())
        for occasion in some if room > 0 else ():
            self._line(painter, line, metrics, shown, occasion)
            line.translate(0, metrics.lineSpacing())
        more = len(shown.occasions) - len(some)
        if room <= 0 and shown.occasions:
            self._beside_number(painter, place, metrics, f"{len(shown.occasions)}")
        elif more:
            painter.setPen(QColor(current()["muted"]))
            text = self.tr("and {n} more").format(n=more)
            short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, short)

    def _beside_number(
        self, painter: QPainter, place: QRect, metrics: QFontMetrics, text: str
    ) -> None:
        """Where a day has no room for a line, how many meetings there are stands at its right."""
        painter.setPen(QColor(current()["muted"]))
        top = QRect(place.left(), place.top() - metrics.lineSpacing() - 3, place.width(), 0)
        top.setHeight(metrics.height())
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, f"({text})")

    def _line(
        self,
        painter: QPainter,
        place: QRect,
        metrics: QFontMetrics,
        shown: ShownDay,
        occasion: Occasion,
    ) -> None:
        centre = QPointF(place.left() + SHAPE / 2 + 1, place.center().y() + 0.5)
        draw_shape(painter, centre, occasion.standing)
        faint = occasion.standing in FAINT or not shown.in_month
        font = painter.font()
        struck = painter.font()
        struck.setStrikeOut(occasion.standing in STRUCK_OUT)
        struck.setBold(occasion.standing is Standing.RUNNING)
        painter.setFont(struck)
        painter.setPen(QColor(current()["muted" if faint else "text"]))
        rest = place.adjusted(_BESIDE_SHAPE, 0, 0, 0)
        text = f"{occasion.starts_at:%H:%M} {shown.names[occasion.group_id]}"
        short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, short)
        painter.setFont(font)


def draw_shape(painter: QPainter, centre: QPointF, standing: Standing) -> None:
    """A full circle: closed. Hollow: planned. Dotted: no session yet. A triangle: running.

    A hollow square: to be noted. A cross: cancelled. A dash: no meeting. An arrow: moved.
    """
    colours = current()
    half = SHAPE / 2
    ink = QColor(colours["muted" if standing in FAINT else "accent"])
    painter.setPen(QPen(ink, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y = centre.x(), centre.y()
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
            painter.drawRect(QRectF(x - half, y - half, SHAPE, SHAPE))
        case Standing.RUNNING:
            painter.setBrush(ink)
            corners = (
                QPointF(x - half, y - half),
                QPointF(x + half, y),
                QPointF(x - half, y + half),
            )
            painter.drawPolygon(QPolygonF(corners))
        case Standing.CANCELLED:
            painter.drawLine(QPointF(x - 3, y - 3), QPointF(x + 3, y + 3))
            painter.drawLine(QPointF(x - 3, y + 3), QPointF(x + 3, y - 3))
        case Standing.LEFT_OUT:
            painter.drawLine(QPointF(x - half, y), QPointF(x + half, y))
        case Standing.MOVED:
            painter.drawLine(QPointF(x - half, y), QPointF(x + half, y))
            painter.drawLine(QPointF(x + half, y), QPointF(x + 1, y - 3))
            painter.drawLine(QPointF(x + half, y), QPointF(x + 1, y + 3))
