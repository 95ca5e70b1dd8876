"""A name and what is worth knowing about it, in one line where there is room."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.rows import OneLine, give_way

GAP = 10
"""Pixels between a name and what stands beside it."""


class NameLine(QWidget):
    """What is to be known stands beside the name, and below it where one line has no room."""

    def __init__(self) -> None:
        super().__init__()
        self.name = OneLine()
        self.hints = give_way(muted(""))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.name)
        self._box.addWidget(self.hints, 1)

    @property
    def is_one_line(self) -> bool:
        """Whether both stand beside one another."""
        return self._box.direction() is QBoxLayout.Direction.LeftToRight

    def show_name(self, name: str, hints: str) -> None:
        """Say who it is, and what is to be known."""
        self.name.setText(name)
        self.hints.setText(hints)
        self.hints.setVisible(bool(hints))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        name = self.name.fontMetrics().horizontalAdvance(self.name.text()) + 2
        hints = self.hints.fontMetrics().horizontalAdvance(self.hints.text()) + 2
        fits = bool(self.hints.text()) and name + GAP + hints <= self.width()
        directions = QBoxLayout.Direction
        self._box.setDirection(directions.LeftToRight if fits else directions.TopToBottom)
        spacing = GAP if fits else 0
        if spacing != self._box.spacing():  # to say the same again is to be laid out again
            self._box.setSpacing(spacing)
        across = QSizePolicy.Policy.Fixed if fits else QSizePolicy.Policy.Ignored
        self.name.setSizePolicy(across, QSizePolicy.Policy.Fixed)
