"""`peerdesk handout`."""

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from peerdesk.cli.arguments import Arguments
from peerdesk.cli.desks import asked_and_opened
from peerdesk.cli.scripts import script_named
from peerdesk.cli.terminal import ExitCode, show
from peerdesk.cli.troubles import CliTrouble
from peerdesk.desk.desk import Desk
from peerdesk.desk.paper_file import require_place_for_paper, save_paper
from peerdesk.documents.rules_sheet import RulesSheet, render, rules_sheet_of
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.domain.paper import PaperSize, PrintSize
from peerdesk.domain.scripts import Script, ScriptVersion
from peerdesk.errors import UserError

DEFAULT_SCRIPT = "general"
"""The id of the built-in script that stands in where no group agreed to one yet."""
SUBJECT = "rules"


def write_rules(arguments: Arguments) -> ExitCode:
    """Write the ground-rules sheet of a vault or of the sample programme as PDF."""
    require_place(arguments.output)
    with _desk(arguments) as desk:
        sheet = rules_sheet(desk, arguments.script)
        save_sheet(desk, sheet, arguments.size, arguments.print_size, arguments.output)
    show(f"bytes {arguments.output.stat().st_size}")
    return ExitCode.DONE


def require_place(output: Path) -> None:
    """Refuse a file that can't be written. UserError FOLDER_MISSING, or as `paper_file` does."""
    require_place_for_paper(output)
    if not output.parent.is_dir():
        raise UserError(CliTrouble.FOLDER_MISSING)


def save_sheet(
    desk: Desk, sheet: RulesSheet, paper: PaperSize, print_size: PrintSize, output: Path
) -> None:
    """Write a sheet as PDF, and in the log that it left the vault."""
    save_paper(output, render(sheet, paper, print_size))
    desk.note_in_log(LogKind.SAVED_PDF, SUBJECT)


def rules_sheet(desk: Desk, name: str | None) -> RulesSheet:
    """The sheet of the script called `name`, or of the ground rules that a group agreed to.

    The group is the first by name that agreed to the script. UserError SCRIPT_UNKNOWN.
    """
    wanted = None if name is None else script_named(desk, name)
    group, script, version = _agreed(desk, wanted) or _not_agreed(desk, wanted)
    now = datetime.now()  # noqa: DTZ005 - the room's own clock
    placeholders = desk.groups.placeholders(group, now, script.language)
    return rules_sheet_of(script, version, placeholders, group.name, now.date())


def _desk(arguments: Arguments) -> AbstractContextManager[Desk]:
    if arguments.vault is None:
        from peerdesk.cli.samples import passing_sample_desk  # noqa: PLC0415 - a vault needs none

        return passing_sample_desk()
    return asked_and_opened(arguments.vault, arguments.passphrase_file)


def _agreed(desk: Desk, wanted: Script | None) -> tuple[Group, Script, ScriptVersion] | None:
    for group in desk.groups.all():
        found = desk.agreements.in_force(group.id)
        if found is not None and (wanted is None or found.script.id == wanted.id):
            return group, found.script, found.version
    return None


def _not_agreed(desk: Desk, wanted: Script | None) -> tuple[Group, Script, ScriptVersion]:
    """The newest words for the only group there is, or for no group in particular."""
    script = wanted or script_named(desk, DEFAULT_SCRIPT)
    groups = desk.groups.all()
    group = groups[0] if len(groups) == 1 else Group(name="")
    return group, script, desk.scripts.latest(script.id)
