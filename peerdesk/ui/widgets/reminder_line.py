"""One reminder: what to keep in mind, and the button that leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import plain
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from peerdesk.ui.reminders import Reminder


class ReminderLine(QWidget):
    """Emits `wanted` with the page and the key of the record, as `Wishes.go` takes them."""

    wanted = Signal(str, object)

    def __init__(self, reminder: Reminder) -> None:
        super().__init__()
        self._reminder = reminder
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(plain(reminder.text))
        layout.addWidget(row(button(reminder.action, self._go), None))

    def _go(self) -> None:
        self.wanted.emit(self._reminder.page, self._reminder.key)
