"""Scripts as files that people hand on: their words, and nothing else of the vault.

Such a file has the format of the built-in ones. The names of the vault are looked for in it first,
because somebody may have written one into the words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from peerdesk.desk.paper_file import FileForm, save_in_form
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.known_names import KnownNames
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import folded, one_line
from peerdesk.domain.records import NEVER
from peerdesk.domain.script_files import decoded_script, format_script, parse_script
from peerdesk.domain.scripts import RuleItem, Segment
from peerdesk.domain.strict_toml import LARGEST_FILE, LONGEST_SHOWN, ScriptFileError, ScriptTrouble
from peerdesk.errors import UserError
from peerdesk.vault.files import read_at_most

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.scripts import Script, ScriptText
    from peerdesk.vault.cipher import Connection

Part = TypeVar("Part", Segment, RuleItem)

FIRST_LINE = "# A script to read aloud, from PeerDesk. Its help says how such a file is written.\n"
SCRIPT_FILE = FileForm(
    (".toml",),
    LogKind.SHARED_SCRIPT,
    (FIRST_LINE.encode(), b"format = "),
    DeskTrouble.SCRIPT_PLACE_TAKEN,
)
_NAMES_OF_PEOPLE = "SELECT chosen_name, other_name FROM members"
_NAMES_OF_GROUPS = "SELECT name FROM groups WHERE archived = 0"
_NOT_IN_IDENTIFIERS = re.compile(r"[^a-z0-9]+")


def shared_words(text: ScriptText) -> str:
    """A script as the words of a file. UserError SCRIPT_PART_UNFINISHED for one that can't be read.

    Tabs become spaces; a file has none.
    """
    segments = tuple(replace(each, text=each.text.expandtabs(4)) for each in text.segments)
    named = replace(text, id=text.id or identifier(text.title), segments=segments)
    try:
        return FIRST_LINE + format_script(named)
    except ScriptFileError as error:
        raise _unfinished(named, error) from error


def known_names(connection: Connection) -> KnownNames:
    """The names of the vault's people, those who left too, and of its groups."""
    people = connection.execute(_NAMES_OF_PEOPLE)
    groups = connection.execute(_NAMES_OF_GROUPS)
    return KnownNames((name for names in people for name in names if name), (n for (n,) in groups))


def names_in(connection: Connection, text: ScriptText) -> tuple[str, ...]:
    """The names of the vault's people and groups that the words of a script hold, each once."""
    return known_names(connection).found_in("\n".join(_all_words(text)))


def save_script(desk: Desk, path: Path, text: ScriptText) -> None:
    """Write a script to a file that anyone can read, and in the log that it left the vault.

    UserError SCRIPT_PART_UNFINISHED, or as `paper_file.require_place_for`; OSError.
    """
    save_in_form(path, shared_words(text).encode(), SCRIPT_FILE)
    desk.note_in_log(LogKind.SHARED_SCRIPT)


def read_script(path: Path) -> ScriptText:
    """The script in a file from elsewhere. Nothing else is opened, and nothing is kept yet.

    ScriptFileError with line and reason; UserError SCRIPT_FILE_NOT_PLAIN; OSError.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        # A pipe that nobody writes to would be waited for without end.
        raise UserError(DeskTrouble.SCRIPT_FILE_NOT_PLAIN)
    # A stranger gave the file its name as well.
    source = one_line(path.name)[:LONGEST_SHOWN]
    data = read_at_most(target, LARGEST_FILE)
    if data is None:
        raise ScriptFileError(source, 1, ScriptTrouble.TOO_LARGE, limit=LARGEST_FILE)
    return parse_script(decoded_script(data, source), source)


def take_in(desk: Desk, text: ScriptText) -> Script:
    """Keep a script from elsewhere as an own one.

    UserError SCRIPT_HERE_ALREADY where the same words have the same title already.
    """
    for script in desk.scripts.all():
        if script.language == text.language and script.title == text.title:
            kept = desk.scripts.text_of(script.id)
            if _same_words(kept, text):
                raise UserError(DeskTrouble.SCRIPT_HERE_ALREADY, title=script.title)
    return desk.scripts.add(text)


def identifier(title: str) -> str:
    """An id for a script that has none yet, from its title: "Our evening" gives our_evening."""
    return _NOT_IN_IDENTIFIERS.sub("_", folded(title)).strip("_")[:40].strip("_") or "script"


def _unfinished(text: ScriptText, whole: ScriptFileError) -> UserError:
    """Which part can't be read back, the whole script where it is none of the parts."""
    part, reason = text.title, whole.code
    for segment in text.segments:
        try:
            format_script(replace(text, title=segment.title, summary="", segments=(segment,)))
        except ScriptFileError as error:
            part, reason = segment.title or text.title, error.code
            break
    return UserError(DeskTrouble.SCRIPT_PART_UNFINISHED, part=part, reason=str(reason))


def _all_words(text: ScriptText) -> Iterable[str]:
    yield from (text.title, text.summary)
    for segment in text.segments:
        yield from (segment.title, segment.text)
        for rule in segment.rules:
            yield from (rule.text, rule.why, rule.ask)


def _same_words(one: ScriptText, other: ScriptText) -> bool:
    """Whether two scripts would be the same file, whatever their ids and editions."""
    return _bare(one) == _bare(other)


def _bare(text: ScriptText) -> ScriptText:
    """A script without what a vault or a file adds to its words."""
    segments = tuple(
        replace(_nowhere(each), rules=tuple(_nowhere(rule) for rule in each.rules))
        for each in text.segments
    )
    return replace(text, id="", edition=1, segments=segments)


def _nowhere(part: Part) -> Part:
    return replace(part, id=0, uid="", created_at=NEVER, updated_at=NEVER)
