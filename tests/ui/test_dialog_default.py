"""Enter in a dialog: it does what the dialog is for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.layout import row


class Deciding(Dialog):
    """Has its default button named before the button is in it, as most of ours do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.done_by = ""
        self.choice = QComboBox()
        self.cancel = button("Cancel", self.reject)
        self.go_on = button("Go on", self._go_on, weight="primary")
        self.go_on.setDefault(True)
        outer = QVBoxLayout(self)
        outer.addWidget(self.choice)
        outer.addWidget(row(self.cancel, self.go_on))

    def _go_on(self) -> None:
        self.done_by = "go on"


def test_enter_in_a_field_presses_the_button_that_was_named_and_not_the_first(
    qtbot: QtBot,
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = Deciding(window)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    defaults = [each.text() for each in dialog.findChildren(QPushButton) if each.isDefault()]
    assert defaults == ["Go on"]
    qtbot.keyClick(dialog.choice, Qt.Key.Key_Return)
    assert dialog.done_by == "go on"
    assert dialog.isVisible()
