"""What a print queue may keep, and how that is removed."""

import sys

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.ui.messages.paper import clearing_queue_in_words
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import row


class QueueNote(QWidget):
    """A line that is always there, and more on request. `grown` tells when its height changed."""

    grown = Signal()

    def __init__(self) -> None:
        super().__init__()
        queue_keeps = self.tr(
            "A print queue may keep a copy of what it printed. On a shared printer, stand by it "
            "and take every sheet."
        )
        self.more_button = button(self.tr("How to clear a &queue"), self.turn_over, weight="quiet")
        self.more = muted(clearing_queue_in_words(sys.platform))
        self.more.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.more.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (muted(queue_keeps), row(self.more_button, None), self.more):
            column.addWidget(part)

    def turn_over(self) -> None:
        """Show how a queue is cleared, or hide it again."""
        self.more.setVisible(self.more.isHidden())
        self.grown.emit()
