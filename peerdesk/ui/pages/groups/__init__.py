"""The page of groups."""

from peerdesk.ui.pages.groups.page import GroupsPage

__all__ = ["GroupsPage"]
