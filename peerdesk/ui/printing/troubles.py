"""What can keep a document from the printer, as codes; the words are in `peerdesk.ui.messages`."""

from enum import StrEnum


class PrintTrouble(StrEnum):
    """Each is carried by a UserError."""

    NO_PRINT_PROGRAM = "print_no_print_program"
    """`lp` and `lpstat`, which hand documents to CUPS, are not installed."""
    NO_PRINTING_SYSTEM = "print_no_printing_system"
    """The print service does not answer."""
    NO_PRINTER = "print_no_printer"
    PRINTER_GONE = "print_printer_gone"
    """data: printer"""
    QUEUE_PAUSED = "print_queue_paused"
    """data: printer, said (in the printing system's words, or an empty string)"""
    QUEUE_CLOSED = "print_queue_closed"
    """It takes no documents. data: printer, said (as above)"""
    SYSTEM_SILENT = "print_system_silent"
    """data: seconds (how long was waited)"""
    REFUSED = "print_refused"
    """data: said (as above)"""
    NO_SUCH_PAGES = "print_no_such_pages"
    """data: pages (how many the document has)"""
