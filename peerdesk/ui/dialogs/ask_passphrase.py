"""Asking for a passphrase before a decision that needs it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import Form
from peerdesk.ui.widgets.layout import row
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
    cancel = button(_said("&Cancel"), dialog.reject)
    go_on = button(_said("Go on"), dialog.accept, weight="primary")
    layout.addWidget(row(None, cancel, go_on))
    go_on.setDefault(True)  # once it is in the dialog, which would not know of it before
    field.setFocus()
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    typed = field.take()
    dialog.deleteLater()
    return typed if accepted and typed else None


def _said(text: str) -> str:
    return QCoreApplication.translate("ask_passphrase", text)
