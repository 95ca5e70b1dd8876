"""Fields that hold a name, while names are masked."""

from PySide6.QtWidgets import QLineEdit

from peerdesk.ui.naming import is_masked


def mask_fields(*fields: QLineEdit) -> None:
    """Show dots in these fields while names are masked; what they hold stays as it is."""
    mode = QLineEdit.EchoMode.Password if is_masked() else QLineEdit.EchoMode.Normal
    for field in fields:
        if field.echoMode() is not mode:
            field.setEchoMode(mode)
