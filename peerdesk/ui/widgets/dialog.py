"""A window over another one that always has room for its own words and buttons."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton

from peerdesk.ui.widgets.fitting import fit_on_screen, room_needed

NEEDED = "peerdesk_needed"
"""The property of a window that has what it needed last."""


class Dialog(QDialog):
    """Grows with what is in it, up to the size of the screen.

    Qt shows a window at two thirds of a small screen at the most, and then squeezes buttons below
    their letters; a least width that was set by hand also takes the least height away.
    """

    def showEvent(self, event: QShowEvent) -> None:
        self._take_default_button()
        self._give_room()
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
            self._give_room()
        return handled

    def _give_room(self) -> None:
        """Grow where more is needed than before; whoever made the window smaller is left alone."""
        before, needed = self.property(NEEDED) or QSize(), room_needed(self)
        self.setProperty(NEEDED, needed)
        wanted = self.size().expandedTo(needed)
        is_smaller = self.size() != self.size().expandedTo(before)
        if not is_smaller and before.expandedTo(needed) != before and wanted != self.size():
            fit_on_screen(self, wanted)
