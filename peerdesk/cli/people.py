"""`peerdesk held`, a person's own copy of all about them; and which commands are about people."""

from datetime import datetime

from peerdesk.cli.arguments import Arguments
from peerdesk.cli.desks import asked_and_opened, person_named
from peerdesk.cli.papers import require_place
from peerdesk.cli.passphrases import shown_line
from peerdesk.cli.releases import account
from peerdesk.cli.retention import retention
from peerdesk.cli.terminal import ExitCode, show, tell
from peerdesk.cli.troubles import on
from peerdesk.desk.held import HELD_FILE, held_about, json_of
from peerdesk.desk.paper_file import PDF, save_in_form
from peerdesk.documents.held_sheet import render
from peerdesk.domain.log import LogKind
from peerdesk.domain.paper import PaperSize
from peerdesk.ui.messages.held import SUBJECT, sheet_of
from peerdesk.ui.messages.occasions import Occasion

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
        form = HELD_FILE if for_programs else PDF
        content = json_of(found) if for_programs else render(sheet_of(found), PaperSize.A4)
        with on(Occasion.SAVING_PAPER):
            save_in_form(output, content, form)
        desk.note_in_log(LogKind.EXPORTED if for_programs else LogKind.SAVED_PDF, SUBJECT)
    show(f"bytes {output.stat().st_size}")
    tell("It is not encrypted: whoever has the file can read it.")
    return ExitCode.DONE


COMMANDS = {"held": held, "releases": account, "retention": retention}
