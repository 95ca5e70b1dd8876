"""Opening a desk for the length of one command."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from peerdesk.app import open_desk
from peerdesk.cli.passphrases import passphrase
from peerdesk.cli.terminal import tell
from peerdesk.cli.troubles import CliTrouble
from peerdesk.desk.desk import Desk
from peerdesk.domain.directory import Listed
from peerdesk.domain.groups import Group
from peerdesk.domain.names import folded
from peerdesk.errors import UserError
from peerdesk.ui.messages import finding_in_words
from peerdesk.vault.files import VaultFolder

LABEL = "Facilitator"
"""What the first passphrase of a vault is called in its log."""


def asked_and_opened(folder: Path, source: str | None) -> AbstractContextManager[Desk]:
    """As `opened`, with the passphrase from `source`.

    Nobody is asked for a passphrase before the folder is known to have a vault in it.
    """
    VaultFolder(folder).require_vault()
    return opened(folder, passphrase(source))


def group_named(desk: Desk, name: str) -> Group:
    """The group of that name, whatever its case or accents. UserError GROUP_UNKNOWN."""
    for group in desk.groups.all():
        if folded(group.name) == folded(name):
            return group
    raise UserError(CliTrouble.GROUP_UNKNOWN)


def person_named(desk: Desk, name: str) -> Listed:
    """Somebody by chosen name, with what tells them apart in brackets where several have it.

    UserError PERSON_UNKNOWN, PERSON_NOT_SINGLE.
    """
    wanted = folded(name)
    found = [each for each in desk.directory.everybody() if each.folded == wanted]
    told_apart = [
        each
        for each in desk.directory.everybody()
        if folded(f"{each.chosen_name} ({desk.directory.apart(each.id)})") == wanted
    ]
    if len(told_apart) == 1:
        return told_apart[0]
    if not found:
        raise UserError(CliTrouble.PERSON_UNKNOWN)
    if len(found) > 1:
        raise UserError(CliTrouble.PERSON_NOT_SINGLE)
    return found[0]


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
