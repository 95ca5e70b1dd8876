"""`peerdesk new`, `check` and `import-roster`; `keys` has a module of its own."""

import secrets
from collections.abc import Callable, Sequence
from typing import NoReturn

from peerdesk.app import create_desk
from peerdesk.cli.arguments import Arguments
from peerdesk.cli.desks import LABEL, asked_and_opened, group_named, locked_at_the_end
from peerdesk.cli.passphrases import new_passphrase
from peerdesk.cli.repairing import repair
from peerdesk.cli.terminal import ExitCode, show, tell
from peerdesk.cli.troubles import CliTrouble, on
from peerdesk.desk.desk import Desk
from peerdesk.desk.foreign_files.reading import read_people
from peerdesk.desk.importing import import_people, known_names
from peerdesk.desk.new_place import NewPlace
from peerdesk.desk.source_file import read_source
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.days import DayOrder, order_of
from peerdesk.domain.importing import (
    ForeignTable,
    ImportField,
    known_columns,
    proposals,
    usual_columns,
)
from peerdesk.domain.log import LogKind
from peerdesk.domain.recovery_words import generate
from peerdesk.errors import UserError, VaultError
from peerdesk.ui.messages.health import answer_in_words, verdict_in_words
from peerdesk.ui.messages.occasions import Occasion
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.health import HealthReport, examine
from peerdesk.vault.strength import Strength, require_usable
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.words import word_list


def make(arguments: Arguments) -> ExitCode:
    """Make a vault, named after its folder, and show its recovery words once."""
    place = NewPlace.at(arguments.vault_folder)
    name = place.root.name
    recovery = generate(word_list(), secrets.randbelow)
    secret = new_passphrase(arguments.passphrase_file, _judge_of((name, LABEL)))
    with on(Occasion.NEW_VAULT):
        desk = create_desk(
            VaultFolder(place.root), passphrase=secret, label=LABEL, recovery=recovery, name=name
        )
    # A vault whose recovery words nobody has seen is a loss waiting to happen.
    with place.put_back_on_failure(), locked_at_the_end(desk):
        try:
            show(recovery.secret)
        except (BrokenPipeError, UserError) as error:
            raise UserError(CliTrouble.WORDS_NOT_SHOWN) from error
    tell(
        "The vault was made. The twelve words above open it when the passphrase is forgotten, and "
        "they are never shown again: write them down now, and keep them away from this computer."
    )
    return ExitCode.DONE


def _judge_of(easy: tuple[str, ...]) -> Callable[[str], Strength]:
    """The judgement of the window, which knows that the vault's own names are easy to guess."""
    return lambda typed: require_usable(typed, easy)


def check(arguments: Arguments) -> ExitCode:
    """Open a vault, check every part of it, and count what it holds."""
    with asked_and_opened(arguments.vault_folder, arguments.passphrase_file) as desk:
        report = examine(desk.vault)
        if not report.is_whole:
            for answer in report.answers:
                tell(answer_in_words(answer))
            _refuse(desk, report)
        desk.note_in_log(LogKind.CHECKED)
        counts = desk.counts()
    show("whole", *(f"{kind} {count}" for kind, count in counts.items()))
    return ExitCode.DONE


def _refuse(desk: Desk, report: HealthReport) -> NoReturn:
    if report.records_are_damaged:
        desk.vault.distrust()
        raise VaultError(VaultTrouble.DATABASE_DAMAGED, faults=report.faults)
    raise VaultError(CliTrouble.CHECK_FAILED, step="check", found=verdict_in_words(report))


def import_roster(arguments: Arguments) -> ExitCode:
    """Add the people of a table, a list or vCards to the roster, all who are new or nobody."""
    table = read_people(read_source(arguments.file).data)
    columns = _columns(table, arguments.take)
    with asked_and_opened(arguments.vault_folder, arguments.passphrase_file) as desk:
        group = None if arguments.group is None else group_named(desk, arguments.group)
        days = (row.cell(columns.get(ImportField.JOINED_ON)) for row in table.rows)
        order = order_of(days, DayOrder.DAY_FIRST)
        people = proposals(table, columns, known_names(desk.connection), order)
        report = import_people(desk, people, group.id if group else None)
    show(
        f"added {report.added}",
        f"duplicates {len(report.duplicate_lines)}",
        f"empty {len(report.empty_lines)}",
        f"too_long {len(report.too_long_lines)}",
        f"no_such_day {len(report.lines_without_day)}",
    )
    skipped = sorted((*report.duplicate_lines, *report.empty_lines, *report.too_long_lines))
    if skipped:
        lines = ", ".join(str(line) for line in skipped[:20])
        more = " and more" if len(skipped) > 20 else ""
        tell(
            f"Passed over: line {lines}{more} of the file. People who were on the roster before "
            "were left as they are."
        )
    return ExitCode.DONE


def _columns(table: ForeignTable, wanted: Sequence[ImportField]) -> dict[ImportField, int]:
    """The name's column, and those of the fields that are `wanted` where the file has them."""
    columns = usual_columns(table)
    if not columns:
        raise UserError(DeskTrouble.ROSTER_NO_NAME_COLUMN, columns=len(table.columns))
    known = known_columns(table)
    return columns | {field: known[field] for field in wanted if field in known}


def _look_after_keys(arguments: Arguments) -> ExitCode:
    from peerdesk.cli import keys  # noqa: PLC0415 - only its command pays for it

    return keys.look_after_keys(arguments)


COMMANDS: dict[str, Callable[[Arguments], ExitCode]] = {
    "new": make,
    "check": check,
    "repair": repair,
    "import-roster": import_roster,
    "keys": _look_after_keys,
}
