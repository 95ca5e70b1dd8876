"""Every failure of the vault floor that a person is told about, as codes.

The comments name the exception that carries each, and the data that its message may use.
"""

import errno
from enum import StrEnum

from peerdesk.errors import PeerDeskError, UserError, VaultError


class VaultTrouble(StrEnum):
    """The codes; `ui/messages/` holds the words."""

    # UserError: the person at the keyboard can mend it.
    NOT_A_VAULT = "not-a-vault"
    ALREADY_OPEN = "already-open"  # pid: int, host: str (0 and "" where unknown)
    OPEN_ELSEWHERE = "open-elsewhere"  # host: str, file: str, the lock file's name
    FOLDER_NOT_EMPTY = "folder-not-empty"
    TOP_OF_A_MEDIUM = "top-of-a-medium"  # a mount point, which nothing can be renamed onto
    PATH_TOO_LONG = "path-too-long"
    NOT_READABLE = "not-readable"  # file: str, what this user may not read
    UNSAFE_FOLDER = "unsafe-folder"  # file: str, a link, a device or a huge file, no plain one
    READ_ONLY = "read-only"
    DISK_FULL = "disk-full"
    MEDIUM_GONE = "medium-gone"
    FILE_EXCHANGED = "file-exchanged"  # while the vault was open
    BUSY = "busy"
    NOT_ENOUGH_MEMORY = "not-enough-memory"  # memory_kib: int (0 where unknown)
    RECOVERY_WORD_COUNT = "recovery-word-count"  # count: int, words read
    RECOVERY_WORD_UNKNOWN = "recovery-word-unknown"  # position: int, from 1
    RECOVERY_CHECKSUM = "recovery-checksum"
    PASSPHRASE_TOO_SHORT = "passphrase-too-short"  # noqa: S105 - minimum: int characters
    PASSPHRASE_TOO_WEAK = "passphrase-too-weak"  # noqa: S105 - reason: str of WeakReason
    LABEL_UNUSABLE = "label-unusable"  # most: int bytes of UTF-8
    TOO_MANY_SLOTS = "too-many-slots"  # most: int
    LAST_PASSPHRASE = "last-passphrase"  # noqa: S105 - a code, not a passphrase
    SLOT_UNKNOWN = "slot-unknown"
    CHECK_STOPPED = "check-stopped"  # on request; nothing was changed
    NOT_THIS_PASSPHRASE = "not-this-passphrase"  # noqa: S105 - label: str, whose was asked for
    CHANGED_MEANWHILE = "changed-meanwhile"
    STOPPED = "stopped"

    # WrongPassphraseError, with slots: int tried, recovery: 1 where meant as recovery words,
    # old_keys: 1 where the key file was unusable and its copy from before the last change asked.
    WRONG_PASSPHRASE = "wrong-passphrase"  # noqa: S105 - a code, not a passphrase

    # VaultError: the vault is damaged, or this version can't use it.
    KEYS_DAMAGED = "keys-damaged"  # part: str for the log
    KEYS_ALTERED = "keys-altered"
    KEYS_MISSING = "keys-missing"
    KDF_OUT_OF_BOUNDS = "kdf-out-of-bounds"  # memory_kib, iterations, lanes: int
    DATABASE_MISSING = "database-missing"
    DATABASE_DAMAGED = "database-damaged"  # faults: int, 0 where it could not even be opened
    DATABASE_FOREIGN = "database-foreign"
    DATABASE_PLAIN = "database-plain"
    NEWER_VERSION = "newer-version"  # found: int, known: int
    ENGINE_TOO_OLD = "engine-too-old"  # found: str, needed: str
    IO_FAILED = "io-failed"  # errno: int, an operating-system or SQLite result code


FULL_ERRNOS = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG})
GONE_ERRNOS = frozenset({errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ENOTDIR})
MENDABLE: dict[int, VaultTrouble] = {
    **dict.fromkeys(FULL_ERRNOS, VaultTrouble.DISK_FULL),
    **dict.fromkeys(GONE_ERRNOS, VaultTrouble.MEDIUM_GONE),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), VaultTrouble.READ_ONLY),
    # Whoever makes a vault and comes second finds the other's in its place.
    **dict.fromkeys((errno.ENOTEMPTY, errno.EEXIST), VaultTrouble.FOLDER_NOT_EMPTY),
    errno.EBUSY: VaultTrouble.TOP_OF_A_MEDIUM,
    errno.ENAMETOOLONG: VaultTrouble.PATH_TOO_LONG,
}


def told_of_system(error: OSError) -> PeerDeskError:
    """The trouble behind a failed file operation."""
    mendable = MENDABLE.get(error.errno or 0)
    if mendable is not None:
        return UserError(mendable)
    return VaultError(VaultTrouble.IO_FAILED, errno=error.errno or 0)
