"""What was promised in a session, and what of it is due."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate, required_name
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table, now
from peerdesk.domain.log import LogKind
from peerdesk.domain.sessions import FollowUp

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.desk.desk import Desk


class FollowUps(Aggregate):
    """Small promises with a date."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "follow_ups", FollowUp)

    def add(
        self,
        session_id: int,
        text: str,
        due_on: date | None = None,
        owner_id: int | None = None,
    ) -> FollowUp:
        """Keep a promise. UserError NAME_MISSING, NAME_TOO_LONG, NOTE_POLICY_CONTENT_FREE."""
        self._desk.groups.require_words_allowed(self._desk.sessions.get(session_id).group_id)
        return self._keep(
            FollowUp(
                session_id=session_id,
                text=required_name(text),
                due_on=due_on,
                owner_id=owner_id,
            )
        )

    def of_session(self, session_id: int) -> list[FollowUp]:
        """A session's follow-ups in the order in which they were noted."""
        return self._table.where("session_id = ?", (session_id,))

    def open_until(self, day: date) -> list[FollowUp]:
        """What is not done and due on `day` or before, or has no date; the oldest first."""
        return self._table.where(
            "done_at IS NULL AND (due_on IS NULL OR due_on <= ?)",
            (day,),
            order="due_on IS NULL, due_on, id",
        )

    def of_group_open(self, group_id: int) -> list[FollowUp]:
        """What is not done yet from any session of a group."""
        return self._table.where(
            "done_at IS NULL AND session_id IN (SELECT id FROM sessions WHERE group_id = ?)",
            (group_id,),
            order="due_on IS NULL, due_on, id",
        )

    def set_done(self, follow_up: FollowUp, *, done: bool) -> FollowUp:
        """Tick it, or take the tick back."""
        return self._keep(replace(follow_up, done_at=now() if done else None))

    def remove(self, follow_up: FollowUp) -> None:
        """Delete one that was noted by mistake."""
        with self._desk.change(LogKind.CHANGED, Kind.FOLLOW_UP) as change:
            self._table.delete("id = ?", (follow_up.id,))
            change.touch(Kind.FOLLOW_UP, follow_up.id)

    def bring_back(self, follow_up: FollowUp) -> FollowUp:
        """Take back `remove`: the same promise, with its old uid."""
        return self._keep(replace(follow_up, id=0))

    def _keep(self, follow_up: FollowUp) -> FollowUp:
        with self._desk.change(LogKind.CHANGED, Kind.FOLLOW_UP) as change:
            kept = self._table.save(follow_up)
            change.touch(Kind.FOLLOW_UP, kept.id)
            change.touch(Kind.SESSION, kept.session_id)
        return kept
