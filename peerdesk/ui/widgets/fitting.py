"""Windows that fit the screen they are on, also a small one with large letters."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QScrollArea, QWidget

FRAME = 36
"""Pixels that a window's own title bar and frame may take."""


def fit_on_screen(window: QWidget, wanted: QSize | None = None) -> None:
    """Give a window its `wanted` size, or the one it has, but never more than its screen shows."""
    there = window.screen().availableGeometry()
    room = window.screen().availableSize() - QSize(0, FRAME)
    size = (wanted or window.size()).boundedTo(room)
    if wanted is not None or size != window.size():
        window.resize(size)
    place = QRect(window.pos(), size)
    if not there.contains(place):
        left = min(max(place.left(), there.left()), there.right() + 1 - size.width())
        top = min(max(place.top(), there.top()), there.bottom() + 1 - size.height() - FRAME)
        window.move(left, max(top, there.top()))


def room_needed(window: QWidget) -> QSize:
    """What a window has to be at the least, so that nothing in it is cut or scrolled."""
    layout = window.layout()
    if layout is None:
        return QSize()
    least = layout.totalMinimumSize()
    height = least.height()
    if layout.hasHeightForWidth():
        width = max(window.width(), least.width())
        height = max(height, layout.totalMinimumHeightForWidth(width))
    height += max(map(_hidden_by, _areas_of(window)), default=0)
    return QSize(least.width(), height)


def _areas_of(window: QWidget) -> list[QScrollArea]:
    areas = [each for each in window.children() if isinstance(each, QScrollArea)]
    return [each for each in areas if each.isVisibleTo(window)]


def _hidden_by(area: QScrollArea) -> int:
    """How much higher than at the least an area has to be, so that nothing has to be scrolled."""
    content = area.widget()
    if content is None:
        return 0
    asked = content.sizeHint().height()
    if content.hasHeightForWidth() and area.viewport().width() > 0:
        asked = content.heightForWidth(area.viewport().width())
    least = max(area.minimumSizeHint().height(), area.minimumHeight())
    return max(0, asked + 2 * area.frameWidth() - least)
