"""Rosters from a table file: chosen names and pronouns, and nothing else of what it holds."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerdesk.desk.changes import Kind
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.names import LONGEST_NAME, folded, one_line
from peerdesk.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerdesk.desk.desk import Desk

MOST_ROWS = 10_000
"""People in one file, the header not counted."""
MEBIBYTE = 1024 * 1024
LARGEST_FILE = 16 * MEBIBYTE
"""Bytes; `MOST_ROWS` rows of a wide table stay below it."""

NAME_COLUMNS = (
    "chosen name",
    "preferred name",
    "known as",
    "alias",
    "nickname",
    "nombre elegido",
    "rufname",
    "first name",
    "given name",
    "forename",
    "prenom",
    "vorname",
    "name",
    "names",
    "nombre",
    "nom",
    "member",
    "participant",
    "full name",
)
"""Headers of the column with the name, the most fitting first, as `_header` spells them."""
PRONOUN_COLUMNS = ("pronouns", "pronoun", "pronombres", "pronoms", "pronomen")

_DELIMITERS = ",;\t"
_NO_DELIMITER = "\x1f"
"""A character that no table holds, for files with one column whose names may have commas."""
_OTHER_ENCODINGS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_OTHER_FILES = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"SQLite format 3")
"""How spreadsheets, documents and databases begin; none of them is a table of text."""


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One person of the file. `row` is the line of the file, counted from 1."""

    row: int
    chosen_name: str
    pronouns: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """What a file holds. `empty` and `too_long` are the lines of rows that can't be kept."""

    entries: tuple[RosterEntry, ...]
    empty: tuple[int, ...] = ()
    too_long: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How many people were added, and how many rows were passed over and why.

    `skipped_rows` are the lines of the file that were passed over, in ascending order, and
    `duplicate_rows` those of them with a name that was there already.
    """

    added: int
    duplicates: int
    empty: int
    too_long: int
    skipped_rows: tuple[int, ...] = ()
    duplicate_rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a file is laid out: its delimiter, whether the first row is a header, which columns."""

    delimiter: str
    has_header: bool = False
    name: int = 0
    pronouns: int | None = None


def read_roster(data: bytes) -> Roster:
    """The people in a table of UTF-8 text, or in a list with one name a line.

    UserError ROSTER_ENCODING, ROSTER_NOT_A_TABLE, ROSTER_NO_NAME_COLUMN, ROSTER_EMPTY or
    ROSTER_TOO_LARGE.
    """
    if len(data) > LARGEST_FILE:
        raise _too_large()
    text, said = _without_separator_line(_decoded(data))
    layout = _layout(text, said)
    entries: list[RosterEntry] = []
    empty: list[int] = []
    too_long: list[int] = []
    first_line = 2 if said else 1
    for row, cells in _people(text, layout, first_line):
        entry = RosterEntry(row, _cell(cells, layout.name), _cell(cells, layout.pronouns))
        if not entry.chosen_name:
            empty.append(row)
        elif max(len(entry.chosen_name), len(entry.pronouns)) > LONGEST_NAME:
            too_long.append(row)
        else:
            entries.append(entry)
    if not entries and not too_long:
        raise UserError(DeskTrouble.ROSTER_EMPTY)
    return Roster(tuple(entries), tuple(empty), tuple(too_long))


def import_roster(desk: Desk, roster: Roster, group_id: int | None = None) -> ImportReport:
    """Keep everybody who is new, all of them or nobody, and put them into a group if one is given.

    A name that is on the roster already, or earlier in the file, is passed over and counted. Two
    people are never merged: names that differ in an accent are two people, in case alone they
    are one. Raises UserError and VaultError with the codes of the vault where the disk refuses.
    """
    duplicates: list[int] = []
    with desk.change(None) as change:
        known = {_key(member.chosen_name) for member in desk.members.all(with_left=True)}
        for entry in roster.entries:
            key = _key(entry.chosen_name)
            if key in known:
                duplicates.append(entry.row)
                continue
            known.add(key)
            member = desk.members.save(
                Member(chosen_name=entry.chosen_name, pronouns=entry.pronouns)
            )
            if group_id is not None:
                desk.members.join(member.id, group_id)
        added = len(roster.entries) - len(duplicates)
        if added:
            desk.log.write(LogKind.IMPORTED, Kind.MEMBER, added)
            change.touch(Kind.LOG)
    return ImportReport(
        added=added,
        duplicates=len(duplicates),
        empty=len(roster.empty),
        too_long=len(roster.too_long),
        skipped_rows=tuple(sorted((*duplicates, *roster.empty, *roster.too_long))),
        duplicate_rows=tuple(duplicates),
    )


def _too_large() -> UserError:
    mebibytes = LARGEST_FILE // MEBIBYTE
    return UserError(DeskTrouble.ROSTER_TOO_LARGE, limit=MOST_ROWS, mebibytes=mebibytes)


def _key(name: str) -> str:
    return one_line(name).casefold()


def _decoded(data: bytes) -> str:
    """The text of the file without its byte-order mark and the blank lines at its end."""
    if data.startswith(_OTHER_ENCODINGS):
        raise UserError(DeskTrouble.ROSTER_ENCODING, row=1)
    if data.startswith(_OTHER_FILES):
        raise UserError(DeskTrouble.ROSTER_NOT_A_TABLE, row=1)
    zero = data.find(b"\0")
    if zero >= 0:
        raise UserError(DeskTrouble.ROSTER_NOT_A_TABLE, row=data.count(b"\n", 0, zero) + 1)
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        row = body.count(b"\n", 0, error.start) + 1
        raise UserError(DeskTrouble.ROSTER_ENCODING, row=row) from None


def _without_separator_line(text: str) -> tuple[str, str]:
    """The table and the delimiter that a spreadsheet's `sep=;` line in front of it names."""
    first, _, rest = text.partition("\n")
    said = first.strip("\r").casefold().removeprefix("sep=")
    if first.casefold().startswith("sep=") and said in _DELIMITERS:
        return rest, said
    return text, ""


def _rows(
    text: str, delimiter: str, first_line: int = 1, *, strict: bool = False
) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins. UserError ROSTER_NOT_A_TABLE."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    begins = first_line
    try:
        for cells in reader:
            yield begins, cells
            begins = first_line + reader.line_num
    except csv.Error as error:
        raise UserError(DeskTrouble.ROSTER_NOT_A_TABLE, row=begins) from error


def _people(text: str, layout: _Layout, first_line: int) -> Iterator[tuple[int, list[str]]]:
    """Every row after the header. UserError ROSTER_TOO_LARGE past `MOST_ROWS`."""
    waiting_for_header = layout.has_header
    number = 0
    # Strict, because a quote that is never closed would swallow everybody after it.
    for row, cells in _rows(text, layout.delimiter, first_line, strict=True):
        if waiting_for_header:
            waiting_for_header = not any(cells)
            continue
        number += 1
        if number > MOST_ROWS:
            raise _too_large()
        yield row, cells


def _cell(cells: list[str], column: int | None) -> str:
    return one_line(cells[column]) if column is not None and column < len(cells) else ""


def _layout(text: str, said: str) -> _Layout:
    """Find delimiter and columns. UserError ROSTER_EMPTY, ROSTER_NO_NAME_COLUMN."""
    first = next((line for line in text.splitlines() if line.strip()), None)
    if first is None:
        raise UserError(DeskTrouble.ROSTER_EMPTY)
    for delimiter in said or _DELIMITERS:
        header = [_header(cell) for cell in _first_cells(text, delimiter)]
        name = _column(header, NAME_COLUMNS)
        if name is not None and len(header) > 1:
            pronouns = _column(header, PRONOUN_COLUMNS)
            return _Layout(delimiter, has_header=True, name=name, pronouns=pronouns)
    for delimiter in said or _DELIMITERS:
        columns = _columns_of_every_row(text, delimiter)
        if columns > 1:
            raise UserError(DeskTrouble.ROSTER_NO_NAME_COLUMN, columns=columns)
    alone = [_header(cell) for cell in _first_cells(text, _NO_DELIMITER)]
    return _Layout(_NO_DELIMITER, has_header=_column(alone, NAME_COLUMNS) is not None)


def _first_cells(text: str, delimiter: str) -> list[str]:
    return next((cells for _, cells in _rows(text, delimiter) if any(cells)), [])


def _columns_of_every_row(text: str, delimiter: str) -> int:
    """The fewest columns of a row with something in it: above 1, it is a table."""
    return min((len(cells) for _, cells in _rows(text, delimiter) if any(cells)), default=0)


def _header(cell: str) -> str:
    """A header as `NAME_COLUMNS` spells it: no case, accents, underscores or marks."""
    return folded(one_line(cell.replace("_", " ").replace("-", " ").strip(" *:")))


def _column(header: list[str], known: tuple[str, ...]) -> int | None:
    return next((header.index(name) for name in known if name in header), None)
