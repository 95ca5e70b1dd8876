"""`peerdesk backup`, `verify`, `drill` and `restore`."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from peerdesk.backup.beside import require_usable_target
from peerdesk.backup.drill import drill
from peerdesk.backup.opener import put_opener_beside
from peerdesk.backup.places import back_up_into
from peerdesk.backup.proof import verify
from peerdesk.backup.records import export_to
from peerdesk.backup.rekeyed import OwnPassphrase, own_keys
from peerdesk.backup.reports import BackupReport
from peerdesk.cli import restoring
from peerdesk.cli.arguments import Arguments
from peerdesk.cli.desks import asked_and_opened
from peerdesk.cli.listing import list_backups
from peerdesk.cli.passphrases import OF_THE_BACKUP, new_passphrase, of_backup
from peerdesk.cli.progress import StatusLine, status_line
from peerdesk.cli.results import Fact, facts_of, identity_of, show_result
from peerdesk.cli.terminal import ExitCode
from peerdesk.cli.troubles import on
from peerdesk.desk.desk import Desk
from peerdesk.domain.backups import BackupOrigin
from peerdesk.ui.messages.occasions import Occasion
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.strength import require_usable

OWN_LABEL: Final = "Passphrase of a backup"
"""What the slot is called in a vault that is restored from a backup with its own passphrase."""


def back_up(arguments: Arguments) -> ExitCode:
    """Export a vault to one file, and say so only after it was read back and opened."""
    folder = VaultFolder(arguments.vault_folder)
    folder.require_vault()
    if arguments.target is not None:
        require_usable_target(folder, arguments.target)
    with asked_and_opened(arguments.vault_folder, arguments.passphrase_file) as desk:
        own = _own_passphrase(arguments, desk)
        with status_line() as line:
            report, facts = _backed_up(desk, arguments.target, own, line)
    _show(arguments, "backed up and verified", report, facts)
    if arguments.with_opener:
        put_opener_beside(report.summary.path)
    return ExitCode.DONE


def _own_passphrase(arguments: Arguments, desk: Desk) -> OwnPassphrase | None:
    """The passphrase for the new backup alone, where one is wanted."""
    source = arguments.own_passphrase_file
    if source is None:
        return None

    def require(typed: str) -> None:
        require_usable(typed, (desk.vault.name,))

    return OwnPassphrase(new_passphrase(source, require, OF_THE_BACKUP), OWN_LABEL)


def _backed_up(
    desk: Desk, target: Path | None, wanted: OwnPassphrase | None, line: StatusLine
) -> tuple[BackupReport, dict[str, Fact]]:
    """Into the file that was named, or into the vault's own folder, which is tidied up then."""
    if target is not None:
        own = own_keys(desk.vault, wanted) if wanted is not None else None
        with on(Occasion.BACKUP):
            made = export_to(desk.vault, target, own=own, progress=line.show)
        desk.backups.remember(made.known)
        return made.report, {}
    now = datetime.now().astimezone()
    placed = back_up_into(
        desk.vault, desk.vault.folder.backups, BackupOrigin.BY_HAND, now, progress=line.show
    )
    desk.backups.keep_placed(placed.made.known, placed.tidied.removed)
    return placed.made.report, {
        "file": str(placed.made.known.path),
        "removed": [str(path) for path in placed.tidied.removed],
        "not_removed": [str(path) for path in placed.tidied.stayed],
    }


def prove(arguments: Arguments) -> ExitCode:
    """Read a backup and prove that it can be restored."""
    secret = of_backup(arguments.backup, arguments.passphrase_file)
    with status_line() as line:
        report = verify(arguments.backup, secret, progress=line.show)
    _show(arguments, "verified", report)
    return ExitCode.DONE


def rehearse(arguments: Arguments) -> ExitCode:
    """Restore a backup into a place that is thrown away, and check every part of it."""
    secret = of_backup(arguments.backup, arguments.passphrase_file)
    with status_line() as line:
        report = drill(arguments.backup, secret, progress=line.show)
    ways = {"passphrases": report.passphrases, "recovery_words": report.recovery_words}
    facts = {**facts_of(report.summary), **ways}
    show_result(arguments, "drilled", facts, report.counts, identity_of(report.summary))
    return ExitCode.DONE


def bring_back(arguments: Arguments) -> ExitCode:
    """Make a vault from a backup: a new one, or in the place of one that is kept aside."""
    if arguments.in_place:
        return restoring.in_place(arguments)
    return restoring.as_new(arguments)


def _show(
    arguments: Arguments,
    result: str,
    report: BackupReport,
    facts: Mapping[str, Fact] | None = None,
) -> None:
    """What a script may want to know of a backup: when, how large, how much is in it."""
    summary = report.summary
    told = {**(facts or {}), **facts_of(summary)}
    show_result(arguments, result, told, report.counts, identity_of(summary))


COMMANDS: dict[str, Callable[[Arguments], ExitCode]] = {
    "backup": back_up,
    "verify": prove,
    "drill": rehearse,
    "restore": bring_back,
    "list": list_backups,
}
