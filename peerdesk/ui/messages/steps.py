"""What is being done, in words."""

from peerdesk.backup.reports import BackupStep
from peerdesk.vault.health import HealthStep
from peerdesk.vault.progress import NewKeyStep, UnlockStep

WORDS: dict[str, str] = {
    UnlockStep.DERIVING: "Making the keys from the passphrase…",
    UnlockStep.READING_FILE: "Opening the vault…",
    UnlockStep.CHECKING_PAGES: "The vault was not closed properly last time. Checking every page…",
    UnlockStep.CHECKING_RECORDS: "Checking every record…",
    UnlockStep.MIGRATING: "Bringing the vault up to this version…",
    UnlockStep.SALVAGING: "Looking at what can still be read…",
    UnlockStep.LOOKING_AT_BACKUPS: "Checking the newest backups…",
    HealthStep.PAGES: "Reading every page…",
    HealthStep.RECORDS: "Checking every record…",
    HealthStep.REFERENCES: "Checking what belongs together…",
    HealthStep.LOOSE: "Looking for notes that belong to nothing…",
    HealthStep.SEARCH: "Comparing the search with the notes…",
    HealthStep.FILES: "Looking at the vault's files…",
    NewKeyStep.DERIVING: "Making the new keys. This takes a few seconds, on purpose…",
    NewKeyStep.COPYING: "Copying the vault…",
    NewKeyStep.ENCRYPTING: "Encrypting every page anew…",
    NewKeyStep.PROVING: "Opening the new vault and comparing every record…",
    BackupStep.COPYING: "Copying the vault…",
    BackupStep.REKEYING: "Encrypting the copy with its own passphrase…",
    BackupStep.WRITING: "Writing the file…",
    BackupStep.READING_BACK: "Reading it back from the disk…",
    BackupStep.DERIVING_KEYS: "Making the keys from the passphrase…",
    BackupStep.CHECKING: "Checking every page of it…",
    BackupStep.RESTORING: "Putting the vault together…",
    BackupStep.LISTING: "Reading every backup there…",
    BackupStep.DRILLING: "Opening what was restored, and reading every record of it…",
}
