"""`peerdesk handout`."""

from contextlib import AbstractContextManager
from datetime import date, datetime, time
from pathlib import Path

from peerdesk.cli.arguments import LIST, Arguments
from peerdesk.cli.desks import asked_and_opened, group_named
from peerdesk.cli.scripts import script_named
from peerdesk.cli.terminal import ExitCode, show, tell
from peerdesk.cli.troubles import CliTrouble, on
from peerdesk.desk.desk import Desk
from peerdesk.desk.paper_file import PDF, FileForm, require_place_for, save_paper
from peerdesk.documents.typeface import unprintable
from peerdesk.domain.handouts import NO_GROUP, HandoutChoice, HandoutKind
from peerdesk.domain.log import LogKind
from peerdesk.domain.scripts import Script
from peerdesk.domain.sessions import SessionState
from peerdesk.errors import UserError
from peerdesk.handouts.handout import Handout, Prepared
from peerdesk.handouts.listed import HANDOUTS
from peerdesk.ui.messages.handouts import PURPOSES, remark_in_words
from peerdesk.ui.messages.occasions import Occasion


def run(arguments: Arguments) -> ExitCode:
    """Write a handout of a vault or of the sample programme as PDF, or list what there is."""
    if arguments.handout == LIST:
        show(*(f"{handout.kind:<9}  {PURPOSES[handout.kind]}" for handout in HANDOUTS))
        return ExitCode.DONE
    handout = _handout_named(arguments.handout)
    require_place(arguments.output)
    with _desk(arguments) as desk:
        prepared = handout.prepared(desk, choice_of(desk, handout.kind, arguments), _now())
        save(desk, prepared, arguments.output)
    show(f"bytes {arguments.output.stat().st_size}")
    _tell_of(prepared)
    return ExitCode.DONE


def _tell_of(prepared: Prepared) -> None:
    """What to know of a handout that was written."""
    for remark in prepared.remarks:
        tell(remark_in_words(remark))
    missing = unprintable("\n".join(prepared.texts))
    if missing:
        tell(
            f"No typeface here has these characters: {' '.join(missing)}. On paper each is a "
            "question mark in a box."
        )
    if prepared.holds_names:
        tell("It holds names, and anyone who gets this file can read it.")


def require_place(output: Path, form: FileForm = PDF) -> None:
    """Refuse a file that can't be written. UserError FOLDER_MISSING, or as `paper_file` does."""
    with on(Occasion.SAVING_PAPER):
        require_place_for(form, output)
    if not output.parent.is_dir():
        raise UserError(CliTrouble.FOLDER_MISSING)


def save(desk: Desk, prepared: Prepared, output: Path) -> None:
    """Write a handout as PDF, and in the log that it left the vault."""
    pdf = prepared.render()
    with on(Occasion.SAVING_PAPER):
        save_paper(output, pdf)
    desk.note_in_log(LogKind.SAVED_PDF, prepared.subject)


def choice_of(desk: Desk, kind: HandoutKind, arguments: Arguments) -> HandoutChoice:
    """What was asked for. UserError SCRIPT_UNKNOWN, GROUP_UNKNOWN, SESSION_UNKNOWN.

    Where no group was named it is the first by name that agreed to the script, else the only one.
    """
    wanted = None if arguments.script is None else script_named(desk, arguments.script)
    if arguments.group is None:
        group_id, version_id = _agreed(desk, wanted) or (_only_group(desk), None)
    else:
        group_id, version_id = group_named(desk, arguments.group).id, None
    if wanted is not None and version_id is None:
        version_id = desk.scripts.latest(wanted.id).id
    return HandoutChoice(
        kind=kind,
        group_id=group_id,
        version_id=version_id if wanted is not None else None,
        session_id=None if arguments.day is None else _session_on(desk, group_id, arguments.day),
        paper=arguments.size,
        print_size=arguments.print_size,
        spacing=arguments.spacing,
        ink=arguments.ink,
        language=arguments.language,
        discreet=arguments.discreet,
        name_facilitators=arguments.name_facilitators,
        one_slip_per_person=not arguments.on_one_list,
    )


def _handout_named(name: str) -> Handout:
    for handout in HANDOUTS:
        if handout.kind == name:
            return handout
    known = ", ".join(handout.kind for handout in HANDOUTS)
    raise UserError(CliTrouble.HANDOUT_UNKNOWN, known=known)


def _agreed(desk: Desk, wanted: Script | None) -> tuple[int, int] | None:
    """The first group by name that agreed to the script, and the words that it agreed to."""
    for group in desk.groups.all():
        found = desk.agreements.in_force(group.id)
        if found is not None and (wanted is None or found.script.id == wanted.id):
            return group.id, found.version.id
    return None


def _session_on(desk: Desk, group_id: int, day: date) -> int:
    """The group's first session that starts on this day."""
    ends = datetime.combine(day, time.min), datetime.combine(day, time.max)
    for session in desk.sessions.starting_between(*ends):
        if session.group_id == group_id and session.state is not SessionState.CANCELLED:
            return session.id
    raise UserError(CliTrouble.SESSION_UNKNOWN)


def _only_group(desk: Desk) -> int:
    groups = desk.groups.all()
    return groups[0].id if len(groups) == 1 else NO_GROUP


def _desk(arguments: Arguments) -> AbstractContextManager[Desk]:
    if arguments.vault is None:
        from peerdesk.cli.samples import passing_sample_desk  # noqa: PLC0415 - a vault needs none

        return passing_sample_desk()
    return asked_and_opened(arguments.vault, arguments.passphrase_file)


def _now() -> datetime:
    return datetime.now()  # noqa: DTZ005 - the room's own clock
