"""Lucide icons, recoloured for the theme in use and as large as the text beside them."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from peerdesk.paths import resource
from peerdesk.ui import theme

CLEAR = QColor(0, 0, 0, 0)
SIZES = (20, 40)
"""Pixels beside words of the usual size, and alone on an empty page."""
GAP = 6
"""Pixels between an icon and the words at its right, which Qt does not leave by itself."""


def icon(name: str, colour: str = "text") -> QIcon:
    """The icon `name` in a named colour of the theme. FileNotFoundError for none such."""
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    colours = theme.current()
    sizes = (*map(theme.scaled, SIZES), theme.scaled(GAP))
    return _drawn(name, colours[colour], colours["disabled"], sizes, ratio)


def beside_words() -> QSize:
    """The size to ask for beside words: the picture with a gap at its right."""
    side = theme.scaled(SIZES[0])
    return QSize(side + theme.scaled(GAP), side)


def picture(name: str, colour: str = "text", side: int = SIZES[0]) -> QPixmap:
    """The icon alone; `side` is that beside text of the usual size."""
    return icon(name, colour).pixmap(theme.scaled(side), theme.scaled(side))


@cache
def _drawn(
    name: str, colour: str, disabled: str, sizes: tuple[int, int, int], ratio: float
) -> QIcon:
    source = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    drawn = QIcon()
    for mode, shade in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", shade).encode()))
        *sides, gap = sizes
        for side in sides:
            drawn.addPixmap(_painted(renderer, QSize(side, side), side, ratio), mode)
        beside = QSize(sides[0] + gap, sides[0])
        drawn.addPixmap(_painted(renderer, beside, sides[0], ratio), mode)
    return drawn


def _painted(renderer: QSvgRenderer, size: QSize, side: int, ratio: float) -> QPixmap:
    """A square picture of `side` pixels at the left of a place of `size`."""
    pixmap = QPixmap(size * ratio)
    pixmap.fill(CLEAR)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, side * ratio, side * ratio))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
