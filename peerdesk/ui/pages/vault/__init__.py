"""The Vault page: backups, checks, keys, this computer, the log."""

from peerdesk.ui.pages.vault.page import VaultPage

__all__ = ["VaultPage"]
