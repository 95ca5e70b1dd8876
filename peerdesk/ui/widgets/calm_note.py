"""A calm line above pages: what should be known before they are printed."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from peerdesk.ui.icons import picture
from peerdesk.ui.widgets.banner import announce
from peerdesk.ui.widgets.form import plain


class CalmNote(QFrame):
    """Is there exactly while there is something to say; a screen reader says it when it comes."""

    def __init__(self, *, sign: str = "info", tone: str = "notice") -> None:
        super().__init__()
        self.setObjectName(f"banner_{tone}")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(10)
        drawn = QLabel()
        drawn.setPixmap(picture(sign, f"{tone}_text"))
        row.addWidget(drawn)
        self._words = plain("", style="bannerText")
        row.addWidget(self._words, 1)
        self.hide()

    def text(self) -> str:
        """What it says; empty while it is not there."""
        return self._words.text()

    def say(self, text: str) -> None:
        """Say this, or be gone where it is empty."""
        changed = text != self.text()
        self._words.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        if text and changed:
            announce(self, text)
