"""`peerdesk releases`: an accounting of what was given to others."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path

from peerdesk.cli.arguments import Arguments
from peerdesk.cli.desks import asked_and_opened, person_named
from peerdesk.cli.listing import printable
from peerdesk.cli.papers import require_place
from peerdesk.cli.passphrases import shown_line
from peerdesk.cli.terminal import ExitCode, show, tell
from peerdesk.cli.troubles import on
from peerdesk.desk.accounting import (
    ACCOUNTING_FILE,
    ACCOUNTING_TABLE,
    AccountingQuestion,
    accounting_of,
    json_of,
    table_of,
)
from peerdesk.desk.desk import Desk
from peerdesk.desk.paper_file import FileForm, require_place_for, save_in_form, save_paper
from peerdesk.documents import accounting_sheet
from peerdesk.documents.release_words import Saying, saying
from peerdesk.domain.accounting import AccountedRelease, Accounting, as_json
from peerdesk.domain.log import LogKind
from peerdesk.domain.paper import PaperSize
from peerdesk.domain.releases import accounted_since
from peerdesk.ui.messages.occasions import Occasion

SUBJECT = "accounting"
ALL_YEARS = 50
NOWHERE = Path()
_FOR_PROGRAMS: dict[str, tuple[FileForm, Callable[[Accounting], bytes]]] = {
    ".json": (ACCOUNTING_FILE, json_of),
    ".csv": (ACCOUNTING_TABLE, table_of),
}
"""By how the file's name ends; every other one is a PDF."""


def account(arguments: Arguments) -> ExitCode:
    """Show it, or write it to a file; either has its line in the log."""
    _require_place(arguments.output)
    now = datetime.now()  # noqa: DTZ005 - the clock on the wall
    with asked_and_opened(arguments.vault_folder, arguments.passphrase_file) as desk:
        found = accounting_of(
            desk.connection, desk.vault.name, _question(desk, arguments, now.date())
        )
        if arguments.output == NOWHERE:
            _show(found, in_json=arguments.json)
            desk.note_in_log(LogKind.EXPORTED, SUBJECT)
        else:
            _write(desk, arguments, found, now)
    if found.left_out:
        tell(
            f"Left out, as the person was not told of it: {found.left_out}. --with-untold takes "
            "it in; leave it out where telling them could put somebody in danger."
        )
    return ExitCode.DONE


def _question(desk: Desk, arguments: Arguments, today: date) -> AccountingQuestion:
    """UserError PERSON_UNKNOWN, PERSON_NOT_SINGLE."""
    member_id = None
    if arguments.of_person or arguments.name_file is not None:
        name = shown_line(arguments.name_file, "Whose accounting (chosen name): ")
        member_id = person_named(desk, name).id
    years = partial(accounted_since, today)
    since = years(ALL_YEARS) if arguments.all_years else years()
    return AccountingQuestion(member_id, since, today, arguments.with_untold)


def _require_place(output: Path) -> None:
    """Refuse a file that can't be written before anybody is asked for a passphrase."""
    if output == NOWHERE:
        return
    form = _FOR_PROGRAMS.get(output.suffix.casefold())
    if form is None:
        require_place(output)
    else:
        require_place_for(form[0], output)


def _write(desk: Desk, arguments: Arguments, found: Accounting, now: datetime) -> None:
    output = arguments.output
    for_programs = _FOR_PROGRAMS.get(output.suffix.casefold())
    if for_programs is None:
        language = arguments.language or "en"
        pdf = accounting_sheet.render(found, PaperSize.A4, language, now)
        with on(Occasion.SAVING_PAPER):
            save_paper(output, pdf)
        desk.note_in_log(LogKind.SAVED_PDF, SUBJECT)
    else:
        form, made_of = for_programs
        with on(Occasion.SAVING_PAPER):
            save_in_form(output, made_of(found), form)
        desk.note_in_log(LogKind.EXPORTED, SUBJECT)
    size, releases = output.stat().st_size, len(found.releases)
    if arguments.json:
        show(json.dumps({"file": str(output), "bytes": size, "releases": releases}))
    else:
        show(f"bytes {size}", f"releases {releases}")
    tell("It is not encrypted: whoever has the file can read it.")


def _show(found: Accounting, *, in_json: bool) -> None:
    if in_json:
        show(json.dumps(as_json(found), ensure_ascii=False))
        return
    show(f"releases {len(found.releases)}")
    said = saying("en")
    for each in found.releases:
        show(*(printable(line) for line in _lines(each, said)))


def _lines(each: AccountedRelease, said: Saying) -> Iterator[str]:
    release = each.release
    about = f", about {each.about}" if each.about else ""
    yield f"{release.released_on.isoformat()} to {said.recipient(release)}{about}"
    for label, text in (
        (said.own.what, release.what),
        (said.own.purpose, release.purpose),
        (said.own.allowed_by, said.authority(release)),
        (said.own.way, said.way(release.way)),
        (said.own.by, each.given_by),
    ):
        if text:
            yield f"  {label}: {' '.join(text.split())}"
