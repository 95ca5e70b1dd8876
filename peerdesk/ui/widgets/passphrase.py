"""A field for a passphrase: hidden, shown on request, never kept in an undo history."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from peerdesk.ui.icons import icon
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
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.line.setMinimumHeight(36)
        self.line.returnPressed.connect(self.entered)
        self.line.textEdited.connect(self._on_edited)
        layout.addWidget(self.line, 1)
        self._eye = QPushButton()
        self._eye.setCheckable(True)
        self._eye.setFixedSize(40, 36)
        self._eye.setIcon(icon("eye"))
        self._eye.toggled.connect(self._reveal)
        name_control(self._eye, self.tr("Show what is typed"))
        self._eye.setToolTip(self.tr("Show what is typed"))
        layout.addWidget(self._eye)
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
        self._eye.setChecked(True)
        self.edited.emit()

    def take(self) -> str:
        """What was typed; the field is empty and hidden afterwards."""
        typed = self.line.text()
        self.line.clear()
        self._eye.setChecked(False)
        return typed

    def _on_edited(self, _text: str) -> None:
        self.edited.emit()

    def _reveal(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self._eye.setIcon(icon("eye-off" if shown else "eye"))
        self.line.setFocus()
