"""What was done with the vault, and what left it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout

from peerdesk.ui.pages.vault.log.log_table import LogTable
from peerdesk.ui.pages.vault.section import VaultSection

if TYPE_CHECKING:
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner


class LogSection(VaultSection):
    """What was done with the vault, and what left it."""

    name: ClassVar[str] = "log"
    title: ClassVar[str] = "Log"

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__(context, banner)
        self._log = LogTable(context.desk)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._log)

    def refresh(self) -> None:
        self._log.refresh()
