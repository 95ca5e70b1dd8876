"""What a job is doing now, for whoever waits for it."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from peerdesk.ui.messages import step_in_words
from peerdesk.ui.widgets.form import muted, name_control


class StepLine(QWidget):
    """The step in words above a bar that moves; there only while something runs."""

    def __init__(self) -> None:
        super().__init__()
        self._words = muted("")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        name_control(bar, self.tr("Progress"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._words)
        layout.addWidget(bar)
        self.hide()

    def tell(self, step: str) -> None:
        """Say which step has begun, by its code."""
        self._words.setText(step_in_words(step))

    def show_busy(self, *, busy: bool) -> None:
        """Come for a job that begins, without the words of the last one, or go."""
        self._words.clear()
        self.setVisible(busy)
