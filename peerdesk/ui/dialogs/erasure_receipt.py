"""The receipt of an erasure, on its way out: printed or as a file, without a name."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from peerdesk.desk.paper_file import save_paper
from peerdesk.documents.erasure_receipt import ErasureReceipt, render
from peerdesk.domain.log import LogKind
from peerdesk.domain.paper import PaperSize
from peerdesk.ui.dialogs.print_dialog import PrintDialog
from peerdesk.ui.widgets.buttons import button
from peerdesk.vault.cipher import translating

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext

SUBJECT = "erasure_receipt"
SUFFIX = ".pdf"


class ReceiptButtons(QWidget):
    """Two buttons, once there is something to give a receipt for."""

    failed = Signal(object)
    """Carries the error with a message for it."""
    saved = Signal(str)
    """Carries the name of the file."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._receipt: ErasureReceipt | None = None
        self.print_button = button(self.tr("P&rint a receipt…"), self._print, icon_name="printer")
        self.save_button = button(self.tr("Save the receipt…"), self._save, icon_name="file-text")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.print_button)
        layout.addWidget(self.save_button)
        layout.addStretch(1)
        self.hide()

    def offer(self, receipt: ErasureReceipt) -> None:
        """Offer this one."""
        self._receipt = receipt
        self.show()

    def _print(self) -> None:
        self._make(self._on_to_print, bytes)

    def _save(self) -> None:
        proposed = Path.home() / f"PeerDesk erasure receipt{SUFFIX}"
        chosen, _filter = QFileDialog.getSaveFileName(
            self, self.tr("Save the receipt"), str(proposed), self.tr("PDF files (*.pdf)")
        )
        if not chosen:
            return
        path = Path(chosen)
        target = path if path.suffix.casefold() == SUFFIX else path.with_name(path.name + SUFFIX)
        self._make(self._on_saved, partial(_saved_as, target))

    def _make(self, then: Callable[..., None], work: Callable[[bytes], object]) -> None:
        receipt = self._receipt
        if receipt is None:
            return

        def made(_task: Task) -> object:
            return work(render(receipt, PaperSize.A4))

        self._context.jobs.run(made).then(then).otherwise(self.failed.emit)

    def _on_to_print(self, pdf: bytes) -> None:
        dialog = PrintDialog(pdf, self._context.jobs, self)
        dialog.printed.connect(self._on_printed)
        dialog.open()

    def _on_printed(self, copies: int) -> None:
        self._context.desk.note_in_log(LogKind.PRINTED, SUBJECT, copies)

    def _on_saved(self, name: str) -> None:
        self._context.desk.note_in_log(LogKind.SAVED_PDF, SUBJECT)
        self.saved.emit(name)


def _saved_as(target: Path, pdf: bytes) -> str:
    with translating():
        save_paper(target, pdf)
    return target.name
