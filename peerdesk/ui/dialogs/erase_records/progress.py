"""What is being done, how far it is, and the way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from peerdesk.ui.messages import step_in_words
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, name_control
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Callable

WHOLE = 1000


class WorkLine(QWidget):
    """The step in words above a bar; the bar only moves where nobody knows how far it is."""

    def __init__(self, stop: Callable[[], object]) -> None:
        super().__init__()
        self._words = muted("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        name_control(self.bar, self.tr("Progress"))
        self.stop_button = button(self.tr("Stop"), stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._words)
        layout.addWidget(self.bar)
        layout.addWidget(row(self.stop_button, None))

    def begin(self, said: str, to_stop: str) -> None:
        """Show a step that has just begun."""
        self._words.setText(said)
        self.stop_button.setText(to_stop)
        self.stop_button.setAccessibleName(to_stop)
        self.bar.setRange(0, 0)

    def tell(self, step: str) -> None:
        """Say which part of it has begun, by its code."""
        self._words.setText(step_in_words(step))

    def share(self, done: float) -> None:
        """Say how much of it is done, from 0 to 1."""
        self.bar.setRange(0, WHOLE)
        self.bar.setValue(round(WHOLE * done))
