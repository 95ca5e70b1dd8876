"""Locking when nobody is there: no key or click for some minutes, or the computer slept."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from peerdesk.ui.clock import Clock
from peerdesk.ui.window_input import WindowInput

LOOK_EVERY_MILLISECONDS = 2000
_ACTIVITY = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class IdleWatch(QObject):
    """Emits `must_lock` after `minutes` without activity.

    It compares wall-clock times, so a lid that was closed for an hour counts as an hour; a clock
    that was set back counts as activity, never as a reason to stay open for longer than `minutes`.
    """

    must_lock = Signal()

    def __init__(self, minutes: int, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._clock = clock
        self._last = clock.now()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._input = WindowInput(self)

    def set_minutes(self, minutes: int) -> None:
        """Use another limit from now on."""
        self._minutes = minutes
        self._last = self._clock.now()

    def look(self) -> None:
        """Compare the clock with the last activity."""
        self._input.look()
        now = self._clock.now()
        if now < self._last:
            self._last = now
        elif (now - self._last).total_seconds() >= self._minutes * 60:
            self._timer.stop()
            self.must_lock.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY:
            # The key that wakes the computer may come before the timer has looked.
            self.look()
            self._last = self._clock.now()
        return False
