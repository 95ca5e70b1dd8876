"""Erasing several records at once."""

from peerdesk.ui.dialogs.erase_records.dialog import EraseRecordsDialog

__all__ = ["EraseRecordsDialog"]
