"""`peerdesk backup`, `verify` and `restore`."""

from collections.abc import Callable
from typing import Final

from peerdesk.backup.beside import require_usable_target
from peerdesk.backup.make import export
from peerdesk.backup.manifest import OpensWith
from peerdesk.backup.opener import put_opener_beside
from peerdesk.backup.proof import opens_with, verify
from peerdesk.backup.rekeyed import OwnPassphrase
from peerdesk.backup.reports import BackupReport
from peerdesk.backup.restore import restore
from peerdesk.cli.arguments import Arguments
from peerdesk.cli.desks import asked_and_opened, opened
from peerdesk.cli.passphrases import new_passphrase, passphrase
from peerdesk.cli.terminal import ExitCode, show, tell
from peerdesk.desk.desk import Desk
from peerdesk.desk.new_place import NewPlace
from peerdesk.domain.log import LogKind
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.strength import require_usable

OWN_LABEL: Final = "Passphrase of a backup"
"""What the slot is called in a vault that is restored from a backup with its own passphrase."""
_OF_THE_BACKUP: Final = "Passphrase of this backup: "
_PROMPTS: Final = {OpensWith.VAULT: "Passphrase: ", OpensWith.OWN: _OF_THE_BACKUP}


def back_up(arguments: Arguments) -> ExitCode:
    """Export a vault to one file, and say so only after it was read back and opened."""
    folder = VaultFolder(arguments.vault_folder)
    folder.require_vault()
    require_usable_target(folder, arguments.backup)
    with asked_and_opened(arguments.vault_folder, arguments.passphrase_file) as desk:
        report = export(desk.vault, arguments.backup, own=_own_passphrase(arguments, desk))
        desk.note_in_log(LogKind.BACKED_UP)
    show("backed up and verified", *lines_of(report))
    if arguments.with_opener:
        put_opener_beside(arguments.backup)
    return ExitCode.DONE


def _own_passphrase(arguments: Arguments, desk: Desk) -> OwnPassphrase | None:
    """The passphrase for the new backup alone, where one is wanted."""
    source = arguments.own_passphrase_file
    if source is None:
        return None

    def require(typed: str) -> None:
        require_usable(typed, (desk.vault.name,))

    return OwnPassphrase(new_passphrase(source, require, _OF_THE_BACKUP), OWN_LABEL)


def prove(arguments: Arguments) -> ExitCode:
    """Read a backup and prove that it can be restored."""
    report = verify(arguments.backup, _asked_for(arguments))
    show("verified", *lines_of(report))
    return ExitCode.DONE


def bring_back(arguments: Arguments) -> ExitCode:
    """Make a new vault from a backup; an existing one is never overwritten."""
    wanted = opens_with(arguments.backup)
    place = NewPlace.at(arguments.vault_folder)
    secret = passphrase(arguments.passphrase_file, _PROMPTS[wanted])
    restore(arguments.backup, VaultFolder(place.root), secret)
    with place.put_back_on_failure(), opened(place.root, secret) as desk:
        desk.note_in_log(LogKind.RESTORED)
        counts = desk.counts()
    show("restored", *(f"{kind} {count}" for kind, count in counts.items()))
    tell("The backup was restored as a new vault. The vault it came from was not touched.")
    if wanted is OpensWith.OWN:
        tell(
            "Only the passphrase of this backup opens the new vault: it has no recovery words. "
            "Open it in the window and make some, under Vault, Keys."
        )
    return ExitCode.DONE


def _asked_for(arguments: Arguments) -> str:
    """The passphrase of a backup; what is wrong with the file is said before anybody is asked."""
    return passphrase(arguments.passphrase_file, _PROMPTS[opens_with(arguments.backup)])


def lines_of(report: BackupReport) -> list[str]:
    """What a script may want to know of a backup: when, how large, how much is in it."""
    summary = report.summary
    return [
        f"created {summary.created.isoformat()}",
        f"bytes {summary.size}",
        *(f"{table} {count}" for table, count in report.counts.items()),
    ]


COMMANDS: dict[str, Callable[[Arguments], ExitCode]] = {
    "backup": back_up,
    "verify": prove,
    "restore": bring_back,
}
