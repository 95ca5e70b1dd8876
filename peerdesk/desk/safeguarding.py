"""Safeguarding concerns, apart from all notes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import many_lines
from peerdesk.domain.safeguarding import SafeguardingConcern

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk


class Safeguarding(Aggregate):
    """Concerns by session and by person. No rule ever removes one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "safeguarding_concerns", SafeguardingConcern)

    def of_session(self, session_id: int) -> list[SafeguardingConcern]:
        """What was noted at a session, in the order in which it was."""
        return self._table.where("session_id = ?", (session_id,))

    def of_member(self, member_id: int) -> list[SafeguardingConcern]:
        """What was noted about somebody, the newest first."""
        return self._table.where("member_id = ?", (member_id,), order="happened_at DESC, id DESC")

    def get(self, concern_id: int) -> SafeguardingConcern:
        """One concern. UserError RECORD_GONE."""
        return self._table.get(concern_id)

    def keep(self, concern: SafeguardingConcern) -> SafeguardingConcern:
        """Keep what was written about a concern. UserError RECORD_GONE."""
        cleaned = replace(
            concern,
            facts=many_lines(concern.facts),
            action=many_lines(concern.action),
            told=many_lines(concern.told),
        )
        with self._desk.change(LogKind.CHANGED, Kind.SAFEGUARDING) as change:
            kept = self._table.save(cleaned)
            change.touch(Kind.SAFEGUARDING, kept.id)
        return kept

    def remove(self, concern: SafeguardingConcern) -> None:
        """Delete one that a person decided to delete."""
        with self._desk.change(LogKind.CHANGED, Kind.SAFEGUARDING) as change:
            self._table.delete("id = ?", (concern.id,))
            change.touch(Kind.SAFEGUARDING, concern.id)

    def bring_back(self, concern: SafeguardingConcern) -> SafeguardingConcern:
        """Take back `remove`."""
        return self.keep(replace(concern, id=0))
