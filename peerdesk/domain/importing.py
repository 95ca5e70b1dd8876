"""People from a file of another program: which columns it has, and what is taken of them.

By default that is the chosen name alone. What has no field here (addresses, birthdays, photos,
notes) can't be taken at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from peerdesk.domain.days import DayOrder, read_day
from peerdesk.domain.names import LONGEST_NAME, folded, one_line


class ImportField(StrEnum):
    """What may be taken of a row."""

    CHOSEN_NAME = "chosen_name"
    OTHER_NAME = "other_name"
    PRONOUNS = "pronouns"
    JOINED_ON = "joined_on"
    PHONE = "phone"
    EMAIL = "email"


KNOWN_HEADERS: Mapping[ImportField, tuple[str, ...]] = {
    ImportField.CHOSEN_NAME: (
        "chosen name", "preferred name", "known as", "alias", "nickname", "nombre elegido",
        "rufname", "spitzname", "first name", "given name", "forename", "prenom", "vorname",
        "nome proprio", "imie", "ονομα", "имя", "name", "names", "nombre", "nom", "nome", "member",
        "participant", "full name", "display name",
    ),
    ImportField.OTHER_NAME: (
        "other name", "full name", "display name", "last name", "family name", "surname",
        "nachname", "apellidos", "apellido", "cognome", "nazwisko",
    ),
    ImportField.PRONOUNS: ("pronouns", "pronoun", "pronombres", "pronoms", "pronomen", "pronomi"),
    ImportField.JOINED_ON: (
        "joined", "joined on", "date joined", "member since", "since", "start date", "beitritt",
        "eintritt", "mitglied seit", "seit", "alta", "fecha de alta", "desde",
    ),
    ImportField.PHONE: (
        "mobile phone", "mobile", "cell", "phone 1 value", "phone", "phone number", "telephone",
        "tel", "mobiltelefon", "handy", "telefon", "telefonnummer", "movil", "telefono",
        "portable", "telephone portable", "home phone",
    ),
    ImportField.EMAIL: (
        "e mail address", "email address", "e mail 1 value", "email", "e mail", "mail",
        "e mail adresse", "correo", "correo electronico", "courriel",
    ),
}  # fmt: skip
"""Headers that name a field, the most fitting first, as `header_key` spells them: those of people's
own tables, and of what Google Contacts, Outlook and Apple Contacts write."""


def header_key(cell: str) -> str:
    """A header as `KNOWN_HEADERS` spells it: no case, accents, underscores or marks."""
    return folded(one_line(cell.replace("_", " ").replace("-", " ").strip(" *:")))


@dataclass(frozen=True, slots=True)
class ForeignRow:
    """One row or card. `line` is where it begins in the file, counted from 1."""

    line: int
    cells: tuple[str, ...]

    def cell(self, column: int | None) -> str:
        """The cell on one line; empty where there is no such column."""
        if column is None or column >= len(self.cells):
            return ""
        return one_line(self.cells[column])


@dataclass(frozen=True, slots=True)
class ForeignTable:
    """What a file holds, before anything of it is taken.

    `columns` are the headers, or empty texts where the file has none. `delimiter` is empty for a
    plain list of names, and None for cards. `other_lines` were in another encoding than the rest.
    """

    columns: tuple[str, ...]
    rows: tuple[ForeignRow, ...]
    encoding: str = "utf-8"
    delimiter: str | None = ""
    has_header: bool = False
    other_lines: tuple[int, ...] = ()

    @property
    def is_of_cards(self) -> bool:
        """Whether these are vCards, which have neither delimiter nor header."""
        return self.delimiter is None


Columns = Mapping[ImportField, int]
"""For each field that is taken, the number of its column, counted from 0."""


def known_columns(table: ForeignTable) -> dict[ImportField, int]:
    """The columns that are known by their headers; a column serves one field only.

    Address books have a column for nicknames that hardly anybody fills in: of several that fit, it
    is the first that most rows use.
    """
    keys = [header_key(header) for header in table.columns]
    found: dict[ImportField, int] = {}
    for field, known in KNOWN_HEADERS.items():
        free = [
            keys.index(name)
            for name in dict.fromkeys(known)
            if name in keys and keys.index(name) not in found.values()
        ]
        if free:
            used = {column: _use(table.rows, column) for column in free}
            found[field] = next(
                (column for column in free if used[column] * 2 > len(table.rows)),
                max(free, key=used.__getitem__),
            )
    return found


def usual_columns(table: ForeignTable) -> dict[ImportField, int]:
    """What is taken unless somebody asks for more: the chosen name alone.

    Empty where no column is known to hold it.
    """
    known = known_columns(table)
    if ImportField.CHOSEN_NAME in known:
        return {ImportField.CHOSEN_NAME: known[ImportField.CHOSEN_NAME]}
    return {ImportField.CHOSEN_NAME: 0} if len(table.columns) == 1 else {}


def _use(rows: Sequence[ForeignRow], column: int) -> int:
    return sum(bool(row.cell(column)) for row in rows)


def is_header(cells: Sequence[str]) -> bool:
    """Whether these are headings: one of them is known by name."""
    known = {name for names in KNOWN_HEADERS.values() for name in names}
    return any(header_key(cell) in known for cell in cells)


class Standing(StrEnum):
    """What a row is to the roster."""

    NEW = "new"
    ON_THE_ROSTER = "on_the_roster"
    """Somebody there has this name; whether it is the same person only people know."""
    TWICE_IN_THE_FILE = "twice_in_the_file"
    WITHOUT_A_NAME = "without_a_name"
    TOO_LONG = "too_long"


class Decision(StrEnum):
    """What is done with a row."""

    ADD = "add"
    LEAVE_OUT = "leave_out"
    FILL_IN = "fill_in"
    """Somebody on the roster gets what their record lacks; nothing is written over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One row, as it would be taken. `member_id` is whom it looks like, or 0."""

    line: int
    standing: Standing
    decision: Decision
    chosen_name: str = ""
    other_name: str = ""
    pronouns: str = ""
    joined_on: date | None = None
    phone: str = ""
    email: str = ""
    """Both are ways to reach somebody that nobody has asked them about yet."""
    no_such_day: str = ""
    """What stands where a day should, and is none: 31.02.2024."""
    member_id: int = 0

    @property
    def may_be_decided(self) -> tuple[Decision, ...]:
        """What somebody may choose for it, the usual first."""
        return may_be_decided(self.standing)

    def decided(self, decision: Decision) -> "Proposal":
        """The same with another decision; `replace` would take twice as long for thousands."""
        return Proposal(
            line=self.line,
            standing=self.standing,
            decision=decision,
            chosen_name=self.chosen_name,
            other_name=self.other_name,
            pronouns=self.pronouns,
            joined_on=self.joined_on,
            phone=self.phone,
            email=self.email,
            no_such_day=self.no_such_day,
            member_id=self.member_id,
        )


def may_be_decided(standing: Standing) -> tuple[Decision, ...]:
    """What somebody may choose for a row that stands so, the usual first."""
    return _MAY_BE_DECIDED.get(standing, (Decision.LEAVE_OUT,))


_MAY_BE_DECIDED = {
    Standing.NEW: (Decision.ADD, Decision.LEAVE_OUT),
    Standing.ON_THE_ROSTER: (Decision.LEAVE_OUT, Decision.FILL_IN, Decision.ADD),
    Standing.TWICE_IN_THE_FILE: (Decision.LEAVE_OUT, Decision.ADD),
}


def proposals(
    table: ForeignTable,
    columns: Columns,
    known: Mapping[str, int],
    order: DayOrder = DayOrder.DAY_FIRST,
) -> list[Proposal]:
    """What would come of each row. `known` gives the member of each name, as `name_key` spells it.

    Names that differ in an accent are two people, in case alone they are one.
    """
    seen: set[str] = set()
    found = []
    for row in table.rows:
        proposal = _proposal(row, columns, known, seen, order)
        seen.add(name_key(proposal.chosen_name))
        found.append(proposal)
    return found


def name_key(name: str) -> str:
    """What two spellings of one name share."""
    return one_line(name).casefold()


def _proposal(
    row: ForeignRow, columns: Columns, known: Mapping[str, int], seen: set[str], order: DayOrder
) -> Proposal:
    name, other, pronouns, day, phone, email = (
        row.cell(columns.get(field)) for field in ImportField
    )
    key = name_key(name)
    if not name:
        standing = Standing.WITHOUT_A_NAME
    elif max(map(len, (name, other, pronouns, phone, email))) > LONGEST_NAME:
        standing = Standing.TOO_LONG
    elif key in known:
        standing = Standing.ON_THE_ROSTER
    elif key in seen:
        standing = Standing.TWICE_IN_THE_FILE
    else:
        standing = Standing.NEW
    joined = read_day(day, order) if day else None
    return Proposal(
        line=row.line,
        standing=standing,
        decision=Decision.ADD if standing is Standing.NEW else Decision.LEAVE_OUT,
        chosen_name=name,
        other_name=other,
        pronouns=pronouns,
        joined_on=joined,
        phone=phone,
        email=email,
        no_such_day=day if day and joined is None else "",
        member_id=known.get(key, 0),
    )
