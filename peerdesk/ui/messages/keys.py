"""What is wrong with a secret, a key slot or the key file, in words."""

from enum import StrEnum

from peerdesk.domain.passphrases import WeakReason
from peerdesk.vault.troubles import VaultTrouble

WEAK_REASONS: dict[WeakReason, str] = {
    WeakReason.NONE: "it is short or plain",
    WeakReason.COMMON_PASSWORD: "part of it is among the most used passwords",
    WeakReason.COMMON_PHRASE: "it is a saying, a line or a phrase that many people know",
    WeakReason.COMMON_WORD: "it leans on very common words",
    WeakReason.NAME: "part of it is a common name",
    WeakReason.ABOUT_YOU: "part of it is a name that belongs to this vault, a group or its people",
    WeakReason.KEYBOARD: "part of it lies in a row on the keyboard",
    WeakReason.REPEATED: "part of it repeats",
    WeakReason.SEQUENCE: "part of it is a sequence such as abc or 123",
    WeakReason.DATE: "part of it looks like a date",
}
"""Why a passphrase is easy to guess, after a colon."""

WORDS: dict[StrEnum, str] = {
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
        "This passphrase would be guessed too quickly: {reason}. It was not taken. Use several "
        "words that don't belong together."
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
    VaultTrouble.NOT_THIS_PASSPHRASE: (
        "That is not the passphrase of “{label}”. Nothing was changed. Check Caps Lock and the "
        "keyboard's language, and type it again."
    ),
    VaultTrouble.CHANGED_MEANWHILE: (
        "Something was saved in the vault meanwhile, so it was left as it is. Nothing was lost. "
        "Start again when nobody is writing."
    ),
    VaultTrouble.STOPPED: "Stopped. Nothing was changed: the vault opens as before.",
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
}
