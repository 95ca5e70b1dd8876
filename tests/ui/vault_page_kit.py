"""What the tests of the Vault page's sections have in common."""

from pathlib import Path

import pytest
from checks import without_a_name
from patience import PATIENCE_SECONDS
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from peerdesk.ui.dialogs.back_up_to_file import BackUpToFileDialog
from peerdesk.ui.pages.page import PageContext
from peerdesk.ui.pages.vault.page import VaultPage


def whole_page(context: PageContext) -> VaultPage:
    """The page with all its sections, as it is some time after the window showed."""
    page = VaultPage(context)
    for _section in page.make_ahead():
        pass
    return page


def button(page: VaultPage, name: str) -> QPushButton:
    """The button of that name on the page itself, not in a dialog that is about to go."""
    (found,) = (
        each
        for each in page.findChildren(QPushButton)
        if each.accessibleName() == name and each.window() is page.window()
    )
    return found


def field(page: VaultPage, name: str) -> QLineEdit:
    (found,) = (each for each in page.findChildren(QLineEdit) if each.accessibleName() == name)
    return found


def settle(qtbot: QtBot, page: VaultPage) -> None:
    qtbot.waitUntil(lambda: not page.context.jobs.busy)


def back_up_to(page: VaultPage, target: Path) -> None:
    """Choose a file for a backup, as the dialog lets one."""
    button(page, "Back up to another file…").click()
    dialog = page.findChild(BackUpToFileDialog)
    assert isinstance(dialog, BackUpToFileDialog)
    dialog.file.setText(str(target))
    dialog.accept_wish()


def save_as(monkeypatch: pytest.MonkeyPatch, target: Path | None) -> None:
    chosen = str(target) if target else ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))


def open_file(monkeypatch: pytest.MonkeyPatch, source: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(source), ""))


def type_into_next_dialog(secret: str) -> list[str]:
    """Answer the question for a passphrase that opens next. Gives what it says, once it is open."""
    said: list[str] = []

    def answer(patience: int = 20 * PATIENCE_SECONDS) -> None:
        dialog = QApplication.activeModalWidget()
        line = dialog.findChild(QLineEdit) if isinstance(dialog, QDialog) else None
        if line is None and patience:
            # A dialog that has to look at the place of a file first asks a moment later.
            QTimer.singleShot(50, lambda: answer(patience - 1))
            return
        assert isinstance(dialog, QDialog)
        assert without_a_name(dialog) == []
        assert isinstance(line, QLineEdit)
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        line.setText(secret)
        dialog.accept()

    QTimer.singleShot(100, answer)
    return said
