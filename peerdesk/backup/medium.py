"""Files as they are on the medium, not as the system remembers them."""

import ctypes
import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedWriter, FileIO
from pathlib import Path

from peerdesk.backup.container import opened_file
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.errors import VaultError
from peerdesk.vault.files import FILE_MODE


@contextmanager
def new_file(path: Path) -> Iterator[BufferedWriter]:
    """A new file, mode 0600, on the medium when the block ends. OSError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, FILE_MODE), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def from_medium(path: Path) -> Iterator[FileIO]:
    """A file open for reading, with the system asked to forget what it kept of it in memory."""
    with opened_file(path) as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        yield file


def require_digest(path: Path, file_digest: str) -> None:
    """VaultError PROOF_FAILED unless the file on the medium has this SHA-256; OSError."""
    with from_medium(path) as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != file_digest:
            raise VaultError(BackupTrouble.PROOF_FAILED, part="file")


def flush_medium(folder: Path) -> None:
    """Have the whole file system of `folder` written, so that its stick may be pulled. OSError.

    Files and folders were flushed one by one before. What is left is the file system's own
    bookkeeping, such as the table of a FAT stick, which `fsync` need not write.
    """
    if sys.platform == "win32":
        # Removable media are not cached for writing there, unless somebody asked for it.
        return
    if not sys.platform.startswith("linux"):
        os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))
    finally:
        os.close(descriptor)
