"""The front door of this package: make a vault, unlock one, and what is open then."""

from peerdesk.vault.founding import create
from peerdesk.vault.open_vault import OpenVault, SlotSummary
from peerdesk.vault.unlocking import unlock

__all__ = ["OpenVault", "SlotSummary", "create", "unlock"]
