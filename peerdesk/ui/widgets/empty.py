"""The empty state: what a page is for, and the one button to begin."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from peerdesk.ui.icons import SIZES, picture
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import plain


class EmptyState(QWidget):
    """A picture, two sentences and a button in the middle of an empty page."""

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str,
        action: str = "",
        do: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.setSpacing(12)
        sign = QLabel()
        sign.setPixmap(picture(icon_name, "muted", SIZES[1]))
        heading = plain(title, style="sectionTitle")
        explanation = plain(text, style="muted")
        for label in (sign, heading, explanation):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setMaximumWidth(460)
            label.setMinimumWidth(300)
            layout.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        if do is not None:
            layout.addWidget(button(action, do, weight="primary"), 0, Qt.AlignmentFlag.AlignHCenter)
