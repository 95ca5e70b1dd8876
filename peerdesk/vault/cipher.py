"""SQLCipher connections with every setting of a vault, and what its failures mean."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final, Protocol

from sqlcipher3 import dbapi2

from peerdesk.errors import PeerDeskError, UserError, VaultError
from peerdesk.vault.progress import Progress, UnlockStep, tell
from peerdesk.vault.troubles import VaultTrouble, told_of_system

OLDEST_SQLITE: Final = (3, 51, 3)
"""The first release without the WAL-reset fault (sqlite.org/wal.html, "the WAL-reset bug")."""
OLDEST_SQLCIPHER: Final = (4, 14, 0)
"""The first SQLCipher built on that SQLite."""

BUSY_SECONDS: Final = 5.0
KEY_BYTES: Final = 48
SALT_BYTES: Final = 16
PLAIN_MAGIC: Final = b"SQLite format 3\0"

SETTINGS: Final[tuple[tuple[str, str, int | str], ...]] = (
    ("journal_mode", "DELETE", "delete"),
    ("synchronous", "EXTRA", 3),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
)
"""Each setting, the value given, and what the engine must answer afterwards."""

HEX: Final = tuple(f"{byte:02x}".encode() for byte in range(256))


class Cursor(Protocol):
    """What a statement gives back; a row is a tuple of int, float, str, bytes and None."""

    @property
    def lastrowid(self) -> int:
        """The key of the row that was inserted last."""

    @property
    def rowcount(self) -> int:
        """How many rows were changed; -1 for a query."""

    def fetchone(self) -> Any:
        """The next row, or None."""

    def fetchmany(self, size: int, /) -> list[Any]:
        """At most `size` more rows; none at the end."""

    def fetchall(self) -> list[Any]:
        """Every row that is left."""

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """The part of sqlcipher3's connection that PeerDesk uses; the package ships no types."""

    row_factory: Any

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""

    def execute(self, sql: str, parameters: Any = (), /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, rows: Iterable[Any], /) -> Cursor:
        """Run one statement for each row of parameters."""

    def executescript(self, sql: str, /) -> Cursor:
        """Run several statements; commits whatever was open before."""

    def interrupt(self) -> None:
        """Stop what runs, from any thread; it raises there."""

    def set_progress_handler(self, handler: Callable[[], int] | None, every: int, /) -> None:
        """Call `handler` each so many steps; other than 0 stops what runs."""

    def close(self) -> None:
        """Let go of the file."""


def connect(path: Path, database_key: bytearray, *, read_only: bool = False) -> Connection:
    """Open an existing file (an empty one becomes a database) in autocommit mode.

    `database_key` is 48 bytes: the cipher's key of 32 and the file's salt of 16. A connection may
    be handed from the thread that unlocked to the one that works, but serves one at a time.
    Raises `PeerDeskError` for a wrong key, a damaged first page, or a medium that fails.
    """
    require_engine()
    address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    with translating(), ExitStack() as on_failure:
        connection: Connection = dbapi2.connect(
            address,
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            # A vault is unlocked on a job's thread and used on the window's; the engine itself is
            # serialised (THREADSAFE=1).
            check_same_thread=False,
        )
        on_failure.callback(connection.close)
        _prepare(connection, database_key, read_only=read_only)
        on_failure.pop_all()
    return connection


def require_engine() -> None:
    """Raise `VaultError(ENGINE_TOO_OLD)` unless both engines are free of the known faults."""
    found = tuple(dbapi2.sqlite_version_info)
    if found < OLDEST_SQLITE:
        raise _too_old("SQLite", found, OLDEST_SQLITE)


def integrity_faults(connection: Connection, progress: Progress | None = None) -> list[str]:
    """What both integrity checks and the foreign keys find, as the engine words it; [] if whole.

    The page check reads every byte of the file, the record check every row and index: each misses
    faults that the other finds.
    """
    tell(progress, UnlockStep.CHECKING_PAGES)
    faults = page_faults(connection)
    tell(progress, UnlockStep.CHECKING_RECORDS)
    faults += [
        answer for answer in _answers(connection, "PRAGMA integrity_check") if answer != "ok"
    ]
    return faults + _answers(connection, "PRAGMA foreign_key_check")


def page_faults(connection: Connection) -> list[str]:
    """What the page check alone finds: whether every byte of the file is as it was written."""
    return _answers(connection, "PRAGMA cipher_integrity_check")


@contextmanager
def translating() -> Iterator[None]:
    """Raise what the environment did wrong as a `PeerDeskError`; let bugs pass as they are."""
    try:
        yield
    except (dbapi2.Error, OSError) as error:
        trouble = told(error)
        if trouble is None:
            raise
        raise trouble from error


def told(error: Exception) -> PeerDeskError | None:
    """The trouble behind an engine's or a file's failure; None where it is a bug or a cancel."""
    if isinstance(error, OSError):
        return told_of_system(error)
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _told_of_engine(int(code))


def _told_of_engine(code: int) -> PeerDeskError | None:
    """Result codes as in sqlite.org/rescode.html; the low byte is the kind, the rest the detail."""
    if code == SQLITE_READONLY_DBMOVED:
        return UserError(VaultTrouble.MEDIUM_GONE)
    kind = code & 0xFF
    if kind == SQLITE_IOERR:
        return VaultError(VaultTrouble.IO_FAILED, errno=code)
    if kind in {SQLITE_CORRUPT, SQLITE_NOTADB}:
        return VaultError(VaultTrouble.DATABASE_DAMAGED, faults=0)
    mendable = MENDABLE.get(kind)
    return None if mendable is None else UserError(mendable)


SQLITE_BUSY, SQLITE_LOCKED, SQLITE_NOMEM, SQLITE_READONLY, SQLITE_IOERR = 5, 6, 7, 8, 10
SQLITE_CORRUPT, SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_NOTADB = 11, 13, 14, 26
SQLITE_READONLY_DBMOVED = 1032
MENDABLE: Final = {
    SQLITE_BUSY: VaultTrouble.BUSY,
    SQLITE_LOCKED: VaultTrouble.BUSY,
    SQLITE_NOMEM: VaultTrouble.NOT_ENOUGH_MEMORY,
    SQLITE_READONLY: VaultTrouble.READ_ONLY,
    SQLITE_FULL: VaultTrouble.DISK_FULL,
    SQLITE_CANTOPEN: VaultTrouble.MEDIUM_GONE,
}


def _prepare(connection: Any, database_key: bytearray, *, read_only: bool) -> None:
    connection.enable_load_extension(False)  # noqa: FBT003 - the interface takes it so
    # Before the key: at any other level a failed page check is written to standard error.
    connection.execute("PRAGMA cipher_log_level = NONE")
    _require_cipher(connection)
    with spelled_key(database_key) as spelled:
        connection.set_key(spelled)
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    for name, value, answer in SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}")
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != answer:
            message = f"the engine answered {name} = {found!r}, not {answer!r}"
            raise RuntimeError(message)
    if read_only:
        connection.execute("PRAGMA query_only = ON")


@contextmanager
def spelled_key(database_key: bytearray) -> Iterator[bytearray]:
    """The key as `x'<96 hex digits>'`, in bytes that are wiped, never in a str."""
    if len(database_key) != KEY_BYTES:
        message = f"a database key has {KEY_BYTES} bytes, not {len(database_key)}"
        raise ValueError(message)
    spelled = bytearray(b"x'")
    for byte in database_key:
        spelled += HEX[byte]
    spelled += b"'"
    try:
        yield spelled
    finally:
        spelled[:] = bytes(len(spelled))


def _require_cipher(connection: Any) -> None:
    row = connection.execute("PRAGMA cipher_version").fetchone()
    words = str(row[0]).split() if row else ["0"]
    found = tuple(int(part) for part in words[0].split(".") if part.isdecimal())
    if found < OLDEST_SQLCIPHER:
        raise _too_old("SQLCipher", found, OLDEST_SQLCIPHER)


def _too_old(engine: str, found: Sequence[int], needed: Sequence[int]) -> VaultError:
    return VaultError(
        VaultTrouble.ENGINE_TOO_OLD,
        found=f"{engine} {'.'.join(map(str, found))}",
        needed=f"{engine} {'.'.join(map(str, needed))}",
    )


def _answers(connection: Connection, check: str) -> list[str]:
    """A check's rows, or the failure that kept it from finishing as one more fault."""
    try:
        return [" ".join(map(str, row)) for row in connection.execute(check)]
    except dbapi2.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code not in {SQLITE_CORRUPT, SQLITE_NOTADB}:
            raise
        return [f"{check}: {error}"]
