"""The program that opens a backup without PeerDesk, put beside it for whoever will need it."""

from pathlib import Path
from typing import Final

from peerdesk.backup.troubles import BackupTrouble
from peerdesk.errors import PeerDeskError, UserError
from peerdesk.paths import resource
from peerdesk.vault.cipher import translating
from peerdesk.vault.files import read_at_most, write_atomically
from peerdesk.vault.troubles import VaultTrouble

OPENER: Final = "open_backup.py"
READ_ME: Final = "open_backup README.txt"
_SOURCES: Final = {OPENER: OPENER, READ_ME: "README.txt"}
_LARGEST: Final = 64 * 1024
"""Bytes; a file that is larger is none of ours."""


def put_opener_beside(backup: Path) -> None:
    """Write the opener and its instructions into the folder of a backup.

    Replaces an earlier copy of theirs and nothing else. UserError OPENER_NOT_COPIED for whatever
    kept it from that: the backup is whole all the same.
    """
    try:
        with translating():
            for name, source in _SOURCES.items():
                _put(backup.with_name(name), resource("recover", source).read_bytes())
    except PeerDeskError as error:
        raise UserError(BackupTrouble.OPENER_NOT_COPIED) from error


def _put(place: Path, content: bytes) -> None:
    """UserError UNSAFE_FOLDER where something else has the name; OSError."""
    if place.exists() or place.is_symlink():
        earlier = read_at_most(place, _LARGEST)
        if earlier is None or _first_line(earlier) != _first_line(content):
            raise UserError(VaultTrouble.UNSAFE_FOLDER, file=place.name)
    write_atomically(place, content)


def _first_line(content: bytes) -> bytes:
    return content.partition(b"\n")[0].strip()
