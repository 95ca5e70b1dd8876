"""What was promised to one person, and to whom something is due."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate, required_name
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table, now
from peerdesk.domain.log import LogKind
from peerdesk.domain.sessions import MemberFollowUp

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.desk.changes import PendingChange
    from peerdesk.desk.desk import Desk


class MemberFollowUps(Aggregate):
    """Small promises with a date, which go with the person."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "member_follow_ups", MemberFollowUp)

    def add(self, member_id: int, text: str, due_on: date | None = None) -> MemberFollowUp:
        """Keep a promise. UserError NAME_MISSING, NAME_TOO_LONG."""
        promise = MemberFollowUp(member_id=member_id, text=required_name(text), due_on=due_on)
        return self._keep(promise)

    def of_member(self, member_id: int) -> list[MemberFollowUp]:
        """What was promised to somebody: the open ones first, by their day."""
        return self._table.where(
            "member_id = ?",
            (member_id,),
            order="done_at IS NOT NULL, due_on IS NULL, due_on, id",
        )

    def open_until(self, day: date) -> list[MemberFollowUp]:
        """What is not done and due on `day` or before, or has no date, for who has not left."""
        return self._table.where(
            "done_at IS NULL AND (due_on IS NULL OR due_on <= ?)"
            " AND member_id IN (SELECT id FROM members WHERE left_on IS NULL)",
            (day,),
            order="due_on IS NULL, due_on, id",
        )

    def set_done(self, promise: MemberFollowUp, *, done: bool) -> MemberFollowUp:
        """Tick it, or take the tick back."""
        return self._keep(replace(promise, done_at=now() if done else None))

    def remove(self, promise: MemberFollowUp) -> None:
        """Delete one that was noted by mistake."""
        with self._desk.change(LogKind.CHANGED, Kind.FOLLOW_UP) as change:
            self._table.delete("id = ?", (promise.id,))
            self._touch(change, promise.member_id)

    def bring_back(self, promise: MemberFollowUp) -> MemberFollowUp:
        """Take back `remove`: the same promise, with its old uid."""
        return self._keep(replace(promise, id=0))

    def _keep(self, promise: MemberFollowUp) -> MemberFollowUp:
        with self._desk.change(LogKind.CHANGED, Kind.FOLLOW_UP) as change:
            kept = self._table.save(promise)
            self._touch(change, kept.member_id)
        return kept

    def _touch(self, change: PendingChange, member_id: int) -> None:
        change.touch(Kind.FOLLOW_UP)
        change.touch(Kind.MEMBER, member_id)
