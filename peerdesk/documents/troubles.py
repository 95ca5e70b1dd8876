"""What can keep a document from being made."""

from enum import StrEnum


class DocumentTrouble(StrEnum):
    """The codes of this floor's errors."""

    NOTHING_TO_PRINT = "document_nothing_to_print"
    """The script has no rule, and no word on confidentiality, that is switched on."""
