"""What is wrong with a backup, in words."""

from enum import StrEnum

from peerdesk.backup.troubles import BackupTrouble

WORDS: dict[StrEnum, str] = {
    BackupTrouble.FILE_MISSING: "There is no file of that name. Choose the backup file again.",
    BackupTrouble.NOT_A_BACKUP: (
        "This file is not a PeerDesk backup, or its beginning is damaged. Nothing was changed. "
        "Choose another file."
    ),
    BackupTrouble.TRUNCATED: (
        "This backup is not complete: {size} of {expected} bytes are there. Nothing was changed. "
        "It was probably not copied to the end; use another copy or another backup."
    ),
    BackupTrouble.DAMAGED: (
        "This backup is damaged ({part}). Nothing was changed. Use another copy or another backup."
    ),
    BackupTrouble.TAMPERED: (
        "This backup was altered by something other than PeerDesk ({part}). Nothing was changed. "
        "Do not trust this file; use another backup."
    ),
    BackupTrouble.NEWER_FORMAT: (
        "This backup was written by a newer PeerDesk (format {found}; this one knows {known}). "
        "Nothing was changed. Install the newer PeerDesk to restore it."
    ),
    BackupTrouble.TOO_LARGE: (
        "The vault has {size} bytes; a backup holds {limit} at most. No file was written."
    ),
    BackupTrouble.TARGET_EXISTS: (
        "A file of that name exists and is no backup, so it was left alone. Choose another name."
    ),
    BackupTrouble.TARGET_IS_A_FOLDER: (
        "That name belongs to a folder. No file was written. Choose a file name."
    ),
    BackupTrouble.TARGET_IS_VAULT_FOLDER: (
        "That is the vault's own folder. A backup there would be lost together with the vault, so "
        "none was written. Choose another disk or a USB stick."
    ),
    BackupTrouble.TARGET_FOLDER_MISSING: (
        "The folder for the backup is not there. No file was written. Put the stick in, or choose "
        "another folder."
    ),
    BackupTrouble.PROOF_FAILED: (
        "What was read back from the disk is not what was written ({part}), so this is no backup. "
        "Earlier backups were left alone. Use another disk or stick."
    ),
    BackupTrouble.OPENER_NOT_COPIED: (
        "The backup is made and whole, but the opener could not be put beside it: another file "
        "has its name and was left alone, or there is no room. Try another folder."
    ),
    BackupTrouble.OWN_IS_THE_VAULTS: (
        "That passphrase opens the vault itself, so no backup was made: whoever is given it could "
        "open both. Choose another one for the backup."
    ),
    BackupTrouble.WRONG_OWN_PASSPHRASE: (
        "That passphrase does not open this backup. Nothing was changed. This backup has a "
        "passphrase of its own: those of the vault and the recovery words do not open it."
    ),
    BackupTrouble.CANCELLED: "Stopped. No backup was made, and earlier ones were left alone.",
}
