"""`peerdesk backup`, `verify` and `restore`."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from peerdesk.backup.beside import require_usable_target
from peerdesk.backup.places import back_up_into
from peerdesk.backup.proof import existing_backup, verify
from peerdesk.backup.records import export_to
from peerdesk.backup.reports import BackupReport
from peerdesk.backup.restore import restore
from peerdesk.cli.arguments import Arguments
from peerdesk.cli.desks import asked_and_opened, opened
from peerdesk.cli.passphrases import passphrase
from peerdesk.cli.terminal import ExitCode, show, tell
from peerdesk.desk.desk import Desk
from peerdesk.desk.new_place import NewPlace
from peerdesk.domain.backups import BackupOrigin
from peerdesk.domain.log import LogKind
from peerdesk.vault.files import VaultFolder


def back_up(arguments: Arguments) -> ExitCode:
    """Export a vault to one file, and say so only after it was read back and opened."""
    folder = VaultFolder(arguments.vault_folder)
    folder.require_vault()
    if arguments.target is not None:
        require_usable_target(folder, arguments.target)
    with asked_and_opened(arguments.vault_folder, arguments.passphrase_file) as desk:
        if arguments.target is None:
            told = _into_own_place(desk)
        else:
            made = export_to(desk.vault, arguments.target)
            desk.backups.remember(made.known)
            told = lines_of(made.report)
    show("backed up and verified", *told)
    return ExitCode.DONE


def _into_own_place(desk: Desk) -> list[str]:
    """Back up into the vault's own folder and tidy up there; what a script may want to know."""
    now = datetime.now().astimezone()
    placed = back_up_into(desk.vault, desk.vault.folder.backups, BackupOrigin.BY_HAND, now)
    desk.backups.keep_placed(placed.made.known, placed.tidied.removed)
    return [
        f"file {placed.made.known.path}",
        *(f"removed {path}" for path in placed.tidied.removed),
        *(f"not removed {path}" for path in placed.tidied.stayed),
        *lines_of(placed.made.report),
    ]


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
