"""A text field as high as its words, so that a page scrolls in one place only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QWheelEvent

FRAME = 26
"""Pixels around the lines: the margin of the text, the padding and the border."""


class GrowingText(QPlainTextEdit):
    """Several lines of text, at least `lines` of them high. Tab leaves the field."""

    def __init__(self, lines: int = 2) -> None:
        super().__init__()
        self._least = lines
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, not the field, which shows all it has."""
        event.ignore()

    def _grow(self, *_size: object) -> None:
        # The layout of plain text counts its height in lines, wrapped ones too.
        lines = max(self._least, round(self.document().documentLayout().documentSize().height()))
        height = lines * self.fontMetrics().lineSpacing() + FRAME
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
