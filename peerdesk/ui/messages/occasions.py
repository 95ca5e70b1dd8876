"""Messages where the usual words would mislead: nothing to lose yet, or another file meant.

A trouble has one message in `peerdesk.ui.messages`. Here are the few that need other words because
of what the person was doing.
"""

from enum import Enum, StrEnum, auto

from peerdesk.backup.troubles import BackupTrouble
from peerdesk.errors import PeerDeskError
from peerdesk.ui import messages
from peerdesk.ui.print_troubles import PrintTrouble
from peerdesk.vault.troubles import VaultTrouble


class Occasion(Enum):
    """What somebody was doing when it failed."""

    NEW_VAULT = auto()
    """Choosing a folder that is to become a vault."""
    RECOVERY_SHEET = auto()
    """Printing the 12 words, which must not become a file."""
    BACKUP = auto()
    CHECKING_BACKUP = auto()


_ANOTHER_PLACE = "Earlier backups were left alone; choose another place for the backup."
_BY_HAND = "Write the 12 words down by hand; a sheet on paper is as good as a printed one."

_WORDS: dict[Occasion, dict[StrEnum, str]] = {
    Occasion.NEW_VAULT: {
        VaultTrouble.READ_ONLY: (
            "PeerDesk can't make that folder: you may not write there. Nothing was made. Choose "
            "another folder, for example one in your home folder."
        ),
        VaultTrouble.MEDIUM_GONE: (
            "PeerDesk can't make that folder: there is no such place, or its stick was taken out. "
            "Nothing was made. Choose another folder, for example one in your home folder."
        ),
        VaultTrouble.DISK_FULL: (
            "PeerDesk can't make that folder: the disk is full. Nothing was made. Make some room, "
            "or choose a folder on another disk."
        ),
        VaultTrouble.IO_FAILED: (
            "PeerDesk can't make that folder: the system refuses it (code {errno}). Nothing was "
            "made. Choose another folder, or a shorter name for it."
        ),
    },
    Occasion.RECOVERY_SHEET: {
        PrintTrouble.NO_PRINTING_SYSTEM: (
            f"This computer is not set up for printing, so nothing was printed. {_BY_HAND}"
        ),
        PrintTrouble.NO_PRINTER: (
            f"No printer is set up on this computer, so nothing was printed. {_BY_HAND}"
        ),
        PrintTrouble.REFUSED: (
            "The printer did not take the sheet, so nothing was printed. It says: {reason} "
            f"{_BY_HAND}"
        ),
    },
    Occasion.BACKUP: {
        VaultTrouble.READ_ONLY: (
            "Nothing can be written to that place (write-protected, or not your folder), so no "
            f"backup was made. {_ANOTHER_PLACE}"
        ),
        VaultTrouble.DISK_FULL: (
            f"There is not enough room in that place, so no backup was made. {_ANOTHER_PLACE}"
        ),
        VaultTrouble.MEDIUM_GONE: (
            "The disk or stick for the backup is not there any more, so no backup was made. Put "
            "it back and try again, or choose another place for the backup."
        ),
        VaultTrouble.IO_FAILED: (
            "The disk reported a fault (code {errno}), so no backup was made. " + _ANOTHER_PLACE
        ),
    },
    Occasion.CHECKING_BACKUP: {
        VaultTrouble.WRONG_PASSPHRASE: (
            "That passphrase does not open this backup. Nothing was changed. Use the one that was "
            "in use on the day it was made, or the recovery words of that day."
        ),
        VaultTrouble.DATABASE_DAMAGED: (
            "The passphrase is right, but what is in this backup is damaged. Nothing was changed. "
            "Use another copy or another backup."
        ),
        VaultTrouble.READ_ONLY: (
            "This file can't be read by you. Nothing was changed. Ask whose file it is, or choose "
            "another copy."
        ),
        BackupTrouble.CANCELLED: "Stopped. The backup file was only read, and stays as it was.",
    },
}


def words_on(occasion: Occasion | None, error: PeerDeskError) -> str:
    """What to tell a person about `error` on an `occasion`; the usual words where it has none."""
    special = _WORDS[occasion].get(error.code) if occasion is not None else None
    return messages.words(error) if special is None else special.format(**error.data)
