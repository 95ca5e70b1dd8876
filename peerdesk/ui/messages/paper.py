"""What keeps a handout from being printed, in words."""

from enum import StrEnum

from peerdesk.documents.troubles import DocumentTrouble
from peerdesk.ui.print_troubles import PrintTrouble

WORDS: dict[StrEnum, str] = {
    DocumentTrouble.TOO_LARGE_FOR_PAPER: (
        "At this print size one piece is larger than the sheet. Nothing was printed. Choose a "
        "smaller print size, or larger paper."
    ),
    DocumentTrouble.NOTHING_TO_PRINT: (
        "This script has no rule and no words on confidentiality that are switched on, so there "
        "is nothing to put on the sheet. Nothing was printed. Switch a part on in Ground rules."
    ),
    PrintTrouble.NO_PRINTING_SYSTEM: (
        "No print service answers on this computer, so nothing was printed. Add a printer in the "
        "system's settings. A handout can also be saved as a PDF file and printed elsewhere."
    ),
    PrintTrouble.NO_PRINTER: (
        "No printer is set up on this computer, so nothing was printed. Add one in the system's "
        "settings. A handout can also be saved as a PDF file and printed elsewhere."
    ),
    PrintTrouble.SYSTEM_SILENT: (
        "The print service gave no answer within {seconds} seconds. Look at the printer's queue "
        "before you try again, so that nothing is printed twice."
    ),
    PrintTrouble.REFUSED: (
        "The printer did not take the document, so nothing was printed. It says: {reason} Choose "
        "another printer, or look after this one and try again."
    ),
}
