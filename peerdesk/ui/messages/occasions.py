"""Messages where the usual words would mislead: nothing to lose yet, or another file meant.

A trouble has one message in `peerdesk.ui.messages`. Here are the few that need other words because
of what the person was doing.
"""

from enum import Enum, StrEnum, auto

from peerdesk.backup.troubles import BackupTrouble
from peerdesk.errors import PeerDeskError
from peerdesk.ui import messages
from peerdesk.ui.printing.troubles import PrintTrouble
from peerdesk.vault.troubles import VaultTrouble


class Occasion(Enum):
    """What somebody was doing when it failed."""

    NEW_VAULT = auto()
    """Choosing a folder that is to become a vault."""
    RECOVERY_SHEET = auto()
    """Printing the 12 words, which must not become a file."""
    SAVING_PAPER = auto()
    """Saving a handout as a PDF file."""
    BACKUP = auto()
    SECOND_PLACE = auto()
    """A backup in the folder on a stick that was chosen once."""
    CHOOSING_PLACE = auto()
    """Choosing the folder that is to become the second place."""
    DAILY_BACKUP = auto()
    """The backup of the day, which nobody asked for."""
    CHECKING_BACKUP = auto()
    RESTORING = auto()
    REPLACING = auto()
    """Putting a restored vault in the place of the one that is there, which is closed by then."""
    NEW_KEY = auto()
    """Putting the vault under its new inner key in the place of the old one, closed by then."""
    DRILL = auto()


_ANOTHER_PLACE = "Earlier backups were left alone; choose another place for the backup."
_BY_HAND = "Write the 12 words down by hand; a sheet on paper is as good as a printed one."

_OPENING_BACKUP: dict[StrEnum, str] = {
    VaultTrouble.WRONG_PASSPHRASE: (
        "That passphrase does not open this backup. Nothing was changed. Use the one that was in "
        "use on the day it was made, or the recovery words of that day."
    ),
    VaultTrouble.DATABASE_DAMAGED: (
        "The passphrase is right, but what is in this backup is damaged. Nothing was changed. Use "
        "another copy or another backup."
    ),
    VaultTrouble.DATABASE_FOREIGN: (
        "The passphrase is right, but what is in this backup was not made by PeerDesk alone. "
        "Nothing was changed. Do not trust this file; use another backup."
    ),
    VaultTrouble.NEWER_VERSION: (
        "This backup is of a newer PeerDesk (format {found}; this one knows {known}). Nothing was "
        "changed. Install the newer PeerDesk to restore it."
    ),
    VaultTrouble.MEDIUM_GONE: (
        "The disk or stick with the backup is not there any more. Nothing was changed. Put it back "
        "and try again."
    ),
    VaultTrouble.IO_FAILED: (
        "The disk reported a fault (code {errno}) while the backup was read. Nothing was changed. "
        "Try another copy of it."
    ),
}
_NO_NEW_KEY = "so the inner key is the one from before. Your vault is as it was."
_NOT_REPLACED = "so the backup did not take its place. Your vault is as it was."

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
        PrintTrouble.NO_PRINT_PROGRAM: (
            f"This computer is not set up for printing, so nothing was printed. {_BY_HAND}"
        ),
        PrintTrouble.NO_PRINTING_SYSTEM: (
            f"This computer is not set up for printing, so nothing was printed. {_BY_HAND}"
        ),
        PrintTrouble.NO_PRINTER: (
            f"No printer is set up on this computer, so nothing was printed. {_BY_HAND}"
        ),
        PrintTrouble.QUEUE_PAUSED: (
            "The queue of “{printer}” is paused.{said} The sheet was not handed over, because "
            f"it would lie there for others to read. Choose another printer. {_BY_HAND}"
        ),
        PrintTrouble.REFUSED: (
            f"The printer did not take the sheet, so nothing was printed.{{said}} {_BY_HAND}"
        ),
    },
    Occasion.SAVING_PAPER: {
        VaultTrouble.READ_ONLY: (
            "The file can't be written there: the place is write-protected or not yours, or the "
            "file is open in another program. Nothing was saved. Close it there, or choose another "
            "place."
        ),
        VaultTrouble.DISK_FULL: (
            "There is not enough room in that place, so nothing was saved. Make some room, or "
            "choose another place."
        ),
        VaultTrouble.MEDIUM_GONE: (
            "That folder is not there any more, so nothing was saved. If it lies on a stick, put "
            "it back in; or choose another place."
        ),
        VaultTrouble.IO_FAILED: (
            "The disk reported a fault (code {errno}), so nothing was saved. Choose another place."
        ),
        VaultTrouble.PATH_TOO_LONG: (
            "That name is too long for the place, so nothing was saved. Choose a shorter one."
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
    Occasion.SECOND_PLACE: {
        VaultTrouble.READ_ONLY: (
            "nothing can be written there (write-protected, or not your folder). The backups on "
            "it were left alone. Look for a small switch on the stick, or choose another place."
        ),
        VaultTrouble.DISK_FULL: (
            "there is not enough room. The backups on it were left alone. Make some room on it, "
            "or choose another stick."
        ),
        VaultTrouble.MEDIUM_GONE: (
            "it went away before the backup was done. The backups on it were left alone. Put it "
            "back in and back up again; it will be said when it can be taken out."
        ),
        VaultTrouble.IO_FAILED: (
            "the stick reported a fault (code {errno}). Its earlier backups were left alone, but "
            "do not rely on this stick: choose another one."
        ),
        BackupTrouble.PROOF_FAILED: (
            "what was read back from it is not what was written ({part}). Its earlier backups "
            "were left alone, but do not rely on this stick: choose another one."
        ),
    },
    Occasion.CHOOSING_PLACE: {
        VaultTrouble.READ_ONLY: (
            "nothing can be written there (write-protected, or not your folder). Nothing was "
            "changed. Look for a small switch on the stick, or choose another folder."
        ),
        VaultTrouble.DISK_FULL: "it is full. Nothing was changed. Make some room on it first.",
        VaultTrouble.MEDIUM_GONE: "it went away. Nothing was changed. Put the stick back in.",
        BackupTrouble.TARGET_FOLDER_MISSING: (
            "it is not there. Nothing was changed. Put the stick in, or choose another folder."
        ),
        BackupTrouble.TARGET_IS_VAULT_FOLDER: (
            "it lies in the vault's own folder, and would be lost together with it. Nothing was "
            "changed. Choose a stick or another disk."
        ),
    },
    Occasion.DAILY_BACKUP: {
        VaultTrouble.READ_ONLY: (
            "Today's own backup could not be made: the vault's folder “backups” can't be written "
            "to. Earlier backups are there. PeerDesk tries again within the day."
        ),
        VaultTrouble.DISK_FULL: (
            "Today's own backup could not be made: this disk is nearly full. Earlier backups are "
            "there. Make some room; PeerDesk tries again within the day."
        ),
        VaultTrouble.BUSY: (
            "Today's own backup could not be made: the vault was in use all the time. Earlier "
            "backups are there. PeerDesk tries again within the day."
        ),
        BackupTrouble.TOO_LARGE: (
            "Today's own backup could not be made: the vault is too large for one file. Earlier "
            "backups are there. Remove what is not needed any more."
        ),
        VaultTrouble.DATABASE_DAMAGED: (
            "Today's own backup could not be made: the vault's file is damaged. Earlier backups "
            "are there. Check the vault under Health, and restore the newest backup beside it."
        ),
    },
    Occasion.CHECKING_BACKUP: {
        **_OPENING_BACKUP,
        VaultTrouble.READ_ONLY: (
            "This file can't be read by you. Nothing was changed. Ask whose file it is, or choose "
            "another copy."
        ),
        BackupTrouble.CANCELLED: "Stopped. The backup file was only read, and stays as it was.",
    },
    Occasion.RESTORING: {
        **_OPENING_BACKUP,
        VaultTrouble.DISK_FULL: (
            "There is not enough room on the disk for the restored vault. Nothing was changed. "
            "Make some room, or choose a folder on another disk."
        ),
        BackupTrouble.CANCELLED: "Stopped. Nothing was restored, and nothing was changed.",
    },
    Occasion.REPLACING: {
        VaultTrouble.ALREADY_OPEN: (
            f"Another PeerDesk has opened the vault meanwhile, {_NOT_REPLACED} Lock it there, and "
            "restore once more."
        ),
        VaultTrouble.NOT_A_VAULT: (
            f"Another PeerDesk has opened the vault meanwhile, {_NOT_REPLACED} Restore once more."
        ),
        VaultTrouble.DISK_FULL: (
            f"The disk is full, {_NOT_REPLACED} Make some room, and restore once more."
        ),
    },
    Occasion.NEW_KEY: {
        VaultTrouble.DISK_FULL: (
            f"The disk is full, {_NO_NEW_KEY} Make some room, and change the inner key once more."
        ),
        VaultTrouble.READ_ONLY: (
            f"The vault's folder can't be written to, {_NO_NEW_KEY} Look at the stick or disk, and "
            "change the inner key once more."
        ),
    },
    Occasion.DRILL: {
        **_OPENING_BACKUP,
        VaultTrouble.DISK_FULL: (
            "There is not enough room in the temporary folder to try this backup out. Nothing was "
            "changed. Make some room and try again."
        ),
        BackupTrouble.CANCELLED: "Stopped. The backup file was only read, and stays as it was.",
    },
}


def words_on(occasion: Occasion | None, error: PeerDeskError) -> str:
    """What to tell a person about `error` on an `occasion`; the usual words where it has none."""
    special = _WORDS[occasion].get(error.code) if occasion is not None else None
    return (
        messages.words(error)
        if special is None
        else special.format(**messages.data_in_words(error))
    )


def daily_failure_in_words(code: str) -> str:
    """Why the backup of the day failed, by the code that the vault kept of it."""
    known = _WORDS[Occasion.DAILY_BACKUP]
    found = next((words for trouble, words in known.items() if trouble.value == code), None)
    return found or (
        "Today's own backup could not be made: this disk reported a fault. Earlier backups were "
        "left alone. PeerDesk tries again within the day; make one in another place now."
    )
