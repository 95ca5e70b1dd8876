"""F9: every window is covered at once, without locking; after a minute it becomes a lock."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import plain

LOCK_AFTER_MILLISECONDS = 60_000


class _Cover(QWidget):
    """Hides one window by lying over everything in it."""

    lifted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("curtain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Curtain"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QVBoxLayout(self)
        layout.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line = plain(self.tr("Covered"), style="sectionTitle")
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(line)
        layout.addWidget(
            button(self.tr("Go on"), self.lifted.emit), 0, Qt.AlignmentFlag.AlignCenter
        )
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.raise_()
        self.show()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F9}:
            self.lifted.emit()


class Curtain(QObject):
    """Covers every window of the program; `must_lock` comes when it stayed down for a minute."""

    must_lock = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._covers: list[_Cover] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOCK_AFTER_MILLISECONDS)
        self._timer.timeout.connect(self.must_lock)

    @property
    def is_down(self) -> bool:
        """Whether the windows are covered."""
        return bool(self._covers)

    def toggle(self) -> None:
        """Cover, or uncover."""
        if self.is_down:
            self.lift()
        else:
            self.drop()

    def drop(self) -> None:
        """Cover every visible window now."""
        if self.is_down:
            return
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window.windowType() in _COVERED:
                cover = _Cover(window)
                cover.lifted.connect(self.lift)
                self._covers.append(cover)
            elif window.isVisible() and window.windowType() is Qt.WindowType.Popup:
                window.hide()
        self._timer.start()

    def lift(self) -> None:
        """Uncover every window."""
        self._timer.stop()
        for cover in self._covers:
            cover.hide()
            cover.deleteLater()
        self._covers.clear()


_COVERED = {Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Tool}
