"""What a process that was killed left beside a vault or in the temporary folder.

All of it is ciphertext, so it costs room and not secrecy. Its names are PeerDesk's own:

    .peerdesk-<process>-<16 hex digits>.founding    a vault in the making
    .peerdesk-<process>-<16 hex digits>.restoring   a vault that is put together from a backup
    peerdesk-proof-<process>-<8 characters>         a copy of a database, for a backup or a check
    .peerdesk-<16 hex digits>.part                  a backup in the making

A backup's `.previous` file is never swept, as it may be the only copy.
"""

import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Final

OLD_SECONDS: Final = 24 * 60 * 60
"""A day: long after any such work ends, also on a slow stick or across a night's sleep."""

_STAGING: Final = re.compile(
    r"\.peerdesk-(?P<process>\d{1,10})-[0-9a-f]{16}\.(founding|restoring)"
    r"|peerdesk-proof-(?P<prover>\d{1,10})-[a-z0-9_]{8}"
)
_PART: Final = re.compile(r"\.peerdesk-[0-9a-f]{16}\.part")


def staging_name(purpose: str) -> str:
    """The name of a new folder for "founding" or "restoring", short enough beside any other."""
    return f".peerdesk-{os.getpid()}-{secrets.token_hex(8)}.{purpose}"


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder for a copy of a database, ciphertext always, that goes with the block. OSError."""
    sweep(Path(gettempdir()))
    with TemporaryDirectory(prefix=f"peerdesk-proof-{os.getpid()}-") as folder:
        yield Path(folder)


def undo_folder(folder: Path) -> None:
    """Take away a folder of work that failed, as far as the medium lets go of it.

    The failure that led here is the one to tell. What stays is ciphertext, and `sweep` finds it.
    """
    shutil.rmtree(folder, ignore_errors=True)


def undo_parent(folder: Path) -> None:
    """Take away a parent that was made for such a folder; as `undo_folder`."""
    with suppress(OSError):
        folder.rmdir()


def sweep(folder: Path) -> None:
    """Remove from `folder` what is ours, older than a day, and of no process that still runs.

    What can't be looked at or removed stays: it was there before, and is no reason to refuse the
    work that comes next.
    """
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError:
        return
    for name in names:
        staging = _STAGING.fullmatch(name)
        if staging is not None:
            process = int(staging["process"] or staging["prover"])
            if _is_old(folder / name, stat.S_IFDIR) and not _is_running(process):
                shutil.rmtree(folder / name, ignore_errors=True)
        elif _PART.fullmatch(name) and _is_old(folder / name, stat.S_IFREG):
            _remove(folder / name)


def _is_old(path: Path, kind: int) -> bool:
    """Whether it is of this kind, this user's own, no link, and unchanged for a day."""
    try:
        found = path.lstat()
    except OSError:
        return False
    is_own = os.name == "nt" or found.st_uid == os.geteuid()
    is_old = time.time() - found.st_mtime > OLD_SECONDS
    return stat.S_IFMT(found.st_mode) == kind and is_own and is_old


def _is_running(process: int) -> bool:
    """Whether a process of that number runs here; asking does nothing to it."""
    if os.name == "nt":
        # There is no signal that only asks; a day's age must do.
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        # As in `sweep`: what can't be removed stays.
        return
