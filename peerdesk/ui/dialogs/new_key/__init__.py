"""A new inner key: who keeps a passphrase, new recovery words, and the work itself."""

from peerdesk.ui.dialogs.new_key.dialog import NewKeyDialog

__all__ = ["NewKeyDialog"]
