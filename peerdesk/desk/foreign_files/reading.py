"""A file of another program, whichever kind it is of."""

from dataclasses import dataclass

from peerdesk.desk.foreign_files.bounds import LARGEST_FILE, too_large
from peerdesk.desk.foreign_files.cards import is_of_cards, read_cards
from peerdesk.desk.foreign_files.decoding import decoded
from peerdesk.desk.foreign_files.tables import TableReading, read_table
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.importing import ForeignTable
from peerdesk.errors import UserError


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody chose about how a file is to be read; the rest is found out."""

    encoding: str = ""
    delimiter: str | None = None
    has_header: bool | None = None


AS_FOUND = Reading()


def read_people(data: bytes, reading: Reading = AS_FOUND) -> ForeignTable:
    """The table, list or vCards in `data`.

    UserError ROSTER_TOO_LARGE, ROSTER_EMPTY, ROSTER_ENCODING, ROSTER_NOT_A_TABLE,
    ROSTER_CARD_UNENDED, the last three with the `row` of the file, counted from 1.
    """
    if len(data) > LARGEST_FILE:
        raise too_large()
    file = decoded(data, reading.encoding)
    if is_of_cards(file.text):
        table = read_cards(file)
    else:
        table = read_table(file, TableReading(reading.delimiter, reading.has_header))
    if not any(any(cell.strip() for cell in row.cells) for row in table.rows):
        raise UserError(DeskTrouble.ROSTER_EMPTY)
    return table
