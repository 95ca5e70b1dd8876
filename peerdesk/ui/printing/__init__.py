"""Paper: which printers there are, and giving them a document straight from memory.

Both functions may wait for the printing system, so they belong into a job. The way to printers of
this system is loaded by them: whoever only has something to say of printing needs none of it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peerdesk.ui.printing.order import Printer, PrintOrder


def printers() -> tuple[Printer, ...]:
    """Every printer, the usual one first.

    UserError NO_PRINT_PROGRAM, NO_PRINTING_SYSTEM, NO_PRINTER, SYSTEM_SILENT.
    """
    if sys.platform == "win32":
        from peerdesk.ui.printing import windows  # noqa: PLC0415 - only there

        return windows.printers()
    from peerdesk.ui.printing import cups  # noqa: PLC0415 - see above

    return cups.printers()


def send(pdf: bytes, order: PrintOrder) -> None:
    """Give a PDF to a printer, whole or not at all.

    UserError NO_PRINT_PROGRAM, NO_PRINTING_SYSTEM, PRINTER_GONE, QUEUE_PAUSED, QUEUE_CLOSED,
    SYSTEM_SILENT, REFUSED.
    """
    if sys.platform == "win32":
        from peerdesk.ui.printing import windows  # noqa: PLC0415 - only there

        windows.send(pdf, order)
    else:
        from peerdesk.ui.printing import cups  # noqa: PLC0415 - see above

        cups.send(pdf, order)
