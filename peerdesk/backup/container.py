"""The container of a backup: a ZIP in which every byte follows from what it holds.

Numbers are little-endian. The file is, without a gap:

====================================  ==========================================================
local header + `manifest.json`        43 bytes, then canonical JSON, at most 4,096 bytes
local header + `keys.json`            39 bytes, then the vault's key slots, at most 65,536 bytes
local header + `vault.db`             38 bytes, then the database, encrypted as it is in the vault
central directory                     46 bytes + name for each entry, in the same order
end of central directory              22 bytes, no comment
====================================  ==========================================================

Every header field other than CRC-32, size, name and offset is fixed: version needed 1.0, no flags,
method 0 (stored), time 1980-01-01 00:00, made by Unix 2.0, mode 0600, no extra field, no comment,
one disk. Sizes are below 4 GiB, so there is no ZIP64. When and by what the backup was made stands
in the manifest alone (`peerdesk.backup.manifest`).

Reading does not interpret a ZIP. It takes sizes and checksums from the three local headers, builds
the file's remaining headers from them, and compares byte for byte. Duplicate, extra, renamed,
compressed, encrypted or overlapping entries, and anything before, between or after them, therefore
have no place to be. Any other program that reads ZIP files can open a backup all the same.
"""

import os
import stat
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from peerdesk.backup.troubles import BackupTrouble
from peerdesk.errors import UserError, VaultError
from peerdesk.vault.files import open_plainly
from peerdesk.vault.troubles import VaultTrouble

MANIFEST_NAME = "manifest.json"
KEYS_NAME = "keys.json"
DATABASE_NAME = "vault.db"

MANIFEST_LIMIT = 4096
KEYS_LIMIT = 65536
DATABASE_LIMIT = 2**32 - 2**20
"""Bytes. Leaves room for the other parts below the 4 GiB at which ZIP64 would begin."""

_LOCAL = struct.Struct("<4s5HIIIHH")
_CENTRAL = struct.Struct("<4s6HIII5HII")
_END = struct.Struct("<4s4HIIH")
_DOS_DATE = 0x21
_VERSION_NEEDED = 10
_MADE_BY_UNIX = (3 << 8) | 20
_MODE = (stat.S_IFREG | 0o600) << 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored entry; `size` in bytes."""

    name: str
    size: int
    crc: int

    @classmethod
    def of(cls, name: str, content: bytes) -> "Entry":
        """The entry that holds `content`."""
        return cls(name, len(content), zlib.crc32(content))

    def local_header(self) -> bytes:
        """What stands before the entry's content."""
        return _LOCAL.pack(b"PK\x03\x04", _VERSION_NEEDED, *self._shared()) + self.name.encode()

    def central_header(self, offset: int) -> bytes:
        """The entry's line in the directory; `offset` is that of its local header."""
        fixed = (b"PK\x01\x02", _MADE_BY_UNIX, _VERSION_NEEDED, *self._shared())
        return _CENTRAL.pack(*fixed, 0, 0, 0, _MODE, offset) + self.name.encode()

    def span(self) -> int:
        """Bytes that header and content take."""
        return _LOCAL.size + len(self.name) + self.size

    def _shared(self) -> tuple[int, ...]:
        """The fields from the flags to the length of the extra field, alike in both headers."""
        return (0, 0, 0, _DOS_DATE, self.crc, self.size, self.size, len(self.name), 0)


@dataclass(frozen=True, slots=True)
class Container:
    """A container whose structure is right; the database's bytes have not been looked at yet."""

    manifest: bytes
    keys: bytes
    database: Entry

    @property
    def entries(self) -> tuple[Entry, Entry, Entry]:
        """The three entries in order."""
        return (
            Entry.of(MANIFEST_NAME, self.manifest),
            Entry.of(KEYS_NAME, self.keys),
            self.database,
        )

    @property
    def database_offset(self) -> int:
        """Where the database's first byte stands in the file."""
        return self.directory_offset - self.database.size

    @property
    def directory_offset(self) -> int:
        """Where the central directory begins."""
        return sum(entry.span() for entry in self.entries)

    def head(self) -> bytes:
        """All that stands before the database."""
        manifest, keys, database = (entry.local_header() for entry in self.entries)
        return b"".join((manifest, self.manifest, keys, self.keys, database))

    def tail(self) -> bytes:
        """All that stands after the database."""
        directory = b""
        offset = 0
        for entry in self.entries:
            directory += entry.central_header(offset)
            offset += entry.span()
        count = len(self.entries)
        return directory + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), offset, 0)


@contextmanager
def opened_file(path: Path) -> Iterator[FileIO]:
    """`path`, or what it links to, open for reading.

    VaultError NOT_A_BACKUP, UserError NOT_READABLE, OSError.
    """
    try:
        file = open_plainly(Path(os.path.realpath(path)))
    except UserError as error:
        if error.code is not VaultTrouble.UNSAFE_FOLDER:
            raise
        # A folder, a pipe or a device, which might be read for ever.
        raise VaultError(BackupTrouble.NOT_A_BACKUP) from error
    with file:
        yield file


def looks_like_a_backup(file: FileIO) -> bool:
    """Whether the file begins as a backup does, whole or not."""
    file.seek(0)
    start = file.read(_LOCAL.size + len(MANIFEST_NAME))
    return _is_ours(start)


def read_manifest(file: FileIO) -> bytes:
    """The first entry alone, so that a newer format can be told before the rest is judged.

    VaultError NOT_A_BACKUP, TRUNCATED, DAMAGED.
    """
    size = _size_of(file)
    if not looks_like_a_backup(file):
        raise VaultError(BackupTrouble.NOT_A_BACKUP)
    file.seek(0)
    return _read_entry(file, MANIFEST_NAME, MANIFEST_LIMIT, size)


def read_container(file: FileIO) -> Container:
    """Everything but the database's bytes, strictly.

    Reads less than 80 KiB, whatever the headers claim. VaultError NOT_A_BACKUP, TRUNCATED, DAMAGED.
    """
    size = _size_of(file)
    manifest = read_manifest(file)
    keys = _read_entry(file, KEYS_NAME, KEYS_LIMIT, size)
    database = _read_header(file, DATABASE_NAME, DATABASE_LIMIT, size)
    container = Container(manifest, keys, database)
    tail = container.tail()
    expected = container.directory_offset + len(tail)
    if size < expected:
        raise truncated(size, expected)
    file.seek(container.directory_offset)
    if size > expected or file.read(len(tail)) != tail:
        raise damaged("container")
    return container


def damaged(part: str) -> VaultError:
    """DAMAGED for one part of the file."""
    return VaultError(BackupTrouble.DAMAGED, part=part)


def truncated(size: int, expected: int) -> VaultError:
    """TRUNCATED, in bytes."""
    return VaultError(BackupTrouble.TRUNCATED, size=size, expected=expected)


def _is_ours(start: bytes) -> bool:
    """Whether `start`, 43 bytes or a cut-off file's fewer, fits a header of `manifest.json`."""
    sample = Entry(MANIFEST_NAME, 0, 0).local_header()
    fixed = 14
    return (
        len(start) >= fixed
        and start[:fixed] == sample[:fixed]
        and sample[26:].startswith(start[26:])
    )


def _read_entry(file: FileIO, name: str, limit: int, size: int) -> bytes:
    entry = _read_header(file, name, limit, size)
    content = file.read(entry.size)
    if len(content) < entry.size:
        raise truncated(size, file.tell() + entry.size - len(content))
    if zlib.crc32(content) != entry.crc:
        raise damaged(Path(name).stem)
    return content


def _read_header(file: FileIO, name: str, limit: int, size: int) -> Entry:
    """The entry that the header at the file's position promises, compared with what we'd write."""
    length = _LOCAL.size + len(name)
    raw = file.read(length)
    if len(raw) < length:
        raise truncated(size, file.tell() + length - len(raw))
    crc, stored = struct.unpack_from("<II", raw, 14)
    entry = Entry(name, stored, crc)
    if raw != entry.local_header() or not 0 < stored <= limit:
        raise damaged("container")
    return entry


def _size_of(file: FileIO) -> int:
    return os.fstat(file.fileno()).st_size
