"""What a backup can refuse or find wrong, as codes; the words are in `peerdesk.ui.messages`.

What the disk refuses (full, read-only, gone, no permission) is told with the vault's own codes, as
are a wrong passphrase and key bounds: see `peerdesk.vault.troubles`.
"""

from enum import StrEnum


class BackupTrouble(StrEnum):
    """Each says which exception carries it, and with which data."""

    FILE_MISSING = "backup-file-missing"
    """UserError: there is no file of that name."""
    NOT_A_BACKUP = "not-a-backup"
    """VaultError: not a file of ours, or one whose very beginning is damaged."""
    TRUNCATED = "backup-truncated"
    """VaultError; data: size, expected (bytes). A copy that never finished, most often."""
    DAMAGED = "backup-damaged"
    """VaultError; data: part ("container", "manifest", "keys", "database"). Bytes have changed."""
    TAMPERED = "backup-tampered"
    """VaultError; data: part. Checksums were made to fit, but the authentication does not."""
    NEWER_FORMAT = "backup-newer-format"
    """VaultError; data: found, known (format versions)."""
    TOO_LARGE = "backup-too-large"
    """UserError; data: size, limit (bytes). The vault does not fit into the container."""
    TARGET_EXISTS = "backup-target-exists"
    """UserError: a file that is no backup has the target's name, so it is not replaced."""
    TARGET_IS_A_FOLDER = "backup-target-is-a-folder"
    """UserError: the target's name belongs to a folder."""
    TARGET_IS_VAULT_FOLDER = "backup-target-is-vault-folder"
    """UserError: the target lies in the live vault's folder, outside its `backups/`."""
    TARGET_FOLDER_MISSING = "backup-target-folder-missing"
    """UserError: the folder that should receive the file does not exist."""
    PROOF_FAILED = "backup-proof-failed"
    """VaultError; data: part. What was read back is not what was written; nothing was replaced."""
    OPENER_NOT_COPIED = "backup-opener-not-copied"
    """UserError: the backup is whole, but its opener could not be written beside it."""
    OWN_IS_THE_VAULTS = "backup-own-is-the-vaults"
    """UserError: the passphrase meant for a backup alone opens the vault."""
    WRONG_OWN_PASSPHRASE = "backup-wrong-own-passphrase"  # noqa: S105 - a code, not a passphrase
    """WrongPassphraseError: the backup has a passphrase of its own, and this is another one."""
    CANCELLED = "backup-cancelled"
    """UserError: stopped on request; nothing was replaced."""
