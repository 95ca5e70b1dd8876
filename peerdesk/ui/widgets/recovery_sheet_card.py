"""The twelve recovery words as they are shown once, and printed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from peerdesk.ui.messages.occasions import Occasion
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import Card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerdesk.ui.dialogs.print_dialog import PrintDialog
    from peerdesk.ui.jobs import Jobs


SHEET = "recovery_sheet"
"""What a printed sheet is called in the log."""


class RecoverySheetCard(Card):
    """The words in two columns, numbered, with a line on what they are worth."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        name_control(self, self.tr("The 12 recovery words"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        rows = len(words) // 2
        for place, word in enumerate(words):
            line = plain(f"{place + 1}.  {word}", style="sectionTitle")
            grid.addWidget(line, place % rows, place // rows)
        self.body.addLayout(grid)
        self.body.addWidget(
            muted(self.tr("Anyone who has this sheet can open the vault. Keep it like a key."))
        )


def print_recovery_sheet(
    vault_name: str, words: tuple[str, ...], jobs: Jobs, parent: QWidget
) -> PrintDialog:
    """Ask for a printer and send the sheet straight to it; it never becomes a file."""
    from peerdesk.documents.recovery_sheet import RecoverySheet, render  # noqa: PLC0415 - only to print
    from peerdesk.domain.paper import PaperSize  # noqa: PLC0415 - as above
    from peerdesk.ui.dialogs.print_dialog import PrintDialog  # noqa: PLC0415 - as above

    sheet = RecoverySheet(
        vault_name=vault_name,
        words=words,
        made_on=date.today(),  # noqa: DTZ011 - the local day
    )
    pdf = render(sheet, PaperSize.A4)
    dialog = PrintDialog(pdf, jobs, parent, occasion=Occasion.RECOVERY_SHEET)
    dialog.open()
    return dialog
