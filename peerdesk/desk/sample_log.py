"""The sample's log: what a facilitator would have done around each of its past sessions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table, encoded
from peerdesk.domain.log import LogEntry, LogKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.sessions import Session

PRINT_EVERY, BACK_UP_EVERY = 4, 2
"""Sessions from one print of the rules, or one backup, to the next."""


def write_past_log(desk: Desk, sessions: Sequence[Session]) -> None:
    """Write lines around closed `sessions`, oldest first, inside the change that made them.

    What the log holds so far is dated before them. This is for sample vaults alone: everywhere else
    a line has the moment at which it was written.
    """
    if not desk.vault.is_sample:
        raise ValueError("only the log of a sample vault may tell of a past")
    table = Table(desk.connection, "log_entries", LogEntry)
    if sessions and sessions[0].opened_at is not None:
        made = encoded(sessions[0].opened_at - timedelta(days=2))
        desk.connection.execute(
            "UPDATE log_entries SET created_at = :made, updated_at = :made", {"made": made}
        )
    for index, session in enumerate(sessions):
        for moment, kind, subject in _around(index, session):
            table.add(
                LogEntry(
                    kind=kind,
                    subject=subject,
                    count=1,
                    opened_by=desk.vault.opened_by,
                    created_at=moment,
                )
            )
    desk.log.write(LogKind.UNLOCKED)


def _around(index: int, session: Session) -> Iterator[tuple[datetime, LogKind, str]]:
    if session.opened_at is None or session.closed_at is None:
        return
    opened, closed = session.opened_at, session.closed_at
    yield opened - timedelta(minutes=24), LogKind.UNLOCKED, ""
    if index % PRINT_EVERY == 0:
        yield opened - timedelta(minutes=15), LogKind.PRINTED, "rules"
    yield opened, LogKind.CHANGED, Kind.SESSION
    yield opened + timedelta(minutes=4), LogKind.CHANGED, Kind.ATTENDANCE
    yield closed, LogKind.CHANGED, Kind.SESSION
    if index % BACK_UP_EVERY == 0:
        yield closed + timedelta(minutes=11), LogKind.BACKED_UP, ""
    yield closed + timedelta(minutes=14), LogKind.LOCKED, ""
