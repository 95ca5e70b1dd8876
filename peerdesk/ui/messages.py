"""Every failure in words for people: what happened, what was kept, what to do next.

No Qt here, because the headless commands use the same words.
"""

import os
import sys
from enum import StrEnum

from peerdesk.backup.reports import BackupStep
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.documents.troubles import DocumentTrouble
from peerdesk.errors import PeerDeskError
from peerdesk.ui import script_messages
from peerdesk.ui.print_troubles import PrintTrouble
from peerdesk.vault.findings import Finding, FindingKind
from peerdesk.vault.progress import UnlockStep
from peerdesk.vault.troubles import VaultTrouble

_DESK: dict[StrEnum, str] = {
    DeskTrouble.NAME_MISSING: "A name is needed. Nothing was changed; type a name and go on.",
    DeskTrouble.NAME_TOO_LONG: (
        "That is {length} characters; {limit} is the most. Nothing was saved; shorten it and go on."
    ),
    DeskTrouble.RECORD_GONE: (
        "This record was removed meanwhile. Nothing else was changed; choose another one."
    ),
    DeskTrouble.ALREADY_IN_GROUP: "This person is in the group already. Nothing was changed.",
    DeskTrouble.NOTE_POLICY_CONTENT_FREE: (
        "This group agreed that nothing is written down about its sessions, so no note was kept. "
        "The group's page has the note policy, if the group wants to change it."
    ),
    DeskTrouble.BUILT_IN_SCRIPT: (
        "Built-in scripts stay as they are. Duplicate it, and change your own copy."
    ),
    DeskTrouble.SESSION_NOT_RUNNING: (
        "This session is not running, so there is nothing to close. Nothing was changed."
    ),
    DeskTrouble.SCRIPT_IN_USE: (
        "This script was read, agreed to or chosen for a session, so it stays on record. Nothing "
        "was removed."
    ),
    DeskTrouble.SCRIPT_WITHOUT_WORDS: (
        "A script needs at least one part to read. The last saved words were kept."
    ),
    DeskTrouble.ROSTER_ENCODING: (
        "The file is not in UTF-8 (line {row} has other bytes), so names could be garbled. "
        "Nothing was imported. Save it again as “CSV UTF-8” and import that."
    ),
    DeskTrouble.ROSTER_EMPTY: (
        "No name was found in the file. Nothing was imported. It needs one name on each line."
    ),
    DeskTrouble.ROSTER_NO_NAME_COLUMN: (
        "The file has {columns} columns and none is headed “name”. Nothing was imported. Give the "
        "column with the names the heading “name”."
    ),
    DeskTrouble.ROSTER_TOO_LARGE: (
        "The file is too large: {limit} lines and {mebibytes} MiB are the most at once. Nothing "
        "was imported. Split it."
    ),
    DeskTrouble.ROSTER_NOT_A_TABLE: (
        "Line {row} is not text in columns. Nothing was imported. Save the list as CSV first."
    ),
    DeskTrouble.PAPER_PLACE_IS_A_FOLDER: (
        "The name of the new file belongs to a folder. Nothing was written; name a file."
    ),
    DeskTrouble.PAPER_PLACE_IN_A_VAULT: (
        "That place is inside a vault, where a file that anyone can read does not belong. Nothing "
        "was written; choose a folder outside of it."
    ),
    DeskTrouble.PAPER_PLACE_TAKEN: (
        "That name has something else than a PDF file already. It was left alone and nothing was "
        "written; choose another name."
    ),
}

_VAULT: dict[StrEnum, str] = {
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
        "“{file}” in that folder is a link or a device, not a plain file. Nothing was opened. A "
        "vault made by PeerDesk has plain files only; use a backup if this is not your doing."
    ),
    VaultTrouble.READ_ONLY: (
        "This place can't be written to (write-protected, or not your folder). Nothing was "
        "changed. Take the protection off, or copy the vault to a folder of your own."
    ),
    VaultTrouble.DISK_FULL: (
        "The disk is full. What was saved before is whole; the last change was not saved. Make "
        "some room and go on."
    ),
    VaultTrouble.MEDIUM_GONE: (
        "The disk or stick with this file is not there any more. What was saved before is whole. "
        "Put it back and try again."
    ),
    VaultTrouble.BUSY: (
        "The vault is busy with other work. Nothing was changed. Wait a moment and try again."
    ),
    VaultTrouble.NOT_ENOUGH_MEMORY: (
        "There is not enough free memory to open this vault safely. Nothing was changed. Close "
        "other programs and try again."
    ),
    VaultTrouble.RECOVERY_WORD_COUNT: (
        "A recovery sheet has 12 words; these are {count}. Nothing was changed. Compare with the "
        "sheet."
    ),
    VaultTrouble.RECOVERY_WORD_UNKNOWN: (
        "Word {position} is not on any recovery sheet, so it is a typing slip. Nothing was "
        "changed. Compare it with your sheet."
    ),
    VaultTrouble.RECOVERY_CHECKSUM: (
        "Each word exists, but together they are no recovery sheet: two may be swapped or one "
        "mistaken for another. Nothing was changed. Compare with the sheet."
    ),
    VaultTrouble.PASSPHRASE_TOO_SHORT: (
        "A passphrase needs at least {minimum} characters. Several words with spaces are easy to "
        "remember. This one was not taken."
    ),
    VaultTrouble.PASSPHRASE_TOO_WEAK: (
        "This passphrase would be guessed too quickly, so it was not taken. Add words that don't "
        "belong together."
    ),
    VaultTrouble.LABEL_UNUSABLE: (
        "That name for the key is empty or too long. Nothing was changed. Use a short word such "
        "as Facilitator."
    ),
    VaultTrouble.TOO_MANY_SLOTS: (
        "A vault can have {most} passphrases at most. Nothing was changed. Remove one first."
    ),
    VaultTrouble.LAST_PASSPHRASE: (
        "This is the last passphrase of the vault, so it stays. Add another one first."
    ),
    VaultTrouble.SLOT_UNKNOWN: "This passphrase is not in the vault any more. Nothing was changed.",
    VaultTrouble.WRONG_PASSPHRASE: (
        "That passphrase does not open this vault. Nothing was changed. Check Caps Lock and the "
        "keyboard's language, or use the 12 words of your recovery sheet."
    ),
    VaultTrouble.KEYS_DAMAGED: (
        "The key file of this vault (vault.keys) is damaged, so no passphrase can be tried. "
        "Nothing was changed. Restore your newest backup as a new vault."
    ),
    VaultTrouble.KEYS_ALTERED: (
        "The key file of this vault (vault.keys) was altered by something other than PeerDesk. "
        "Nothing was opened. Restore your newest backup, and ask who could write to this folder."
    ),
    VaultTrouble.KEYS_MISSING: (
        "The key file of this vault (vault.keys) is missing. Nothing was changed. Look for it "
        "where the vault was before, or restore your newest backup as a new vault."
    ),
    VaultTrouble.KDF_OUT_OF_BOUNDS: (
        "The key file asks for an amount of work that PeerDesk never sets, so it was not tried. "
        "Nothing was changed. Restore your newest backup as a new vault."
    ),
    VaultTrouble.DATABASE_MISSING: (
        "The database of this vault (vault.db) is missing. Nothing was changed. Look for it where "
        "the vault was before, or restore your newest backup as a new vault."
    ),
    VaultTrouble.DATABASE_DAMAGED: (
        "The passphrase is right, but the database of this vault (vault.db) is damaged. Nothing "
        "was changed. Restore your newest backup as a new vault, and keep this folder."
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

_BACKUP: dict[StrEnum, str] = {
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
    BackupTrouble.CANCELLED: "Stopped. No backup was made, and earlier ones were left alone.",
}

_DOCUMENT: dict[StrEnum, str] = {
    DocumentTrouble.NOTHING_TO_PRINT: (
        "This script has no rule and no words on confidentiality that are switched on, so there "
        "is nothing to put on the sheet. Nothing was printed. Switch a part on in Ground rules."
    ),
}

_PRINT: dict[StrEnum, str] = {
    PrintTrouble.NO_PRINTING_SYSTEM: (
        "No print service answers on this computer, so nothing was printed. Add a printer in the "
        "system's settings. A handout can also be saved as a PDF file and printed elsewhere."
    ),
    PrintTrouble.NO_PRINTER: (
        "No printer is set up on this computer, so nothing was printed. Add one in the system's "
        "settings. A handout can also be saved as a PDF file and printed elsewhere."
    ),
    PrintTrouble.SYSTEM_SILENT: (
        "The print service gave no answer within {seconds} seconds. Look at the printer's queue "
        "before you try again, so that nothing is printed twice."
    ),
    PrintTrouble.REFUSED: (
        "The printer did not take the document, so nothing was printed. It says: {reason} Choose "
        "another printer, or look after this one and try again."
    ),
}

_WORDS: dict[StrEnum, str] = {
    **script_messages.WORDS,
    **_DESK,
    **_VAULT,
    **_BACKUP,
    **_DOCUMENT,
    **_PRINT,
}

_FINDINGS: dict[FindingKind, str] = {
    FindingKind.AFTER_CRASH: (
        "PeerDesk was not closed properly last time. The vault was checked: everything that was "
        "saved is there and whole."
    ),
    FindingKind.ALTERED: (
        "The vault's file was changed while it was closed, by something other than PeerDesk. Both "
        "checks found it readable, but do not rely on it: restore your newest backup as a new "
        "vault and compare."
    ),
    FindingKind.ROLLED_BACK: (
        "This vault is older than when it was last closed: a sync program or a restored copy has "
        "put an earlier file in its place ({sealed_generation} saved changes then, {generation} "
        "now). Nothing was deleted. Your newest backup may hold more."
    ),
    FindingKind.SEAL_MISSING: (
        "The file that says what the vault was when it was last closed (vault.seal) is missing. "
        "The vault was checked and is whole; whether it is the newest copy can't be told."
    ),
    FindingKind.SEAL_DAMAGED: (
        "The file that says what the vault was when it was last closed (vault.seal) was changed. "
        "The vault was checked and is whole; whether it is the newest copy can't be told."
    ),
    FindingKind.KEYS_FROM_BACKUP: (
        "The key file (vault.keys) was damaged or missing, so its copy was used and put in its "
        "place. If you changed the passphrase lately, change it again."
    ),
    FindingKind.KEYS_COPY_RENEWED: (
        "The copy of the key file (vault.keys.bak) was damaged and has been made anew."
    ),
    FindingKind.KEYS_ROLLED_BACK: (
        "The key file (vault.keys) is an earlier one than when the vault was last closed, so "
        "passphrases from before the last change open the vault again. Change your passphrase now, "
        "and ask who could write to this folder."
    ),
    FindingKind.FOREIGN_LOG: (
        "A file that PeerDesk never makes lay beside the database and could have put earlier "
        "contents in its place. It was not used; it is kept in set-aside as {kept_as}. Ask who "
        "could write to this folder."
    ),
    FindingKind.OPEN_TO_OTHERS: (
        "Other users of this computer can reach the vault's files. They are encrypted; still, "
        "keep the vault in a folder of your own."
    ),
    FindingKind.MIGRATED: (
        "The vault was brought up to this version of PeerDesk. The file as it was before is kept, "
        "encrypted, as {kept_as}."
    ),
}

_STEPS: dict[str, str] = {
    UnlockStep.DERIVING: "Making the keys from the passphrase…",
    UnlockStep.READING_FILE: "Opening the vault…",
    UnlockStep.CHECKING_PAGES: "The vault was not closed properly last time. Checking every page…",
    UnlockStep.CHECKING_RECORDS: "Checking every record…",
    UnlockStep.MIGRATING: "Bringing the vault up to this version…",
    BackupStep.COPYING: "Copying the vault…",
    BackupStep.WRITING: "Writing the file…",
    BackupStep.READING_BACK: "Reading it back from the disk…",
    BackupStep.DERIVING_KEYS: "Making the keys from the passphrase…",
    BackupStep.CHECKING: "Checking every page of it…",
    BackupStep.RESTORING: "Putting the new vault in its place…",
}


def words(error: PeerDeskError) -> str:
    """What to tell a person about `error`. KeyError for a code without words, which is a bug."""
    data = {
        name: script_messages.NAMED_VALUES.get(value, value) for name, value in error.data.items()
    }
    if "host" in data:
        data["host"] = _computer(str(data["host"]))
    return _WORDS[error.code].format(**data)


def _computer(host: str) -> str:
    """A computer as a person would call it; `host` is its name, empty where unknown."""
    # Asking `platform` would load the network's modules on Windows.
    here = os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename
    same = host.casefold() in {"", here.casefold()}
    return "this computer" if same else f"the computer {host}"


def has_words(code: StrEnum) -> bool:
    """Whether a code of trouble has its message."""
    return code in _WORDS


def finding_in_words(finding: Finding) -> str:
    """What an unlock found out about the vault's files."""
    return _FINDINGS[finding.kind].format(
        generation=finding.generation,
        sealed_generation=finding.sealed_generation,
        kept_as=finding.kept_as,
    )


def step_in_words(step: str) -> str:
    """What is being done; the code itself for a step without words, which is a bug."""
    return _STEPS.get(step, step)
