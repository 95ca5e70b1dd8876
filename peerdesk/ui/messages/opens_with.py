"""Which passphrase to type for a backup, in words."""

from peerdesk.backup.manifest import OpensWith

WORDS: dict[OpensWith, str] = {
    OpensWith.VAULT: (
        "The one that was in use on the day of the backup, or the 12 recovery words of that day."
    ),
    OpensWith.OWN: (
        "This backup has a passphrase of its own. Those of the vault and the recovery words do "
        "not open it."
    ),
}
