"""How PeerDesk names the backups that it names itself: by their moment, no personal word."""

import re
from datetime import datetime
from pathlib import Path
from typing import Final

SUFFIX: Final = ".peerdesk-backup"
PLACE_FOLDER: Final = "PeerDesk backups"
"""The folder on a stick that backups are kept in."""

_DATED: Final = re.compile(
    r"PeerDesk \d{4}-\d{2}-\d{2} \d{2}\.\d{2}\.\d{2}( \d{1,3})?" + re.escape(SUFFIX)
)
_MOST_OF_A_SECOND: Final = 999


def free_name(folder: Path, moment: datetime) -> Path:
    """A path in `folder` that nothing has yet, after a local `moment`. OSError, FileExistsError.

    Dots instead of colons: FAT and Windows allow none in a name.
    """
    stem = f"PeerDesk {moment:%Y-%m-%d %H.%M.%S}"
    for suffix in ("", *(f" {number}" for number in range(2, _MOST_OF_A_SECOND))):
        path = folder / f"{stem}{suffix}{SUFFIX}"
        if not path.exists():
            return path
    raise FileExistsError(stem)


def is_dated(name: str) -> bool:
    """Whether PeerDesk itself may have given a file this name."""
    return _DATED.fullmatch(name) is not None
