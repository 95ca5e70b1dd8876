"""What all groups, or one, have on the days of a month."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, time
from typing import TYPE_CHECKING

from peerdesk.desk.groups import dates_between
from peerdesk.domain.calendar import occasions_of_group

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.calendar import Occasion
    from peerdesk.domain.meeting_changes import MeetingChange
    from peerdesk.domain.sessions import Session

Days = dict["date", tuple["Occasion", ...]]


def occasions(desk: Desk, first: date, last: date, now: datetime, group_id: int = 0) -> Days:
    """What is on each day from `first` to `last`, by its time; days without anything are not in it.

    `now` is local wall-clock time. Archived groups have their sessions, but meet no more.
    """
    begin, end = datetime.combine(first, time.min), datetime.combine(last, time.max)
    sessions: Mapping[int, list[Session]] = defaultdict(list)
    for session in desk.sessions.starting_between(begin, end, group_id):
        sessions[session.group_id].append(session)
    changes: Mapping[int, list[MeetingChange]] = defaultdict(list)
    for change in desk.meeting_changes.between(first, last):
        changes[change.group_id].append(change)
    found: list[Occasion] = []
    for group in desk.groups.all(with_archived=True):
        if group_id not in {0, group.id}:
            continue
        meets = group.schedule is not None and not group.archived
        regular = dates_between(group.schedule, first, last) if meets and group.schedule else []
        known = changes[group.id] if meets else ()
        found += occasions_of_group(group.id, sessions[group.id], regular, known, now)
    days: dict[date, list[Occasion]] = defaultdict(list)
    for occasion in sorted(found, key=_in_order):
        if first <= occasion.starts_at.date() <= last:
            days[occasion.starts_at.date()].append(occasion)
    return {day: tuple(some) for day, some in days.items()}


def _in_order(occasion: Occasion) -> tuple[datetime, int, int]:
    return occasion.starts_at, occasion.group_id, occasion.session_id
