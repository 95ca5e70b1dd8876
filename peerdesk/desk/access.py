"""What members need in the room, and the list to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate, required_name
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table, columns, decoded
from peerdesk.domain.access import AccessKind, AccessNeed
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import folded

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk

_OF_GROUP = f"""
    SELECT {columns(AccessNeed, "n")}
    FROM access_needs AS n JOIN memberships AS s ON s.member_id = n.member_id
    WHERE s.group_id = ? AND s.until IS NULL
    ORDER BY n.id
"""  # noqa: S608 - column lists of our own records
_KNOWN_WORDS = "SELECT DISTINCT words FROM access_needs WHERE words <> '' ORDER BY words"


class AccessNeeds(Aggregate):
    """A record for each need of somebody."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "access_needs", AccessNeed)

    def of_member(self, member_id: int) -> list[AccessNeed]:
        """What a member needs, in the order in which it was noted."""
        return self._table.where("member_id = ?", (member_id,))

    def of_group(self, group_id: int) -> dict[int, tuple[AccessNeed, ...]]:
        """What those who are in a group now need, by member id."""
        found: dict[int, tuple[AccessNeed, ...]] = {}
        for row in self._connection.execute(_OF_GROUP, (group_id,)):
            need = decoded(AccessNeed, row)
            found[need.member_id] = (*found.get(need.member_id, ()), need)
        return found

    def known_words(self) -> tuple[str, ...]:
        """The needs that somebody has in words of their own: what extended the list."""
        return tuple(words for (words,) in self._connection.execute(_KNOWN_WORDS))

    def add(self, member_id: int, kind: AccessKind, words: str = "") -> AccessNeed:
        """Note a need; one that is noted already stays as it is.

        UserError NAME_MISSING and NAME_TOO_LONG, for `OTHER`.
        """
        own = required_name(words) if kind is AccessKind.OTHER else ""
        for need in self.of_member(member_id):
            if need.kind is kind and folded(need.words) == folded(own):
                return need
        with self._desk.change(LogKind.CHANGED, Kind.MEMBER) as change:
            kept = self._table.add(AccessNeed(member_id=member_id, kind=kind, words=own))
            self._desk.tonight.needs_changed(member_id)
            change.touch(Kind.MEMBER, member_id)
        return kept

    def remove(self, need: AccessNeed) -> None:
        """Take a need off."""
        with self._desk.change(LogKind.CHANGED, Kind.MEMBER) as change:
            self._table.delete("id = ?", (need.id,))
            change.touch(Kind.MEMBER, need.member_id)
