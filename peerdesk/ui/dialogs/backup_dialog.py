"""A window over one backup: its passphrase first, and then what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from peerdesk.ui.widgets.backup_passphrase import BackupPassphraseForm
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.layout import at_top, column, scrolling

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext


class BackupDialog(Dialog):
    """What such windows share; each says by `_let_go` what ends with it, or with a lock."""

    def __init__(self, context: PageContext, backup: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._context = context
        self._backup = backup
        self._task: Task | None = None
        self.banner = Banner()
        self._stack = QStackedWidget()
        self.passphrase = BackupPassphraseForm(backup, context.jobs)
        self.close_button = button(self.tr("&Cancel"), self.reject)

    def _ask_first(self, entered: Callable[[], object], *told: QWidget) -> None:
        """Show what it is for and ask for the passphrase."""
        self.passphrase.entered.connect(entered)
        self._stack.addWidget(scrolling(at_top(column(*told, self.passphrase, spacing=12))))

    def _lay_out(self, size: QSize, *below: QWidget) -> None:
        """The banner, what is shown now, and `below` it the buttons; the keyboard to begin with."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.banner)
        layout.addWidget(self._stack, 1)
        for part in below:
            layout.addWidget(part)
        self.resize(size)
        fit_on_screen(self)
        self.finished.connect(self._let_go)
        # A lock must not leave a copy of the backup behind, encrypted as it is.
        self._context.jobs.ending.connect(self._let_go)
        self.passphrase.setFocus()

    def _let_go(self) -> None:
        """Remove the copy of the backup that it looks into, if there is one."""
        raise NotImplementedError
