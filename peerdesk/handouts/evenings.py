"""The meeting that a handout is for: a session that was planned, or what a schedule says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerdesk.handouts.sources import group_of

if TYPE_CHECKING:
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.groups import Group
    from peerdesk.domain.handouts import HandoutChoice
    from peerdesk.domain.sessions import AgendaItem, Session


@dataclass(frozen=True, slots=True)
class Evening:
    """One meeting of a group. Without a session its plan is the group's template."""

    group: Group
    starts_at: datetime | None
    """Local time; None for a group that has neither a session nor a schedule."""
    agenda: tuple[AgendaItem, ...]
    session: Session | None = None


def evening_of(desk: Desk, choice: HandoutChoice, now: datetime) -> Evening:
    """The session that was chosen, else the one that runs or comes next. UserError RECORD_GONE."""
    if choice.session_id is not None:
        return _planned(desk, desk.sessions.get(choice.session_id))
    group = group_of(desk, choice)
    for session in (*desk.sessions.running(), *desk.sessions.planned(now)):
        if session.group_id == group.id:
            return _planned(desk, session)
    upcoming = desk.groups.next_dates(group, now, 1)
    agenda = desk.groups.template(group.id) if group.id else ()
    return Evening(group, upcoming[0] if upcoming else None, agenda)


def _planned(desk: Desk, session: Session) -> Evening:
    group = desk.groups.get(session.group_id)
    agenda = tuple(desk.sessions.agenda(session.id))
    return Evening(group, session.starts_at, agenda, session)
