"""Sessions: prepare, run, close."""

from peerdesk.ui.pages.sessions.page import SessionsPage

__all__ = ["SessionsPage"]
