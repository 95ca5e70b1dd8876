"""This system's way to its printers: which there are, and giving them a PDF from memory.

`printers` gives every printer, the usual one first. UserError NO_PRINT_PROGRAM, NO_PRINTING_SYSTEM,
NO_PRINTER, SYSTEM_SILENT.

`send` gives a PDF to a printer, whole or not at all. UserError NO_PRINT_PROGRAM,
NO_PRINTING_SYSTEM, PRINTER_GONE, QUEUE_PAUSED, QUEUE_CLOSED, SYSTEM_SILENT, REFUSED.

Both may wait for the printing system, so they belong into a job. This system's way is loaded
with this module, on the window's thread: what it uses of Qt belongs there.
"""

import sys

if sys.platform == "win32":
    from peerdesk.ui.printing.windows import printers, send
else:
    from peerdesk.ui.printing.cups import printers, send

__all__ = ["printers", "send"]
