"""A line of words behind a small picture, which says nothing that the words do not."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from peerdesk.ui.icons import picture
from peerdesk.ui.widgets.form import plain


class PictureLine(QWidget):
    """`good` for what is well, otherwise something to look at."""

    def __init__(self, text: str, *, good: bool) -> None:
        super().__init__()
        sign = QLabel()
        name, colour = ("check", "good_text") if good else ("circle-alert", "warning_text")
        sign.setPixmap(picture(name, colour))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        sign.setFixedWidth(sign.sizeHint().width())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(sign)
        layout.addWidget(plain(text), 1)
        self.setAccessibleName(text)
