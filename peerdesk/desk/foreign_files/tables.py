"""Tables of text and plain lists of names."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from peerdesk.desk.foreign_files.bounds import MOST_ROWS, too_large
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.importing import ForeignRow, ForeignTable, is_header
from peerdesk.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerdesk.desk.foreign_files.decoding import Decoded

DELIMITERS = ",;\t|"
PLAIN_LIST = ""
"""The delimiter of a file with one name a line, whose names may have commas."""

_NO_DELIMITER = "\x1f"
"""A character that no table holds, for the reader of a plain list."""
_SAMPLE_LINES, _SAMPLE_LETTERS = 200, 20_000
_LONGEST_LINE = 2_000
"""What finds the delimiter takes time by the square of a word's length: a minute for one of 60,000
letters, in which it can't be stopped."""


@dataclass(frozen=True, slots=True)
class TableReading:
    """How a table is to be read; None is found out."""

    delimiter: str | None = None
    has_header: bool | None = None


def read_table(file: Decoded, reading: TableReading) -> ForeignTable:
    """The rows of a table, or of a list with one name a line; empty rows are in it too.

    UserError ROSTER_NOT_A_TABLE with `row`, ROSTER_EMPTY, ROSTER_TOO_LARGE.
    """
    text, said = _without_separator_line(file.text)
    if not text.strip():
        raise UserError(DeskTrouble.ROSTER_EMPTY)
    delimiter = reading.delimiter
    if delimiter is None:
        delimiter = said or _found_delimiter(text)
    rows = list(_rows(text, delimiter or _NO_DELIMITER, 2 if said else 1, strict=True))
    while rows and not any(rows[0][1]):
        rows.pop(0)
    if not rows:
        raise UserError(DeskTrouble.ROSTER_EMPTY)
    has_header = reading.has_header
    if has_header is None:
        has_header = is_header(rows[0][1])
    people = rows[1:] if has_header else rows
    if len(people) > MOST_ROWS:
        raise too_large()
    width = max(len(cells) for _, cells in rows)
    headers = rows[0][1] if has_header else []
    return ForeignTable(
        columns=(*headers, *[""] * (width - len(headers))),
        rows=tuple(ForeignRow(line, tuple(cells)) for line, cells in people),
        encoding=file.encoding,
        delimiter=delimiter,
        has_header=has_header,
        other_lines=file.other_lines,
    )


def _without_separator_line(text: str) -> tuple[str, str]:
    """The table and the delimiter that a spreadsheet's `sep=;` line in front of it names."""
    first, _, rest = text.partition("\n")
    said = first.strip("\r").casefold().removeprefix("sep=")
    if first.casefold().startswith("sep=") and said in DELIMITERS:
        return rest, said
    return text, ""


def _rows(
    text: str, delimiter: str, first_line: int = 1, *, strict: bool = False
) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins. UserError ROSTER_NOT_A_TABLE, ROSTER_TOO_LARGE.

    Strict, a quote that is never closed is refused: it would swallow everybody after it.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    begins = first_line
    try:
        for number, cells in enumerate(reader):
            if number > MOST_ROWS:  # a header may be one of them
                raise too_large()
            yield begins, cells
            begins = first_line + reader.line_num
    except csv.Error as error:
        raise UserError(DeskTrouble.ROSTER_NOT_A_TABLE, row=begins) from error


def _found_delimiter(text: str) -> str:
    """The delimiter under which the header is known, or the one that makes even rows."""
    for delimiter in DELIMITERS:
        header = next((cells for _, cells in _rows(text, delimiter) if any(cells)), [])
        if len(header) > 1 and is_header(header):
            return delimiter
    sample = _sample(text)
    likely = _likeliest(sample)
    widths = (len(cells) for _, cells in _rows(sample, likely or _NO_DELIMITER) if any(cells))
    # Some names of a plain list have a comma; in a table every row has its delimiter.
    return likely if min(widths, default=0) > 1 else PLAIN_LIST


def _sample(text: str) -> str:
    """Lines from the beginning, without those that are too long to be looked through quickly."""
    lines = [line for line in text.splitlines(keepends=True) if len(line) <= _LONGEST_LINE]
    whole = zip(lines, accumulate(map(len, lines)), strict=True)
    return "".join(line for line, end in islice(whole, _SAMPLE_LINES) if end <= _SAMPLE_LETTERS)


def _likeliest(sample: str) -> str:
    from clevercsv.detect import Detector  # noqa: PLC0415 - only tables without a known header

    found = Detector().detect(sample, delimiters=list(DELIMITERS))
    delimiter = found.delimiter if found is not None else None
    return delimiter if delimiter and delimiter in DELIMITERS else PLAIN_LIST
