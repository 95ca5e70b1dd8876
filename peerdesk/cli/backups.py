"""`peerdesk backup`, `verify`, `drill` and `restore`."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from peerdesk.backup.beside import require_usable_target
from peerdesk.backup.drill import drill
from peerdesk.backup.places import back_up_into
from peerdesk.backup.proof import existing_backup, verify
from peerdesk.backup.records import export_to
from peerdesk.backup.reports import BackupReport
from peerdesk.cli import restoring
from peerdesk.cli.arguments import Arguments
from peerdesk.cli.desks import asked_and_opened
from peerdesk.cli.listing import list_backups
from peerdesk.cli.passphrases import passphrase
from peerdesk.cli.progress import StatusLine, status_line
from peerdesk.cli.results import Fact, facts_of, identity_of, show_result
from peerdesk.cli.terminal import ExitCode
from peerdesk.desk.desk import Desk
from peerdesk.domain.backups import BackupOrigin
from peerdesk.vault.files import VaultFolder


def back_up(arguments: Arguments) -> ExitCode:
    """Export a vault to one file, and say so only after it was read back and opened."""
    folder = VaultFolder(arguments.vault_folder)
    folder.require_vault()
    if arguments.target is not None:
        require_usable_target(folder, arguments.target)
    asked = asked_and_opened(arguments.vault_folder, arguments.passphrase_file)
    with asked as desk, status_line() as line:
        report, facts = _backed_up(desk, arguments.target, line)
    _show(arguments, "backed up and verified", report, facts)
    return ExitCode.DONE


def _backed_up(
    desk: Desk, target: Path | None, line: StatusLine
) -> tuple[BackupReport, dict[str, Fact]]:
    """Into the file that was named, or into the vault's own folder, which is tidied up then."""
    if target is not None:
        made = export_to(desk.vault, target, progress=line.show)
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
    _require_backup(arguments.backup)
    secret = passphrase(arguments.passphrase_file)
    with status_line() as line:
        report = verify(arguments.backup, secret, progress=line.show)
    _show(arguments, "verified", report)
    return ExitCode.DONE


def rehearse(arguments: Arguments) -> ExitCode:
    """Restore a backup into a place that is thrown away, and check every part of it."""
    _require_backup(arguments.backup)
    secret = passphrase(arguments.passphrase_file)
    with status_line() as line:
        report = drill(arguments.backup, secret, progress=line.show)
    ways = {"passphrases": report.passphrases, "recovery_words": report.recovery_words}
    facts = {**facts_of(report.summary), **ways}
    show_result(arguments, "drilled", facts, report.counts, identity_of(report.summary))
    return ExitCode.DONE


def bring_back(arguments: Arguments) -> ExitCode:
    """Make a vault from a backup: a new one, or in the place of one that is kept aside."""
    _require_backup(arguments.backup)
    if arguments.in_place:
        return restoring.in_place(arguments)
    return restoring.as_new(arguments)


def _require_backup(path: Path) -> None:
    """Say what is wrong with the file before anybody is asked. Raises as `inspect`."""
    with existing_backup(path):
        pass


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
