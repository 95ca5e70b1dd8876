"""Sessions: planned, run and closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table, encoded, now
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import one_line
from peerdesk.domain.sessions import (
    AgendaItem,
    Attendance,
    PlannedItem,
    Presence,
    Session,
    SessionState,
    fitted,
)
from peerdesk.errors import UserError

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.domain.groups import Group
    from peerdesk.domain.scripts import ReadingForm

MOST_PLANNED_AHEAD = 53
"""Dates of a schedule that are looked at for one without a session: a year of weekly meetings."""

_NOTHING_NOTED = """
id = ? AND state = 'planned'
AND NOT EXISTS (SELECT 1 FROM attendances WHERE session_id = sessions.id)
AND NOT EXISTS (SELECT 1 FROM follow_ups WHERE session_id = sessions.id)
AND NOT EXISTS (SELECT 1 FROM group_notes WHERE session_id = sessions.id)
AND NOT EXISTS (SELECT 1 FROM drafts WHERE kind = 'group' AND subject_id = sessions.id)
"""
_NEW_TO_GROUP = """
SELECT m.member_id FROM memberships AS m WHERE m.group_id = :group AND m.until IS NULL
AND NOT EXISTS (
    SELECT 1 FROM attendances AS a CROSS JOIN sessions AS s ON s.id = a.session_id
    WHERE a.member_id = m.member_id AND s.group_id = :group AND s.starts_at < :before
    AND a.presence IN ('present', 'late', 'left_early')
)
"""
# No two rows may have one position, not even for a moment: all go out of the way first.
_MAKE_WAY = "UPDATE agenda_items SET position = -1 - id WHERE session_id = ?"


def _by_start(session: Session) -> tuple[datetime, int]:
    return session.starts_at, session.id


class Sessions(Aggregate):
    """Meetings of groups."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "sessions", Session)
        self._agenda = Table(self._connection, "agenda_items", PlannedItem)
        self._attendances = Table(self._connection, "attendances", Attendance)

    def plan(self, group_id: int, starts_at: datetime) -> Session:
        """Keep a planned session with the group's agenda, fitted to the group's minutes.

        The same group at the same start is the same session, not a second one.
        """
        existing = self.of_group_at(group_id, starts_at)
        if existing is not None:
            return existing
        group = self._desk.groups.get(group_id)
        with self._desk.change(LogKind.CHANGED, Kind.SESSION) as change:
            session = self._table.add(
                Session(group_id=group_id, starts_at=starts_at, minutes=group.minutes)
            )
            items = fitted(self._desk.groups.template(group_id), group.minutes)
            self._keep_agenda(session.id, items)
            change.touch(Kind.SESSION, session.id)
        return session

    def get(self, session_id: int) -> Session:
        """One session. UserError RECORD_GONE."""
        return self._table.get(session_id)

    def recent(self, limit: int = 200) -> list[Session]:
        """Sessions by start, newest first, planned ones included."""
        return self._table.where("1", order=f"starts_at DESC, id DESC LIMIT {int(limit)}")

    def of_group(self, group_id: int, limit: int = 100) -> list[Session]:
        """A group's sessions, newest first."""
        return self._table.where(
            "group_id = ?", (group_id,), order=f"starts_at DESC, id DESC LIMIT {int(limit)}"
        )

    def of_group_at(self, group_id: int, starts_at: datetime) -> Session | None:
        """The group's session that starts then (local) and is not cancelled."""
        found = self._table.where(
            "group_id = ? AND starts_at = ? AND state <> 'cancelled'", (group_id, starts_at)
        )
        return found[0] if found else None

    def around(self, moment: datetime, group_id: int = 0, most: int = 100) -> list[Session]:
        """The sessions nearest to `moment` (local), `most` on each side, and what runs.

        Newest first, those of one group or of all. However many are planned, what has been is
        there as well.
        """
        whose, values = ("group_id = ? AND", (group_id,)) if group_id else ("", ())
        nearest = [
            *self._table.where(
                f"{whose} starts_at >= ?",
                (*values, moment),
                order=f"starts_at, id LIMIT {int(most)}",
            ),
            *self._table.where(
                f"{whose} starts_at < ?",
                (*values, moment),
                order=f"starts_at DESC, id DESC LIMIT {int(most)}",
            ),
            *(each for each in self.running() if group_id in {0, each.group_id}),
        ]
        unique = {each.id: each for each in nearest}
        return sorted(unique.values(), key=_by_start, reverse=True)

    def running(self) -> list[Session]:
        """Sessions that were started and not closed."""
        return self._table.where("state = 'running'", order="starts_at, id")

    def planned(self, after: datetime) -> list[Session]:
        """Planned sessions that end later than `after` (local time), soonest first."""
        return self._table.where(
            "state = 'planned' AND datetime(starts_at, minutes || ' minutes') > datetime(?)",
            (after,),
            order="starts_at, id",
        )

    def starting_between(self, first: datetime, last: datetime, group_id: int = 0) -> list[Session]:
        """Sessions in any state that start from `first` to `last` (local), of one group or all."""
        whose, values = ("group_id = ? AND", (group_id,)) if group_id else ("", ())
        return self._table.where(
            f"{whose} starts_at BETWEEN ? AND ?", (*values, first, last), order="starts_at, id"
        )

    def next_unplanned(self, group: Group, after: datetime) -> datetime | None:
        """The next date of the group's schedule, later than `after`, without a session yet.

        None where the group has no schedule, or a year of it is planned.
        """
        upcoming = self._desk.groups.next_dates(group, after, MOST_PLANNED_AHEAD)
        if not upcoming:
            return None
        taken = {
            session.starts_at.date()
            for session in self.starting_between(
                datetime.combine(upcoming[0], time.min), datetime.combine(upcoming[-1], time.max)
            )
            if session.group_id == group.id
        }
        return next((moment for moment in upcoming if moment.date() not in taken), None)

    def next_of_group(self, group_id: int, after: datetime) -> Session | None:
        """The group's next planned session that starts later than `after` (local time)."""
        found = self._table.where(
            "group_id = ? AND state = 'planned' AND starts_at > ?",
            (group_id, after),
            order="starts_at, id LIMIT 1",
        )
        return found[0] if found else None

    def members_who_came(self, group_id: int, before: datetime | None = None) -> frozenset[int]:
        """The ids of members who were in the room at any session of the group.

        With `before`, only at those that started earlier (local time).
        """
        rows = self._connection.execute(
            "SELECT DISTINCT a.member_id FROM attendances AS a "
            "JOIN sessions AS s ON s.id = a.session_id "
            "WHERE s.group_id = ? AND (? IS NULL OR s.starts_at < ?) "
            "AND a.presence IN ('present', 'late', 'left_early')",
            (group_id, encoded(before), encoded(before)),
        )
        return frozenset(member_id for (member_id,) in rows)

    def new_to_group(self, group_id: int, before: datetime) -> frozenset[int]:
        """The ids of those in the group now who came to none of its sessions before (local)."""
        rows = self._connection.execute(
            _NEW_TO_GROUP, {"group": group_id, "before": encoded(before)}
        )
        return frozenset(member_id for (member_id,) in rows)

    def agenda(self, session_id: int) -> list[PlannedItem]:
        """The session's plan in order."""
        return self._agenda.where("session_id = ?", (session_id,), order="position")

    def set_agenda(self, session_id: int, items: tuple[AgendaItem, ...]) -> None:
        """Make these the session's plan; parts that were in it stay the same rows."""
        with self._desk.change(LogKind.CHANGED, Kind.SESSION) as change:
            self._keep_agenda(session_id, items)
            change.touch(Kind.SESSION, session_id)

    def reschedule(self, session_id: int, starts_at: datetime, minutes: int) -> Session:
        """Move a session or change its length."""
        return self._keep(replace(self.get(session_id), starts_at=starts_at, minutes=minutes))

    def start(self, session_id: int, at: datetime | None = None) -> Session:
        """Begin to run a session, now or `at` a moment (UTC); one that runs already goes on."""
        session = self.get(session_id)
        if session.state is SessionState.RUNNING:
            return session
        opened = session.opened_at or at or now()
        return self._keep(
            replace(session, state=SessionState.RUNNING, opened_at=opened, closed_at=None)
        )

    def close(self, session_id: int, at: datetime | None = None) -> Session:
        """End a running session, now or `at` a moment (UTC). UserError SESSION_NOT_RUNNING."""
        session = self.get(session_id)
        if session.state is not SessionState.RUNNING:
            raise UserError(DeskTrouble.SESSION_NOT_RUNNING)
        with self._desk.change(LogKind.CHANGED, Kind.SESSION):
            self._desk.running.forget(session_id)
            self._desk.tonight.forget_ready(session_id)
            return self._keep(replace(session, state=SessionState.CLOSED, closed_at=at or now()))

    def take_back_start(self, session_id: int) -> Session:
        """Make a session that was started by mistake a planned one; what was noted stays."""
        with self._desk.change(LogKind.CHANGED, Kind.SESSION):
            self._desk.running.forget(session_id)
            return self._keep(
                replace(self.get(session_id), state=SessionState.PLANNED, opened_at=None)
            )

    def take_back_plan(self, session_id: int) -> None:
        """Remove a session that was planned by mistake.

        One that was started, or that has anything noted, is kept and only cancelled.
        """
        with self._desk.change(LogKind.CHANGED, Kind.SESSION) as change:
            if self._table.delete(_NOTHING_NOTED, (session_id,)):
                change.touch(Kind.SESSION, session_id)
            else:
                self.cancel(session_id)

    def cancel(self, session_id: int) -> Session:
        """Say that a planned session does not take place."""
        return self._keep(replace(self.get(session_id), state=SessionState.CANCELLED))

    def bring_back(self, session_id: int) -> Session:
        """Take back `cancel`."""
        return self._keep(replace(self.get(session_id), state=SessionState.PLANNED))

    def put_back(self, before: Session) -> Session:
        """Take back what was done to a session since it was `before`; who came stays noted."""
        return self._keep(before)

    def set_guests(self, session_id: int, guests: int) -> Session:
        """How many came once without giving a name; 0 or more."""
        return self._keep(replace(self.get(session_id), guests=max(0, guests)))

    def choose_reading(self, session_id: int, version_id: int, form: ReadingForm) -> Session:
        """Note what is going to be read; nothing is frozen before it was.

        What was read already stays as it is. UserError SECRECY_PROMISED_TO_MINORS, but not for the
        group's own agreement: in the middle of a session that would help nobody.
        """
        session = self.get(session_id)
        if session.read_at is not None:
            return session
        in_force = self._desk.agreements.in_force(session.group_id)
        own = in_force.version.id if in_force is not None else None
        if version_id not in {session.version_id, own}:
            self._desk.limits.refuse_secrecy(session.group_id, version_id)
        return self._keep(replace(session, version_id=version_id, form=form))

    def take_back_reading(self, session_id: int) -> Session:
        """Take back `was_read`: it is still what is going to be read."""
        return self._keep(replace(self.get(session_id), read_at=None))

    def was_read(
        self, session_id: int, version_id: int, form: ReadingForm, at: datetime | None = None
    ) -> Session:
        """Note which script version was read, now or `at` a moment (UTC), and freeze it."""
        with self._desk.change(LogKind.CHANGED, Kind.SESSION):
            self._desk.scripts.mark_used(version_id)
            return self._keep(
                replace(self.get(session_id), version_id=version_id, form=form, read_at=at or now())
            )

    def attendance(self, session_id: int) -> dict[int, Presence]:
        """Presence by member id; who was not marked is not in it."""
        rows = self._attendances.where("session_id = ?", (session_id,))
        return {row.member_id: row.presence for row in rows}

    def attendance_of(self, member_id: int) -> list[tuple[Session, Presence]]:
        """A member's sessions, newest first."""
        marks = {
            row.session_id: row.presence
            for row in self._attendances.where("member_id = ?", (member_id,))
        }
        sessions = self._table.where(
            "id IN (SELECT session_id FROM attendances WHERE member_id = ?)",
            (member_id,),
            order="starts_at DESC, id DESC",
        )
        return [(session, marks[session.id]) for session in sessions]

    def mark(self, session_id: int, member_id: int, presence: Presence | None) -> None:
        """Set or take back (None) a member's presence."""
        with self._desk.change(LogKind.CHANGED, Kind.ATTENDANCE) as change:
            current = self._attendances.where(
                "session_id = ? AND member_id = ?", (session_id, member_id)
            )
            if presence is None:
                self._attendances.delete(
                    "session_id = ? AND member_id = ?", (session_id, member_id)
                )
            elif current:
                self._attendances.update(replace(current[0], presence=presence))
            else:
                self._attendances.add(
                    Attendance(session_id=session_id, member_id=member_id, presence=presence)
                )
            change.touch(Kind.ATTENDANCE, session_id)
            change.touch(Kind.MEMBER, member_id)

    def _keep(self, session: Session) -> Session:
        with self._desk.change(LogKind.CHANGED, Kind.SESSION) as change:
            kept = self._table.save(session)
            change.touch(Kind.SESSION, kept.id)
        return kept

    def _keep_agenda(self, session_id: int, items: tuple[AgendaItem, ...]) -> None:
        stored = self.agenda(session_id)
        left = {item.id: item for item in stored}
        is_rearranged = [item.id for item in stored] != [item.id for item in items]
        if is_rearranged:
            self._connection.execute(_MAKE_WAY, (session_id,))
        for position, item in enumerate(items):
            wanted = PlannedItem(kind=item.kind, title=one_line(item.title), minutes=item.minutes)
            if isinstance(item, PlannedItem):
                # A part of a session stays itself, also where it comes back by Undo.
                wanted = replace(wanted, uid=item.uid, skipped=item.skipped)
            place = {"session_id": session_id, "position": position}
            before = left.pop(item.id, None)
            if before is None:
                self._agenda.add(wanted, place)
                continue
            same = replace(
                before,
                kind=wanted.kind,
                title=wanted.title,
                minutes=wanted.minutes,
                skipped=wanted.skipped,
            )
            if is_rearranged or same != before:
                self._agenda.update(same, place)
        for item_id in left:
            self._agenda.delete("id = ?", (item_id,))
