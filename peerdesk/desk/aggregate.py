"""What the desk's aggregates share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.names import LONGEST_NAME, one_line
from peerdesk.errors import UserError

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk


class Aggregate:
    """The SQL and the rules of one kind of record."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._connection = desk.connection


def required_name(raw: str) -> str:
    """`raw` as a name. UserError NAME_MISSING or NAME_TOO_LONG."""
    name = one_line(raw)
    if not name:
        raise UserError(DeskTrouble.NAME_MISSING)
    return within_limit(name)


def within_limit(text: str, limit: int = LONGEST_NAME) -> str:
    """`text` itself. UserError NAME_TOO_LONG past `limit` characters."""
    if len(text) > limit:
        raise UserError(DeskTrouble.NAME_TOO_LONG, limit=limit, length=len(text))
    return text
