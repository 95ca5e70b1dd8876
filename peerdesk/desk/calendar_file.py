"""A group's meetings as an iCalendar file (RFC 5545), which names neither the group nor anybody.

Whoever sees the calendar of a shared computer sees that there is a meeting, and when.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, uuid5

from peerdesk.desk.groups import next_dates
from peerdesk.desk.paper_file import FileForm
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.log import LogKind
from peerdesk.errors import UserError

if TYPE_CHECKING:
    from icalendar import Event

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.groups import Group
    from peerdesk.domain.meeting_changes import MeetingChange
    from peerdesk.domain.schedules import Schedule

CALENDAR = FileForm((".ics",), LogKind.SAVED_CALENDAR, (b"BEGIN:VCALENDAR",))
SUMMARY = "Meeting"
DAYS_A_WEEK = 7
_CHANGES_AHEAD = timedelta(days=3 * 365)
"""How far ahead single changes are looked for; nobody plans a break of the fourth year."""


def calendar_of(desk: Desk, group: Group, now: datetime) -> bytes:
    """The meetings later than `now`, on the clock of the room: times without a zone.

    The schedule is one repeating entry, with what departs from it; planned sessions outside of it
    are entries of their own. UserError NO_MEETINGS_AHEAD.
    """
    from icalendar import Calendar  # noqa: PLC0415 - a calendar is seldom made

    calendar = Calendar()
    calendar.add("prodid", "-//PeerDesk//EN")
    calendar.add("version", "2.0")
    for event in (*_regular(desk, group, now), *_single(desk, group, now)):
        calendar.add_component(event)
    if not calendar.events:
        raise UserError(DeskTrouble.NO_MEETINGS_AHEAD)
    return bytes(calendar.to_ical())


def _regular(desk: Desk, group: Group, now: datetime) -> list[Event]:
    """The schedule from its next meeting on, and the moved ones of it."""
    if group.schedule is None:
        return []
    from icalendar.prop import vRecur  # noqa: PLC0415 - as above

    schedule = group.schedule
    first = next_dates(schedule, now, 1)[0]
    event = _event(group, first, schedule.minutes, now, "schedule")
    event.add("rrule", vRecur.from_ical(schedule.recurrence))
    moved = []
    for change in desk.meeting_changes.of_group(group.id):
        for left_out in _meetings_between(schedule, max(first, _start(change.first_day)), change):
            event.add("exdate", left_out)
        if change.moved_to is not None and change.moved_to > now:
            moved.append(_event(group, change.moved_to, schedule.minutes, now, change.uid))
    return [event, *moved]


def _single(desk: Desk, group: Group, now: datetime) -> list[Event]:
    """Planned sessions on days that the schedule does not have."""
    regular = {
        moment.date()
        for moment in desk.groups.next_dates(group, now - timedelta(days=1), 160)
        if moment < now + _CHANGES_AHEAD
    }
    return [
        _event(group, session.starts_at, session.minutes, now, session.uid)
        for session in desk.sessions.planned(now)
        if session.group_id == group.id
        and session.starts_at > now
        and session.starts_at.date() not in regular
    ]


def _meetings_between(schedule: Schedule, begin: datetime, change: MeetingChange) -> list[datetime]:
    """The schedule's own meetings that a change takes away, from `begin` on."""
    most = (change.last_day - begin.date()).days // DAYS_A_WEEK + 1
    found = next_dates(schedule, begin - timedelta(minutes=1), max(0, most))
    return [moment for moment in found if change.concerns(moment.date())]


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _event(group: Group, starts_at: datetime, minutes: int, now: datetime, what: str) -> Event:
    from icalendar import Event  # noqa: PLC0415 - as above

    event = Event()
    # The same entry each time it is exported, so that a calendar takes it for the same meeting.
    event.add("uid", f"{uuid5(NAMESPACE_OID, group.uid + what)}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", starts_at)
    event.add("duration", timedelta(minutes=minutes))
    event.add("summary", SUMMARY)
    event.add("class", "PRIVATE")
    return event
