"""The page of notes."""

from peerdesk.ui.pages.notes.page import NotesPage

__all__ = ["NotesPage"]
