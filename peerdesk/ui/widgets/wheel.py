"""Scrolling past a field must not change it: the wheel turns only one that has the keyboard."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class _Guard(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.Wheel
            and isinstance(watched, QWidget)
            and not watched.hasFocus()
        ):
            event.ignore()  # so that what is around it scrolls
            return True
        return False


def guard_from_wheel(field: QWidget) -> None:
    """Let the wheel scroll what is around a field, and not bring the keyboard to it."""
    if any(isinstance(each, _Guard) for each in field.children()):
        return
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.installEventFilter(_Guard(field))
