"""A line of words behind a small picture, which says nothing that the words do not."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from peerdesk.ui.icons import icon
from peerdesk.ui.widgets.form import plain

PICTURE = 20


class PictureLine(QWidget):
    """`good` for what is well, otherwise something to look at."""

    def __init__(self, text: str, *, good: bool) -> None:
        super().__init__()
        picture = QLabel()
        name, colour = ("check", "good_text") if good else ("circle-alert", "warning_text")
        picture.setPixmap(icon(name, colour).pixmap(PICTURE, PICTURE))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        picture.setFixedWidth(PICTURE)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(picture)
        layout.addWidget(plain(text), 1)
        self.setAccessibleName(text)
