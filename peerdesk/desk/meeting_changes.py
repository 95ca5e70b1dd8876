"""Breaks, meetings that do not take place, and moved ones; planned sessions follow them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate, within_limit
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.log import LogKind
from peerdesk.domain.meeting_changes import MeetingChange
from peerdesk.domain.names import one_line
from peerdesk.domain.sessions import SessionState
from peerdesk.errors import UserError

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.sessions import Session


@dataclass(frozen=True, slots=True)
class Departure:
    """A change that was kept, and the planned sessions that followed it, as they were before."""

    change: MeetingChange
    sessions: tuple[Session, ...]


class MeetingChanges(Aggregate):
    """What departs from the schedules of all groups."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "meeting_changes", MeetingChange)

    def of_group(self, group_id: int) -> tuple[MeetingChange, ...]:
        """A group's changes, the earliest first."""
        return tuple(self._table.where("group_id = ?", (group_id,), order="first_day, id"))

    def between(self, first: date, last: date) -> tuple[MeetingChange, ...]:
        """The changes of all groups that concern, or move a meeting to, a day of that span."""
        return tuple(
            self._table.where(
                "first_day <= ? AND last_day >= ? OR moved_to BETWEEN ? AND ?",
                (last, first, datetime.combine(first, time.min), datetime.combine(last, time.max)),
                order="first_day, id",
            )
        )

    def add(self, change: MeetingChange) -> Departure:
        """Keep a change. Planned sessions on its days are cancelled, or moved with it.

        UserError BREAK_ENDS_BEFORE_IT_BEGINS, NAME_TOO_LONG.
        """
        if change.last_day < change.first_day:
            raise UserError(DeskTrouble.BREAK_ENDS_BEFORE_IT_BEGINS)
        cleaned = replace(change, why=within_limit(one_line(change.why)))
        with self._desk.change(LogKind.CHANGED, Kind.GROUP) as pending:
            if change.moved_to is not None:
                # Moved again: the day has one meeting, wherever it went first.
                self._table.delete(
                    "group_id = ? AND first_day = ? AND moved_to IS NOT NULL",
                    (change.group_id, change.first_day),
                )
            kept = self._table.add(cleaned)
            planned = self._planned(kept)
            for session in planned:
                if kept.moved_to is None:
                    self._desk.sessions.cancel(session.id)
                else:
                    self._desk.sessions.reschedule(session.id, kept.moved_to, session.minutes)
            pending.touch(Kind.GROUP, kept.group_id)
        return Departure(kept, planned)

    def take_back(self, departure: Departure) -> None:
        """Undo `add`; sessions that were changed otherwise since stay as they are."""
        with self._desk.change(LogKind.CHANGED, Kind.GROUP) as pending:
            self._table.delete("id = ?", (departure.change.id,))
            for before in departure.sessions:
                self._restore(before, departure.change)
            pending.touch(Kind.GROUP, departure.change.group_id)

    def remove(self, change: MeetingChange) -> None:
        """Meet as the schedule says again; sessions that were cancelled stay so."""
        with self._desk.change(LogKind.CHANGED, Kind.GROUP) as pending:
            self._table.delete("id = ?", (change.id,))
            pending.touch(Kind.GROUP, change.group_id)

    def bring_back(self, change: MeetingChange) -> None:
        """Take back `remove`."""
        with self._desk.change(LogKind.CHANGED, Kind.GROUP) as pending:
            self._table.add(replace(change, id=0))
            pending.touch(Kind.GROUP, change.group_id)

    def _planned(self, change: MeetingChange) -> tuple[Session, ...]:
        first = datetime.combine(change.first_day, time.min)
        last = datetime.combine(change.last_day, time.max)
        found = self._desk.sessions.starting_between(first, last)
        return tuple(
            session
            for session in found
            if session.group_id == change.group_id and session.state is SessionState.PLANNED
        )

    def _restore(self, before: Session, change: MeetingChange) -> None:
        now = self._desk.sessions.get(before.id)
        if change.moved_to is None and now.state is SessionState.CANCELLED:
            self._desk.sessions.bring_back(before.id)
        elif now.starts_at == change.moved_to and now.state is SessionState.PLANNED:
            self._desk.sessions.reschedule(before.id, before.starts_at, before.minutes)


def on_day(group_id: int, day: date, *, why: str = "") -> MeetingChange:
    """The change by which a group does not meet on one day."""
    return MeetingChange(group_id=group_id, first_day=day, last_day=day, why=why)
