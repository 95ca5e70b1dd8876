"""The handout window: what will be printed, exactly as it will be, and the ways to paper."""

from peerdesk.ui.dialogs.handout.dialog import HandoutDialog

__all__ = ["HandoutDialog"]
