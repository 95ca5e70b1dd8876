"""A message where the eye is: what happened, what was kept, what to do next."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from peerdesk.errors import PeerDeskError
from peerdesk.ui.icons import picture as drawn
from peerdesk.ui.widgets.buttons import button, only_picture
from peerdesk.ui.widgets.form import plain

SHOWN_MILLISECONDS = 8000
"""How long good news stays; a warning stays until it is closed or settled."""

POINTER_RESTS_MILLISECONDS = 1500
"""How long the pointer has to be still before good news leaves."""

LINES_TO_SPARE = 30
"""Lines of text that a window is high which can spare an empty place for messages."""

_ICONS = {"notice": "info", "warning": "circle-alert", "good": "circle-check"}


class Banner(QWidget):
    """A place at the top of a page that holds at most one message; empty, it takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave)
        self._pointer = QPoint()
        self._shown: QWidget | None = None
        self._keeps_room = False
        self.hide()

    def good(self, text: str, action: str = "", do: Callable[[], object] | None = None) -> None:
        """Good news, with at most one thing to do about it such as Undo; leaves by itself."""
        self._show("good", text, action, do)
        self._pointer = QCursor.pos()
        self._timer.start(SHOWN_MILLISECONDS)

    def notice(self, text: str, action: str = "", do: Callable[[], object] | None = None) -> None:
        """Something to know; stays."""
        self._show("notice", text, action, do)

    def warn(self, text: str, action: str = "", do: Callable[[], object] | None = None) -> None:
        """Something to act on; stays."""
        self._show("warning", text, action, do)

    def explain(self, error: PeerDeskError) -> None:
        """A failure in its own words."""
        from peerdesk.ui.messages import words  # noqa: PLC0415 - the unlock prompt has none to say

        self._show("warning", words(error), "", None)

    def _leave(self) -> None:
        """Go once the pointer rests: what is below moves up, and a click would miss."""
        before, self._pointer = self._pointer, QCursor.pos()
        if before == self._pointer:
            self.clear()
        else:
            self._timer.start(POINTER_RESTS_MILLISECONDS)

    def keep_room(self, *, kept: bool) -> None:
        """Whether the room of a message stays free once it has left, so that nothing moves.

        A window that is low for the size of its letters gets it back all the same.
        """
        self._keeps_room = kept
        if not kept:
            self.setMinimumHeight(0)
            self.setVisible(self._shown is not None)

    def clear(self) -> None:
        """Take the message away."""
        self._timer.stop()
        if self._shown is not None:
            self.setMinimumHeight(self._room_to_keep())
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        self.setVisible(self.minimumHeight() > 0)

    def _room_to_keep(self) -> int:
        if not self._keeps_room or not self.isVisible():
            return 0
        lines = self.window().height() / self.fontMetrics().lineSpacing()
        return self.height() if lines >= LINES_TO_SPARE else 0

    @property
    def message(self) -> QWidget | None:
        """What is shown, to tell one message from the next."""
        return self._shown

    @property
    def text(self) -> str:
        """What is shown, or an empty string."""
        label = self._label()
        return label.text() if label is not None else ""

    def retell(self, changed: Callable[[str], str]) -> None:
        """Put the same message in other words."""
        label = self._label()
        if label is not None:
            label.setText(changed(label.text()))

    def _label(self) -> QLabel | None:
        return self._shown.findChild(QLabel, "bannerText") if self._shown else None

    def _show(self, kind: str, text: str, action: str, do: Callable[[], object] | None) -> None:
        self.clear()
        frame = QFrame(self)
        frame.setObjectName(f"banner_{kind}")
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        picture = QLabel()
        picture.setPixmap(drawn(_ICONS[kind], f"{kind}_text"))
        row.addWidget(picture)
        label = plain(text, style="bannerText")
        row.addWidget(label, 1)
        if do is not None:
            row.addWidget(button(action, do))
        row.addWidget(self._closer())
        self._layout.addWidget(frame)
        self._shown = frame
        self.show()
        announce(self, text)

    def _closer(self) -> QPushButton:
        closer = button("", self.clear, weight="quiet", tip=self.tr("Close this message"))
        return only_picture(closer, "x")


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say `text` without moving the focus."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415 - as above

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
