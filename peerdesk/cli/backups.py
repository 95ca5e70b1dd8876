"""`peerdesk backup`, `verify` and `restore`."""

from collections.abc import Callable
from pathlib import Path

from peerdesk.backup.beside import require_usable_target
from peerdesk.backup.make import export
from peerdesk.backup.proof import existing_backup, verify
from peerdesk.backup.reports import BackupReport
from peerdesk.backup.restore import restore
from peerdesk.cli.arguments import Arguments
from peerdesk.cli.desks import asked_and_opened, opened
from peerdesk.cli.passphrases import passphrase
from peerdesk.cli.terminal import ExitCode, show, tell
from peerdesk.desk.new_place import NewPlace
from peerdesk.domain.log import LogKind
from peerdesk.vault.files import VaultFolder


def back_up(arguments: Arguments) -> ExitCode:
    """Export a vault to one file, and say so only after it was read back and opened."""
    folder = VaultFolder(arguments.vault_folder)
    folder.require_vault()
    require_usable_target(folder, arguments.backup)
    with asked_and_opened(arguments.vault_folder, arguments.passphrase_file) as desk:
        report = export(desk.vault, arguments.backup)
        desk.note_in_log(LogKind.BACKED_UP)
    show("backed up and verified", *lines_of(report))
    return ExitCode.DONE


def prove(arguments: Arguments) -> ExitCode:
    """Read a backup and prove that it can be restored."""
    _require_backup(arguments.backup)
    report = verify(arguments.backup, passphrase(arguments.passphrase_file))
    show("verified", *lines_of(report))
    return ExitCode.DONE


def bring_back(arguments: Arguments) -> ExitCode:
    """Make a new vault from a backup; an existing one is never overwritten."""
    _require_backup(arguments.backup)
    place = NewPlace.at(arguments.vault_folder)
    secret = passphrase(arguments.passphrase_file)
    restore(arguments.backup, VaultFolder(place.root), secret)
    with place.put_back_on_failure(), opened(place.root, secret) as desk:
        desk.note_in_log(LogKind.RESTORED)
        counts = desk.counts()
    show("restored", *(f"{kind} {count}" for kind, count in counts.items()))
    tell("The backup was restored as a new vault. The vault it came from was not touched.")
    return ExitCode.DONE


def _require_backup(path: Path) -> None:
    """Say what is wrong with the file before anybody is asked. Raises as `inspect`."""
    with existing_backup(path):
        pass


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
