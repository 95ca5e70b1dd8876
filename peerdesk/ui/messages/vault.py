"""What is wrong with a vault's files or their place, in words."""

from enum import StrEnum

from peerdesk.vault.troubles import VaultTrouble

WORDS: dict[StrEnum, str] = {
    VaultTrouble.NOT_A_VAULT: (
        "There is no vault in that folder. Nothing was changed. Choose the folder that has the "
        "file vault.db in it."
    ),
    VaultTrouble.ALREADY_OPEN: (
        "This vault is open in another PeerDesk on {host}. Nothing was changed. Lock it there "
        "first."
    ),
    VaultTrouble.OPEN_ELSEWHERE: (
        "This vault was opened on the computer {host} and has not been closed there. Nothing was "
        "changed. Lock it there first. Only if PeerDesk surely doesn't run there any more, delete "
        "the file {file} in the vault's folder and try again."
    ),
    VaultTrouble.TOP_OF_A_MEDIUM: (
        "That is the top of a stick or disk, or a folder that the system itself is using. Nothing "
        "was written. Name a new folder inside it."
    ),
    VaultTrouble.PATH_TOO_LONG: (
        "That name is longer than the disk allows. Nothing was written. Choose a shorter one."
    ),
    VaultTrouble.NOT_READABLE: (
        "“{file}” can't be read: it, or the folder that it is in, belongs to another user or is "
        "closed to you. Nothing was changed. Ask for the right to read it, or use another copy."
    ),
    VaultTrouble.FOLDER_NOT_EMPTY: (
        "That folder has something in it already, so nothing was written. Choose a new or empty "
        "one."
    ),
    VaultTrouble.UNSAFE_FOLDER: (
        "“{file}” in that folder is a link, a device or far too large: no plain file as PeerDesk "
        "makes them. Nothing was opened. If this is not your doing, use a backup, and ask who "
        "could write to that folder."
    ),
    VaultTrouble.READ_ONLY: (
        "This place can't be written to (write-protected, or not your folder). Nothing was "
        "changed. Take the protection off, or copy the vault to a folder of your own."
    ),
    VaultTrouble.DISK_FULL: (
        "The disk is full. What was saved before is whole; the last change was not saved. What "
        "you typed stays in its field, and is saved by itself as soon as there is some room."
    ),
    VaultTrouble.MEDIUM_GONE: (
        "The disk or stick with this file is not there any more. What was saved before is whole, "
        "and what you typed is still in its field. Put it back and go on."
    ),
    VaultTrouble.FILE_EXCHANGED: (
        "Another program, such as a sync program, has put another file in the place of the vault's "
        "while it was open. This change was not saved; what you typed is still in its field. Copy "
        "it to a safe place, then lock and unlock: PeerDesk then says what it finds."
    ),
    VaultTrouble.BUSY: (
        "The vault is busy with other work. Nothing was changed. Wait a moment and try again."
    ),
    VaultTrouble.NOT_ENOUGH_MEMORY: (
        "There is not enough free memory to open this vault safely. Nothing was changed. Close "
        "other programs and try again."
    ),
    VaultTrouble.CHECK_STOPPED: "Stopped. The vault was only read, and stays as it was.",
    VaultTrouble.DATABASE_MISSING: (
        "The database of this vault (vault.db) is missing. Nothing was changed. Look for it where "
        "the vault was before, or restore your newest backup as a new vault."
    ),
    VaultTrouble.DATABASE_DAMAGED: (
        "The passphrase is right, but the database of this vault (vault.db) is damaged. Nothing "
        "was changed. Unlock it in the window (or use the command “repair”): PeerDesk shows what "
        "can still be read, and what your newest backup has."
    ),
    VaultTrouble.DATABASE_FOREIGN: (
        "The passphrase is right, but the database in this folder belongs to another vault or was "
        "replaced. Nothing was changed. Restore your newest backup as a new vault."
    ),
    VaultTrouble.DATABASE_PLAIN: (
        "The database in this folder is not encrypted, so it was not made by PeerDesk. Nothing "
        "was opened. Restore your newest backup as a new vault."
    ),
    VaultTrouble.NEWER_VERSION: (
        "This vault was written by a newer PeerDesk (format {found}; this one knows {known}). "
        "Nothing was changed. Install the newer PeerDesk to open it."
    ),
    VaultTrouble.ENGINE_TOO_OLD: (
        "The encryption engine on this computer is too old (it is {found}, needed is {needed}). "
        "Nothing was opened. Install PeerDesk again."
    ),
    VaultTrouble.IO_FAILED: (
        "The disk reported a fault (code {errno}). What was saved before is whole as far as the "
        "disk keeps it. Make a backup to another disk soon."
    ),
}
