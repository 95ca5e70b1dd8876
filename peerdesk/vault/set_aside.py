"""What lies in a vault's `set-aside/`: former vaults and files, never removed by PeerDesk."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from peerdesk.vault.files import VaultFolder

_NAME: Final = re.compile(r"(\d{8}T\d{6}Z)-[0-9a-f]{4}-.+")
_MOMENT: Final = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file or a folder, and the moment (UTC) at which it was put there."""

    path: Path
    moment: datetime


def set_aside_in(folder: VaultFolder) -> list[SetAside]:
    """All that PeerDesk put there, the newest first; what others did is passed by.

    A folder that can't be read, as on a stick that was pulled, has nothing in it for now.
    """
    try:
        paths = list(folder.set_aside.iterdir())
    except OSError:
        return []
    named = ((path, _NAME.fullmatch(path.name)) for path in paths)
    found = [SetAside(path, _moment(name[1])) for path, name in named if name is not None]
    return sorted(found, key=lambda each: each.moment, reverse=True)


def _moment(written: str) -> datetime:
    try:
        return datetime.strptime(written, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        # Not a moment of any calendar: as old as can be, so that it is named rather than not.
        return datetime.min.replace(tzinfo=UTC)
