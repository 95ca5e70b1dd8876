"""Everything that a vault holds about one person, for them to read.

Tables and columns are called as in the schema; whoever shows them has the words.
"""

from dataclasses import dataclass
from datetime import datetime

FORMAT = "peerdesk-held-1"
SOMEBODY = "[somebody]"
"""What stands in the place of every other person's name."""


@dataclass(frozen=True, slots=True)
class HeldValue:
    """One thing that is known: the column, and what is in it as text."""

    column: str
    text: str


@dataclass(frozen=True, slots=True)
class HeldPart:
    """The records of one table, each with what is not empty in it."""

    table: str
    records: tuple[tuple[HeldValue, ...], ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence with their name in what was written about something or somebody else."""

    table: str
    about: str
    """The session that it was written about; nothing for a note about another person."""
    text: str


@dataclass(frozen=True, slots=True)
class Held:
    """What there is, as of a moment (local time)."""

    vault_name: str
    name: str
    asked_at: datetime
    parts: tuple[HeldPart, ...]
    mentions: tuple[Mention, ...]


def as_json(held: Held) -> dict[str, object]:
    """The same as plain values for a file that programs read."""
    return {
        "format": FORMAT,
        "vault": held.vault_name,
        "name": held.name,
        "asked_at": held.asked_at.isoformat(),
        "records": {
            part.table: [{value.column: value.text for value in record} for record in part.records]
            for part in held.parts
        },
        "mentions": [
            {"in": each.table, "about": each.about, "text": each.text} for each in held.mentions
        ],
    }
