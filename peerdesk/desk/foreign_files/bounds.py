"""How much of a foreign file is taken in."""

from peerdesk.desk.troubles import DeskTrouble
from peerdesk.errors import UserError

MOST_ROWS = 10_000
"""People in one file, the header not counted."""
MEBIBYTE = 1024 * 1024
LARGEST_FILE = 64 * MEBIBYTE
"""Bytes; vCards with a photo each are the largest."""


def too_large() -> UserError:
    """What says that a file has more than is taken in."""
    mebibytes = LARGEST_FILE // MEBIBYTE
    return UserError(DeskTrouble.ROSTER_TOO_LARGE, limit=MOST_ROWS, mebibytes=mebibytes)
