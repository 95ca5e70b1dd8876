"""vCards as Google Contacts, Outlook, Apple Contacts and telephones write them.

Versions 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350, RFC 9554 for pronouns). Only names and pronouns are
looked at, and a number and an e-mail address, which are taken only on request: photos, addresses,
birthdays and notes are passed over while reading.
"""

from __future__ import annotations

import quopri
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerdesk.desk.foreign_files.bounds import MOST_ROWS, too_large
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.importing import ForeignRow, ForeignTable
from peerdesk.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerdesk.desk.foreign_files.decoding import Decoded

COLUMNS = ("Nickname", "First name", "Last name", "Full name", "Pronouns", "Phone", "E-mail")
"""Headers of the table that cards become; the most fitting one for a chosen name first."""

_BEGIN = re.compile(r"\s*BEGIN:VCARD\s*", re.IGNORECASE)
_LINE = re.compile(
    r"(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<about>(?:;(?:[^:;\"]|\"[^\"]*\")*)*):(?P<value>.*)"
)
"""A group such as `item1.`, the property, its parameters, its value."""
_PLAIN = {
    "FN": "full",
    "PRONOUNS": "pronouns",
    "X-PRONOUNS": "pronouns",
    "TEL": "phone",
    "EMAIL": "email",
}
"""Properties that are one text, and the part of the card that each is."""
_WANTED = frozenset({"BEGIN", "END", "N", "NICKNAME", *_PLAIN})
_LONGEST_VALUE = 4_000
"""Characters of a name with its escapes; more is not looked at."""
_SPLIT = re.compile(r"(?<!\\);")
_ESCAPED = re.compile(r"\\(.)")


@dataclass(slots=True)
class _Card:
    """A card while it is read."""

    line: int
    full: str = ""
    first: str = ""
    last: str = ""
    nickname: str = ""
    pronouns: str = ""
    phone: str = ""
    email: str = ""

    def take(self, name: str, value: str) -> None:
        """Keep a property that is wanted; the first of several counts."""
        if name == "N":
            parts = [_plain(part) for part in _SPLIT.split(value)] + ["", ""]
            self.last, self.first = self.last or parts[0], self.first or parts[1]
        elif name == "NICKNAME":
            self.nickname = self.nickname or _plain(re.split(r"(?<!\\),", value)[0])
        elif not getattr(self, _PLAIN[name]):
            # Version 4.0 writes a number as an address of its own kind.
            setattr(self, _PLAIN[name], _plain(value).removeprefix("tel:"))

    @property
    def row(self) -> ForeignRow:
        """The card as a row of `COLUMNS`."""
        names = (self.nickname, self.first, self.last, self.full)
        return ForeignRow(self.line, (*names, self.pronouns, self.phone, self.email))


def is_of_cards(text: str) -> bool:
    """Whether the first line that is not empty begins a card."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return _BEGIN.fullmatch(first) is not None


def read_cards(file: Decoded) -> ForeignTable:
    """The cards of a file as a table, one row each; a column that no card uses is left out.

    UserError ROSTER_CARD_UNENDED with `row` for a card that does not end, ROSTER_TOO_LARGE.
    """
    rows: list[ForeignRow] = []
    for card in _cards(file.text):
        if len(rows) == MOST_ROWS:
            raise too_large()
        rows.append(card.row)
    used = [place for place in range(len(COLUMNS)) if any(row.cells[place].strip() for row in rows)]
    return ForeignTable(
        columns=tuple(COLUMNS[place] for place in used),
        rows=tuple(ForeignRow(row.line, tuple(row.cells[place] for place in used)) for row in rows),
        encoding=file.encoding,
        delimiter=None,
        has_header=True,
        other_lines=file.other_lines,
    )


def _cards(text: str) -> Iterator[_Card]:
    card: _Card | None = None
    depth = 0
    for number, name, value in _properties(text):
        if name == "BEGIN":
            depth += 1
            if depth == 1:
                card = _Card(number)
        elif name == "END":
            depth = max(0, depth - 1)
            if depth == 0 and card is not None:
                yield card
                card = None
        elif depth == 1 and card is not None:
            # What is deeper belongs to a card within the card, such as that of an agent.
            card.take(name, value)
    if card is not None:
        raise UserError(DeskTrouble.ROSTER_CARD_UNENDED, row=card.line)


def _properties(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, name and value of each property that is wanted; values decoded, still escaped."""
    for number, line in _unfolded(text):
        found = _LINE.fullmatch(line)
        if found is None or found["name"].upper() not in _WANTED:
            continue
        yield number, found["name"].upper(), _value(found["about"], found["value"])


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Whole lines with the number of their first: folded, or broken by quoted-printable.

    What is longer than a name can be is cut: it is a photo.
    """
    whole, begins = "", 1
    for number, line in enumerate(text.splitlines(), start=1):
        if line[:1] in {" ", "\t"} and whole:
            whole += line[1:] if len(whole) < _LONGEST_VALUE else ""
        elif whole.endswith("=") and _is_quoted_printable(whole):
            whole = whole[:-1] + line
        else:
            if whole:
                yield begins, whole
            whole, begins = line, number
    if whole:
        yield begins, whole


def _is_quoted_printable(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _value(about: str, value: str) -> str:
    """The value as text. Version 2.1 encodes single values, in an encoding that it names or not."""
    if "QUOTED-PRINTABLE" not in about.upper():
        return value
    data = quopri.decodestring(value.encode("utf-8"))
    named = re.search(r"CHARSET=\"?([\w-]+)", about, re.IGNORECASE)
    for encoding in (*([named[1]] if named else []), "utf-8"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("windows-1252", "replace")


def _plain(value: str) -> str:
    """A value without its escapes: `\\,` is a comma, `\\n` a space, since a name is one line."""
    return _ESCAPED.sub(_meant, value).strip()


def _meant(escaped: re.Match[str]) -> str:
    return " " if escaped[1] in "nN" else escaped[1]
