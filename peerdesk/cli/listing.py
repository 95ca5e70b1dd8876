"""`peerdesk list`: which backups lie in a folder, and how they stand."""

import json

from peerdesk.backup.listing import Listed, backups_in
from peerdesk.backup.reports import BackupStep
from peerdesk.cli.arguments import Arguments
from peerdesk.cli.passphrases import passphrase
from peerdesk.cli.progress import status_line
from peerdesk.cli.results import Fact, identity_of
from peerdesk.cli.terminal import ExitCode, show, tell
from peerdesk.cli.troubles import CliTrouble, words_for
from peerdesk.errors import UserError, WrongPassphraseError
from peerdesk.vault.files import VaultFolder


def list_backups(arguments: Arguments) -> ExitCode:
    """Show the backups of a folder, or of a vault's own `backups/`, the newest first.

    UNUSABLE where one of them is damaged, else WRONG_PASSPHRASE where one does not open with the
    passphrase that was given. UserError PLACE_MISSING, NO_BACKUPS_THERE.
    """
    place = arguments.folder
    if VaultFolder(place).exists():
        place = VaultFolder(place).backups
    if not place.is_dir():
        raise UserError(CliTrouble.PLACE_MISSING)
    secret = passphrase(arguments.passphrase_file) if arguments.passphrase_file else None
    with status_line() as line:
        line.show(BackupStep.LISTING)
        found = backups_in(place, secret)
    if not found:
        raise UserError(CliTrouble.NO_BACKUPS_THERE)
    if arguments.json:
        show(json.dumps({"result": "listed", "backups": [_for_programs(each) for each in found]}))
    else:
        show(*(_line(each) for each in found))
        for each in found:
            if each.trouble is not None:
                tell(f"{printable(each.path.name)}: {words_for(each.trouble)}")
    return _worst(found)


def _line(listed: Listed) -> str:
    made = f"{listed.summary.created:%Y-%m-%d %H:%M}Z" if listed.summary else "unknown"
    size = f"{listed.summary.size:,}" if listed.summary else "?"
    return f"{made:<18}{size:>15}  {_state(listed):<18}  {printable(listed.path.name)}"


def _for_programs(listed: Listed) -> dict[str, Fact]:
    told: dict[str, Fact] = {"file": str(listed.path), "state": _state(listed)}
    if listed.summary is not None:
        told |= identity_of(listed.summary)
        told |= {"created": listed.summary.created.isoformat(), "bytes": listed.summary.size}
    return told


def _state(listed: Listed) -> str:
    if isinstance(listed.trouble, WrongPassphraseError):
        return "another passphrase"
    if listed.trouble is not None:
        return str(listed.trouble.code)
    return "verified" if listed.proven else "whole"


def _worst(found: list[Listed]) -> ExitCode:
    troubles = [each.trouble for each in found if each.trouble is not None]
    if any(not isinstance(trouble, WrongPassphraseError) for trouble in troubles):
        return ExitCode.UNUSABLE
    return ExitCode.WRONG_PASSPHRASE if troubles else ExitCode.DONE


def printable(name: str) -> str:
    """A file's name that can do nothing to a terminal."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name
    )
