"""The receipt of an erasure, on its way out: printed or as a file, without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.documents.erasure_receipt import BulkErasureReceipt, ErasureReceipt, render
from peerdesk.domain.paper import PaperSize
from peerdesk.ui.leaving import Leaving, LogLine, Outgoing
from peerdesk.ui.widgets.buttons import button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner

SUBJECT = "erasure_receipt"
Receipt = ErasureReceipt | BulkErasureReceipt


class ReceiptButtons(QWidget):
    """Two buttons, once there is something to give a receipt for."""

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__()
        self._receipt: Receipt | None = None
        self.leaving = Leaving(context, self, banner)
        self.print_button = button(self.tr("P&rint a receipt…"), self._print, icon_name="printer")
        self.save_button = button(self.tr("Save the receipt…"), self._save, icon_name="file-text")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.print_button)
        layout.addWidget(self.save_button)
        layout.addStretch(1)
        self.hide()

    def offer(self, receipt: Receipt) -> None:
        """Offer this one."""
        self._receipt = receipt
        self.show()

    def take_enter(self, *, otherwise: QPushButton) -> None:
        """Let Enter save the receipt where there is one: it can't be made again later."""
        pressed = self.save_button if self._receipt is not None else otherwise
        pressed.setDefault(True)
        pressed.setFocus()

    def _print(self) -> None:
        if self._receipt is not None:
            self.leaving.print(self._outgoing(self._receipt))

    def _save(self) -> None:
        if self._receipt is not None:
            self.leaving.save(self._outgoing(self._receipt))

    def _outgoing(self, receipt: Receipt) -> Outgoing:
        def make(_task: Task) -> bytes:
            return render(receipt, PaperSize.A4)

        return Outgoing(
            stem="PeerDesk erasure receipt",
            lines=(LogLine(SUBJECT),),
            make=make,
            ask_first=None,
            after_saving=self.tr("It names nobody."),
        )
