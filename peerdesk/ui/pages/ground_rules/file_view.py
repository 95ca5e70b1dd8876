"""What a script file holds, as it stands in the file."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from peerdesk.ui.widgets.form import name_control


class FileView(QPlainTextEdit):
    """Words that can be read and not changed; markup in them is never drawn."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        name_control(self, name)
