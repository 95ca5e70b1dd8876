"""The page of people."""

from peerdesk.ui.pages.people.page import PeoplePage

__all__ = ["PeoplePage"]
