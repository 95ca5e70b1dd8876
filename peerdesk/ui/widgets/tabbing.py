"""The Tab key goes in the order in which things stand, whenever each of them was made."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_on(before: QWidget, parts: Iterable[QWidget]) -> None:
    """Let Tab go from `before` through all that takes the keyboard in each of `parts`."""
    for part in parts:
        for control in part.findChildren(QWidget):
            # A list to choose from has a window of its own, which opens over the others.
            is_here = control.window() is before.window()
            if is_here and control.focusPolicy() & Qt.FocusPolicy.TabFocus:
                QWidget.setTabOrder(before, control)
                before = control
