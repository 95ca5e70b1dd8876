"""What keeps a handout from being printed, in words."""

from enum import StrEnum

from peerdesk.documents.troubles import DocumentTrouble
from peerdesk.ui.printing.troubles import PrintTrouble

WORDS: dict[StrEnum, str] = {
    DocumentTrouble.TOO_LARGE_FOR_PAPER: (
        "At this print size one piece is larger than the sheet. Nothing was printed. Choose a "
        "smaller print size, or larger paper."
    ),
    DocumentTrouble.STOPPED: ("Stopped. Nothing has left the vault, and nothing was changed."),
    DocumentTrouble.NOTHING_TO_PRINT: (
        "This script has no rule and no words on confidentiality that are switched on, so there "
        "is nothing to put on the sheet. Nothing was printed. Switch a part on in Ground rules."
    ),
    DocumentTrouble.NO_MEETING_AHEAD: (
        "No meeting lies ahead, so there is no date to put on the sheet. Nothing was printed. Give "
        "the group a schedule in Groups, or plan a session."
    ),
    PrintTrouble.NO_PRINT_PROGRAM: (
        "This computer is not set up for printing: the program that gives documents to a printer "
        "is missing. Nothing was printed. Add a printer in the system's settings, or save a PDF "
        "file and print it elsewhere."
    ),
    PrintTrouble.NO_PRINTING_SYSTEM: (
        "No print service answers on this computer, so nothing was printed. Add a printer in the "
        "system's settings. A handout can also be saved as a PDF file and printed elsewhere."
    ),
    PrintTrouble.NO_PRINTER: (
        "No printer is set up on this computer, so nothing was printed. Add one in the system's "
        "settings. A handout can also be saved as a PDF file and printed elsewhere."
    ),
    PrintTrouble.PRINTER_GONE: (
        "The printer “{printer}” is not there any more, so nothing was printed. Look again, and "
        "choose another one."
    ),
    PrintTrouble.QUEUE_PAUSED: (
        "The queue of “{printer}” is paused.{said} Nothing was handed over, because it would "
        "lie there for others to read until somebody starts the queue. Start it in the system's "
        "settings, or choose another printer."
    ),
    PrintTrouble.QUEUE_CLOSED: (
        "The queue of “{printer}” takes no documents now, so nothing was printed.{said} "
        "Choose another printer, or look after this one and try again."
    ),
    PrintTrouble.SYSTEM_SILENT: (
        "The print service gave no answer within {seconds} seconds. Look at the printer's queue "
        "before you try again, so that nothing is printed twice."
    ),
    PrintTrouble.REFUSED: (
        "The printer did not take the document, so nothing was printed.{said} Choose "
        "another printer, or look after this one and try again."
    ),
    PrintTrouble.NO_SUCH_PAGES: (
        "These pages are not in the document, which has {pages}. Nothing was printed. Write for "
        "example 2, or 1-3; leave it empty for all of them."
    ),
}

_CUPS_KEEPS = (
    "The print service here is CUPS, which usually keeps a copy of what it printed for a day. "
    "Somebody who may change this computer's settings removes all such copies with the command "
    "“sudo cancel -a -x”. With the line “PreserveJobFiles No” in /etc/cups/cupsd.conf it keeps "
    "none."
)
_CLEARING = {
    "win32": (
        "Open Settings ▸ Bluetooth & devices ▸ Printers & scanners, choose the printer, then its "
        "queue: a document that still waits is removed there. Under Printer properties ▸ Advanced, "
        "“Keep printed documents” should be off."
    ),
}
_OWN_DISK = "A large office printer may have a disk of its own: ask whoever looks after it."


def clearing_queue_in_words(platform: str) -> str:
    """How a copy that a print queue keeps is removed, on a system as `sys.platform` names it."""
    return f"{_CLEARING.get(platform, _CUPS_KEEPS)} {_OWN_DISK}"
