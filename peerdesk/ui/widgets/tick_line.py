"""A tick box whose words wrap, which Qt's own does not."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import column


class TickLine(QWidget):
    """`box` with its words and a quiet line beside it; a click on those ticks as well."""

    def __init__(self, text: str, name: str, below: str = "") -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.box = QCheckBox()
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        name_control(self.box, name)
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        words = plain(text)
        words.setMinimumHeight(self.box.sizeHint().height())
        beside = column(words, muted(below), spacing=0) if below else words
        layout.addWidget(beside, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.box.click()
