"""Two widgets side by side, or below one another where text is large or room is scarce."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

CHARACTERS_BESIDE = 70
"""From this width on, in average characters, the two stand side by side."""


class Beside(QWidget):
    """Two parts aligned at the top, of one width where no other `shares` are given."""

    def __init__(self, left: QWidget, right: QWidget, shares: tuple[int, int] = (1, 1)) -> None:
        super().__init__()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(16)
        for half, share in zip((left, right), shares, strict=True):
            self._halves.addWidget(half, share, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the direction that fits."""
        beside = self.width() >= self.fontMetrics().averageCharWidth() * CHARACTERS_BESIDE
        self._halves.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )
        super().resizeEvent(event)
