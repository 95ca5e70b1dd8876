"""The parking lot: what came up in a session and is kept for another one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate, required_name
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table, now
from peerdesk.domain.log import LogKind
from peerdesk.domain.running import ParkedTopic

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk


class Parking(Aggregate):
    """Topics that wait. Where a group writes nothing down there are none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "parked_topics", ParkedTopic)

    def park(self, session_id: int, text: str) -> ParkedTopic:
        """Keep a topic. UserError NAME_MISSING, NAME_TOO_LONG, NOTE_POLICY_CONTENT_FREE."""
        self._desk.groups.require_words_allowed(self._desk.sessions.get(session_id).group_id)
        return self._keep(ParkedTopic(session_id=session_id, text=required_name(text)))

    def of_session(self, session_id: int) -> list[ParkedTopic]:
        """What a session parked, in the order in which it came up."""
        return self._table.where("session_id = ?", (session_id,))

    def waiting(self, group_id: int, but_of: int = 0) -> list[ParkedTopic]:
        """What waits from any session of a group, one session left aside; the oldest first."""
        return self._table.where(
            "taken_up_at IS NULL AND session_id <> ? "
            "AND session_id IN (SELECT id FROM sessions WHERE group_id = ?)",
            (but_of, group_id),
        )

    def set_taken_up(self, topic: ParkedTopic, *, taken_up: bool) -> ParkedTopic:
        """Say that there was time for it, or take that back."""
        return self._keep(replace(topic, taken_up_at=now() if taken_up else None))

    def remove(self, topic: ParkedTopic) -> None:
        """Delete one that was parked by mistake."""
        with self._desk.change(LogKind.CHANGED, Kind.PARKED) as change:
            self._table.delete("id = ?", (topic.id,))
            change.touch(Kind.PARKED, topic.id)

    def bring_back(self, topic: ParkedTopic) -> ParkedTopic:
        """Take back `remove`: the same topic, with its old uid."""
        return self._keep(replace(topic, id=0))

    def _keep(self, topic: ParkedTopic) -> ParkedTopic:
        with self._desk.change(LogKind.CHANGED, Kind.PARKED) as change:
            kept = self._table.save(topic)
            change.touch(Kind.PARKED, kept.id)
        return kept
