"""Three screens to a working vault: a name, a passphrase, a recovery sheet."""

from peerdesk.ui.entry.create.draft import NewVault
from peerdesk.ui.entry.create.name import NameScreen
from peerdesk.ui.entry.create.passphrase import PassphraseScreen
from peerdesk.ui.entry.create.recovery import RecoveryScreen

__all__ = ["NameScreen", "NewVault", "PassphraseScreen", "RecoveryScreen"]
