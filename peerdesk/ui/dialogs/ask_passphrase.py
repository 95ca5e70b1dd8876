"""Asking for a passphrase before a decision that needs it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from peerdesk.ui.widgets.form import Form
from peerdesk.ui.widgets.passphrase import PassphraseField


def ask_passphrase(parent: QWidget, title: str, label: str, help_text: str = "") -> str | None:
    """What was typed, or None where the person changed their mind."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setMinimumWidth(440)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(20, 16, 20, 16)
    layout.setSpacing(16)
    form = Form()
    field = form.add(label, PassphraseField(), help_text=help_text)
    field.entered.connect(dialog.accept)
    layout.addWidget(form)
    buttons = QDialogButtonBox(
        QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
    )
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    layout.addWidget(buttons)
    field.setFocus()
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    typed = field.take()
    dialog.deleteLater()
    return typed if accepted and typed else None
