"""Sessions that are noted or closed when they are long over."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from peerdesk.desk.changes import Kind
from peerdesk.domain.log import LogKind
from peerdesk.domain.sessions import SessionState

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.domain.scripts import ReadingForm
    from peerdesk.domain.sessions import Session


def close_as_of_its_end(desk: Desk, session_id: int) -> Session:
    """Close a session that nobody closed, as if somebody had at its planned end.

    One that began after that end is closed at the moment when it began and its minutes had passed.
    UserError SESSION_NOT_RUNNING, RECORD_GONE.
    """
    session = desk.sessions.get(session_id)
    end = session.ends_at.astimezone(UTC)
    if session.opened_at is not None:
        length = session.ends_at - session.starts_at
        opened = session.opened_at.replace(tzinfo=UTC)
        end = max(end, opened + length) if opened > end else end
    return desk.sessions.close(session_id, end)


def close_from_paper(desk: Desk, session_id: int, read: tuple[int, ReadingForm] | None) -> Session:
    """Close a session that took place on paper: it began and ended as planned.

    `read` is the script version that was read, with its form; that version is frozen by it.
    UserError RECORD_GONE.
    """
    session = desk.sessions.get(session_id)
    if session.state not in {SessionState.PLANNED, SessionState.RUNNING}:
        return session
    begun, ended = (moment.astimezone(UTC) for moment in (session.starts_at, session.ends_at))
    with desk.change(LogKind.CHANGED, Kind.SESSION):
        desk.sessions.start(session_id, begun)
        if read is not None:
            version_id, form = read
            desk.sessions.was_read(session_id, version_id, form, begun)
        return desk.sessions.close(session_id, ended)


def take_back_paper(desk: Desk, before: Session) -> None:
    """Take back `close_from_paper`: who came and the note stay, and it waits to be closed."""
    with desk.change(LogKind.CHANGED, Kind.SESSION):
        desk.sessions.put_back(before)
