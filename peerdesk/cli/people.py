"""`peerdesk held`: a person's own copy of everything; `retention` has a module of its own."""

from datetime import datetime

from peerdesk.cli.arguments import Arguments
from peerdesk.cli.desks import asked_and_opened
from peerdesk.cli.papers import require_place
from peerdesk.cli.passphrases import shown_line
from peerdesk.cli.retention import retention
from peerdesk.cli.terminal import ExitCode, show, tell
from peerdesk.cli.troubles import CliTrouble
from peerdesk.desk.desk import Desk
from peerdesk.desk.held import HELD_FILE, held_about, json_of
from peerdesk.desk.paper_file import save_in_form, save_paper
from peerdesk.documents.held_sheet import render
from peerdesk.domain.directory import Listed
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import folded
from peerdesk.domain.paper import PaperSize
from peerdesk.errors import UserError
from peerdesk.ui.messages.held import SUBJECT, sheet_of

FOR_PROGRAMS = ".json"


def held(arguments: Arguments) -> ExitCode:
    """Write everything about one person as PDF, or as JSON where the file's name ends so."""
    output = arguments.output
    for_programs = output.suffix.casefold() == FOR_PROGRAMS
    if not for_programs:
        require_place(output)
    with asked_and_opened(arguments.vault_folder, arguments.passphrase_file) as desk:
        person = person_named(desk, shown_line(arguments.name_file, "Whose copy (chosen name): "))
        now = datetime.now()  # noqa: DTZ005 - the clock on the wall
        found = held_about(desk.connection, desk.vault.name, person.id, now)
        if for_programs:
            save_in_form(output, json_of(found), HELD_FILE)
            desk.note_in_log(LogKind.EXPORTED, SUBJECT)
        else:
            save_paper(output, render(sheet_of(found), PaperSize.A4))
            desk.note_in_log(LogKind.SAVED_PDF, SUBJECT)
    show(f"bytes {output.stat().st_size}")
    tell("It is not encrypted: whoever has the file can read it.")
    return ExitCode.DONE


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


COMMANDS = {"held": held, "retention": retention}
