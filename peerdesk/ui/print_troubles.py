"""What can keep a document from the printer, as codes; the words are in `peerdesk.ui.messages`."""

from enum import StrEnum


class PrintTrouble(StrEnum):
    """Each is carried by a UserError."""

    NO_PRINTING_SYSTEM = "print_no_printing_system"
    """CUPS is not installed, or its service does not run."""
    NO_PRINTER = "print_no_printer"
    SYSTEM_SILENT = "print_system_silent"
    """data: seconds (how long was waited)"""
    REFUSED = "print_refused"
    """data: reason (what the printing system said, or an empty string)"""
