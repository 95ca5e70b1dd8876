"""The page of ground rules."""

from peerdesk.ui.pages.ground_rules.page import GroundRulesPage

__all__ = ["GroundRulesPage"]
