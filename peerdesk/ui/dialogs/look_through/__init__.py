"""Looking through what is due: keep and why, sooner, or erase."""

from peerdesk.ui.dialogs.look_through.dialog import LookThroughDialog

__all__ = ["LookThroughDialog"]
