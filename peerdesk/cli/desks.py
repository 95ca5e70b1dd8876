"""Opening a desk for the length of one command."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peerdesk.app import open_desk
from peerdesk.cli.terminal import tell
from peerdesk.desk.desk import Desk
from peerdesk.ui.messages import finding_in_words
from peerdesk.vault.files import VaultFolder

LABEL = "Facilitator"
"""What the first passphrase of a vault is called in its log."""


@contextmanager
def opened(folder: Path, secret: str) -> Iterator[Desk]:
    """The desk of a vault, locked at the end whatever happened. Tells what unlocking found."""
    with locked_at_the_end(open_desk(VaultFolder(folder), secret)) as desk:
        for finding in desk.vault.findings:
            tell(finding_in_words(finding))
        yield desk


@contextmanager
def locked_at_the_end(desk: Desk) -> Iterator[Desk]:
    """Close the desk at the end whatever happened."""
    try:
        yield desk
    finally:
        desk.close()
