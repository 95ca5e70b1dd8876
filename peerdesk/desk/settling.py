"""What a vault that was made anew is told before it takes the place of the one it was made of."""

from peerdesk.desk.desk import Desk
from peerdesk.domain.locking import LockTrigger
from peerdesk.domain.log import LogKind
from peerdesk.vault.open_vault import OpenVault


def settle_new_key(vault: OpenVault) -> None:
    """Log the new key, and the lock that follows: the one it was made of is gone by then."""
    desk = Desk(vault)
    with desk.change(None):
        desk.log.write(LogKind.VAULT_KEY_RENEWED)
        desk.log.write(LogKind.LOCKED, LockTrigger.NEW_KEY)
