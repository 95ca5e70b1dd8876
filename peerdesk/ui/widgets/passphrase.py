"""A field for a passphrase: hidden, shown on request, never kept in an undo history."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from peerdesk.ui.widgets.form import name_control


class PassphraseField(QWidget):
    """What is typed comes out of `take`, once."""

    entered = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self.line = QLineEdit()
        # This mode also tells input methods that the text is sensitive and not to be predicted.
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMinimumHeight(36)
        self.line.returnPressed.connect(self.entered)
        self.line.textEdited.connect(self._on_edited)
        layout.addWidget(self.line, 1)
        self._show = QPushButton(self.tr("Show"))
        self._show.setCheckable(True)
        self._show.setMinimumHeight(36)
        self._show.toggled.connect(self._reveal)
        name_control(self._show, self.tr("Show what is typed"))
        layout.addWidget(self._show)
        self.setFocusProxy(self.line)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    @property
    def text(self) -> str:
        """What is typed now."""
        return self.line.text()

    def show_text(self, text: str) -> None:
        """Put a generated passphrase in, readable, so that it can be written down."""
        self.line.setText(text)
        self._show.setChecked(True)
        self.edited.emit()

    def take(self) -> str:
        """What was typed; the field is empty and hidden afterwards."""
        typed = self.line.text()
        self.line.clear()
        self._show.setChecked(False)
        return typed

    def _on_edited(self, _text: str) -> None:
        self.edited.emit()

    def _reveal(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self._show.setText(self.tr("Hide") if shown else self.tr("Show"))
        self.line.setFocus()
