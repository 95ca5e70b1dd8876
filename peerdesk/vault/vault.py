"""The front door of this package: make a vault, unlock one, and what is open then."""

from peerdesk.vault.founding import create
from peerdesk.vault.open_vault import OpenVault
from peerdesk.vault.unlocking import unlock
from peerdesk.vault.ways_in import SlotSummary

__all__ = ["OpenVault", "SlotSummary", "create", "unlock"]
