"""Lucide icons, recoloured for the theme in use."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from peerdesk.paths import resource
from peerdesk.ui import theme

CLEAR = QColor(0, 0, 0, 0)
SIZES = (20, 40)
"""Pixels at a device pixel ratio of 1: beside words, and alone on an empty page."""
BESIDE_WORDS = QSize(26, 20)
"""The size to ask for beside words: the picture with a gap at its right, which Qt lacks."""


def icon(name: str, colour: str = "text") -> QIcon:
    """The icon `name` in a named colour of the theme. FileNotFoundError for none such."""
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    return _drawn(name, theme.current()[colour], ratio)


@cache
def _drawn(name: str, colour: str, ratio: float) -> QIcon:
    source = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    drawn = QIcon()
    for size in SIZES:
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.fill(CLEAR)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(pixmap.rect()))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        drawn.addPixmap(pixmap)
    drawn.addPixmap(_with_gap(drawn.pixmap(SIZES[0], SIZES[0]), ratio))
    return drawn


def _with_gap(picture: QPixmap, ratio: float) -> QPixmap:
    wide = QPixmap(BESIDE_WORDS * ratio)
    wide.setDevicePixelRatio(ratio)
    wide.fill(CLEAR)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return wide
