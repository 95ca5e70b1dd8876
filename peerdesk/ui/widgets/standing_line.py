"""How the vault stands with its backups: quiet while all is well, amber when the last is old."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from peerdesk.ui.icons import picture
from peerdesk.ui.widgets.form import plain


class StandingLine(QFrame):
    """A sentence that is told anew whenever it changes."""

    def __init__(self, text: str = "", *, is_old: bool = False) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setSpacing(10)
        self._picture = QLabel()
        self._label = plain("")
        self._line.addWidget(self._picture)
        self._line.addWidget(self._label, 1)
        self.tell(text, is_old=is_old)

    def tell(self, text: str, *, is_old: bool) -> None:
        """Say `text`, in amber with a sign where the last backup is old."""
        self._label.setText(text)
        self._picture.setVisible(is_old)
        if is_old:
            self._picture.setPixmap(picture("circle-alert", "warning_text"))
        self._line.setContentsMargins(*((12, 8, 12, 8) if is_old else (0, 0, 0, 0)))
        name = "standing_old" if is_old else "standing"
        if name != self.objectName():
            self.setObjectName(name)
            # A style sheet looks at names only when it is applied.
            for widget in (self, self._label):
                self.style().unpolish(widget)
                self.style().polish(widget)
