"""F9: every window is covered at once, without locking; after a minute it becomes a lock."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from peerdesk.ui.widgets.banner import announce
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import plain
from peerdesk.ui.window_input import WindowInput

LOCK_AFTER_MILLISECONDS = 60_000
_REACH = "curtainKey"
WARNING_WIDTH = 40
"""Widths of an m of a line on the curtain."""


class _Cover(QWidget):
    """Hides one window by lying over everything in it, and keeps keys from what is below."""

    lifted = Signal()
    must_lock = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("curtain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Curtain"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        layout = QVBoxLayout(self)
        layout.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line = plain(self.tr("Covered"), style="sectionTitle")
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(line)
        self._layout = layout
        self._go_on = button(self.tr("Go on"), self.lifted.emit)
        layout.addWidget(self._go_on, 0, Qt.AlignmentFlag.AlignCenter)
        self._lock: QPushButton | None = None
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.raise_()
        self.show()
        self.setFocus()
        # Now, not at the next turn of the event loop: no frame more shows what lies below.
        self.repaint()

    def warn(self, words: str) -> None:
        """Say what a lock would lose, and let it be locked all the same."""
        told = plain(words)
        told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        told.setMaximumWidth(told.fontMetrics().horizontalAdvance("m") * WARNING_WIDTH)
        told.setMinimumWidth(min(self.width() - 48, told.maximumWidth()))
        self._layout.insertWidget(1, told, 0, Qt.AlignmentFlag.AlignCenter)
        self._lock = button(self.tr("Lock, and lose it"), self.must_lock.emit)
        self._layout.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignCenter)
        for made in (told, self._lock):
            made.show()  # what is added later is shown later otherwise, and can't have the keyboard
        announce(self, words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            # No shortcut reaches the window below: a print dialog would open over the curtain.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F9}:
            self.lifted.emit()
        elif _is_lock(event):
            self.must_lock.emit()

    def focusNextPrevChild(self, _forwards: bool) -> bool:  # noqa: FBT001 - Qt's signature
        stops = [each for each in (self, self._go_on, self._lock) if each is not None]
        at = next((n for n, each in enumerate(stops) if each.hasFocus()), 0)
        stops[(at + 1) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True


class Curtain(QObject):
    """Covers every window of the program.

    `must_lock` comes when somebody asks for it in a covered window or a dialog, `stayed_down` when
    the curtain was down for a minute.

    While it is down it watches the whole program, so that a window that opens is covered as well.
    F9 and Ctrl+L also work in a dialog and over an open menu or list, which keep the shortcuts of
    the window behind them away. They work as well where the keyboard is still, or again, in a
    window that a dialog has shut out: Qt throws keys away there, those of shortcuts aside.
    """

    must_lock = Signal()
    stayed_down = Signal()

    def __init__(self, parent: QObject, lock_after: int = LOCK_AFTER_MILLISECONDS) -> None:
        super().__init__(parent)
        self._covers: list[_Cover] = []
        self._has_warned = False
        self._typed_in: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(lock_after)
        self._timer.timeout.connect(self.stayed_down)
        self._input = WindowInput(self)

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
        self._typed_in = QApplication.focusWidget()
        self._watch_program(watched=True)
        for window in QApplication.topLevelWidgets():
            if not window.isVisible():
                continue
            if window.windowType() in _PASSING:
                window.close()
            else:
                self._cover(window)
        self._timer.start()

    @property
    def has_warned(self) -> bool:
        """Whether it says what a lock would lose."""
        return self.is_down and self._has_warned

    def drop_with(self, words: str) -> None:
        """Cover every window now. The main one, and no wall, says what a lock would lose."""
        self.drop()
        self._has_warned = True
        for cover in filter(isValid, self._covers):
            if cover.parentWidget() is self.parent():
                cover.warn(words)

    def lift(self) -> None:
        """Uncover every window, and go on typing where that was."""
        self._timer.stop()
        self._watch_program(watched=False)
        self._has_warned = False
        for cover in filter(isValid, self._covers):
            cover.hide()
            cover.deleteLater()
        self._covers.clear()
        if self._typed_in is not None and isValid(self._typed_in):
            self._typed_in.setFocus()
        self._typed_in = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.WindowBlocked and isinstance(watched, QWindow):
            self._reach(QApplication.activeModalWidget())
        if not self._covers:
            if kind is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
                return False
            return isinstance(watched, QWindow) and self._takes_key(watched, event)
        if kind is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._cover(watched)
        # The time for a hint may have begun before, over a name that is covered by now.
        return kind is QEvent.Type.ToolTip

    def _watch_program(self, *, watched: bool) -> None:
        """See every event of every widget, which nobody has to wait for under a curtain."""
        application = QApplication.instance()
        if application is None:
            return
        if watched:
            application.installEventFilter(self)
        else:
            application.removeEventFilter(self)

    def _reach(self, window: QWidget | None) -> None:
        """Let a window that shuts others out bring the two keys along, wherever they are pressed.

        Shortcuts of the whole program are asked for before a key is thrown away, and are shut out
        themselves unless they belong to the window in front.
        """
        if window is None or window.findChild(QShortcut, _REACH) is not None:
            return
        for keys, do in (("F9", self.drop), ("Ctrl+L", self.must_lock.emit)):
            shortcut = QShortcut(QKeySequence(keys), window)
            shortcut.setObjectName(_REACH)
            shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
            shortcut.activated.connect(do)
        self._input.look()  # the next one may shut it out before it ever has the keyboard

    def _takes_key(self, window: QWindow, event: QKeyEvent) -> bool:
        """F9 and Ctrl+L in any window but the main one, where they are shortcuts."""
        in_front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        # Shortcuts of the main window do not reach one beside it, as the room display is.
        if in_front is None and self._is_main(window):
            return False
        if event.key() == Qt.Key.Key_F9:
            self.drop()
            return True
        if _is_lock(event):
            self.must_lock.emit()
            return True
        return False

    def _is_main(self, window: QWindow) -> bool:
        main = self.parent()
        return isinstance(main, QWidget) and main.window().windowHandle() is window

    def _cover(self, window: QWidget) -> None:
        if any(isValid(cover) and cover.parentWidget() is window for cover in self._covers):
            return
        cover = _Cover(window)
        cover.lifted.connect(self.lift)
        cover.must_lock.connect(self.must_lock)
        self._covers.append(cover)


def _is_lock(event: QKeyEvent) -> bool:
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control and event.key() == Qt.Key.Key_L


_PASSING = {Qt.WindowType.Popup, Qt.WindowType.ToolTip}
"""Menus, lists of choices and hints: nobody misses them, so they go instead of being covered."""
