"""What can keep a document from being made."""

from enum import StrEnum


class DocumentTrouble(StrEnum):
    """The codes of this floor's errors."""

    TOO_LARGE_FOR_PAPER = "document_too_large_for_paper"
    """One piece is larger than the sheet that was chosen."""
    NOTHING_TO_PRINT = "document_nothing_to_print"
    """The script has no rule, and no word on confidentiality, that is switched on."""
    STOPPED = "document_stopped"
    """Nobody waits for it any more."""
    NO_MEETING_AHEAD = "document_no_meeting_ahead"
    """No group was chosen, or it has neither a schedule nor a planned session."""
