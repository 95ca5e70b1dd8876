"""What an unlock found out about the vault's files, in words."""

from peerdesk.vault.findings import FindingKind

WORDS: dict[FindingKind, str] = {
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
    FindingKind.EXCHANGED: (
        "PeerDesk was ended while it put other files in the place of this vault's, as was asked. "
        "That was finished now.{former}"
    ),
    FindingKind.NOT_EXCHANGED: (
        "PeerDesk was ended before it could put other files in the place of this vault's. The "
        "vault is as it was, and nothing in it was lost: the passphrases and recovery words from "
        "before still hold. Start again if you still want it."
    ),
    FindingKind.FORMER_STAYS: (
        "The vault as it was under its former key could not be removed from the folder {kept_as}. "
        "This vault is whole. Remove that folder yourself, or unlock again when the disk lets "
        "files be removed."
    ),
    FindingKind.NEW_INNER_KEY: (
        "This vault has a new inner key: everything in it was encrypted anew. Recovery sheets and "
        "passphrases from before that were not taken along do not open it any more. Backups from "
        "before still open as they did, for whoever has them: make a new backup now, then delete "
        "the older ones yourself wherever you can. PeerDesk does not tidy those away."
    ),
    FindingKind.OPEN_TO_OTHERS: (
        "Other users of this computer can reach the vault's files. They are encrypted; still, "
        "keep the vault in a folder of your own."
    ),
    FindingKind.FAILED_UNLOCKS: (
        "Since this vault was last open, a wrong passphrase was tried: {times}{when}. If that was "
        "not you, ask who else could use this computer, and change your passphrase."
    ),
    FindingKind.SLIPS: "A wrong passphrase was tried just before: {times}.",
    FindingKind.READ_ONLY: (
        "You can read and print; nothing can be saved here: the vault is on a write-protected "
        "stick or disk, or in a folder that is not yours. To write, lock, take the protection "
        "off or copy the vault's folder to a place of your own, and open it there."
    ),
    FindingKind.DISK_FULL: (
        "The disk is full. You can read and print, but nothing can be saved. Make some room, then "
        "lock and unlock before you write."
    ),
    FindingKind.RESERVE_USED: (
        "The disk is full but for a little room that PeerDesk had kept, so that you can write for "
        "a while. Nothing is lost. Make some room now: when that is used up, nothing more can be "
        "saved."
    ),
    FindingKind.OWNED_BY_OTHER: (
        "The vault's folder belongs to another user of this computer, who can remove or exchange "
        "its files. Keep the vault in a folder of your own."
    ),
    FindingKind.REPAIRED: (
        "The vault is repaired and whole. The damaged files are kept in set-aside as {kept_as}. "
        "Look whether everything that you need is here, and make a backup."
    ),
    FindingKind.CLOCK_BEHIND: (
        "By this computer's clock the vault was last used in the future{when}. Set the clock "
        "before you write anything: sessions and notes get its date. If the clock is right now, "
        "it was wrong then."
    ),
    FindingKind.MIGRATED_AFTER_BACKUP: (
        "The vault was brought up to this version of PeerDesk. A backup of it as it was before is "
        "kept in the vault's folder, in backups, as “{kept_as}”."
    ),
    FindingKind.MIGRATED: (
        "The vault was brought up to this version of PeerDesk. It is too large for a backup file, "
        "so the database as it was before is kept, encrypted, in backups, as {kept_as}."
    ),
}
