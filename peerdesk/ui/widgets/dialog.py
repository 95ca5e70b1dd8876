"""A window over another one that always has room for its own words and buttons."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton

from peerdesk.ui.widgets.fitting import give_room


class Dialog(QDialog):
    """Grows with what is in it, up to the size of the screen.

    Qt shows a window at two thirds of a small screen at the most, and then squeezes buttons below
    their letters; a least width that was set by hand also takes the least height away.
    """

    def showEvent(self, event: QShowEvent) -> None:
        self._take_default_button()
        give_room(self)
        super().showEvent(event)

    def _take_default_button(self) -> None:
        """Let Enter press the button that was made the default one before it was in the dialog.

        Qt does not hear of that, and takes the first button instead, which may be Cancel.
        """
        for button in self.findChildren(QPushButton):
            if button.isDefault():
                button.setDefault(False)
                button.setDefault(True)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            give_room(self)
        return handled
