"""Making an agreement together: topic by topic on the facilitator's screen and on the wall."""

from peerdesk.ui.pages.ground_rules.making.view import MakingView

__all__ = ["MakingView"]
