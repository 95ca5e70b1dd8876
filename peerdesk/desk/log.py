"""The log of what was done and what left the vault."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.rows import Table, now
from peerdesk.domain.log import LogEntry, LogKind

if TYPE_CHECKING:
    from datetime import datetime

    from peerdesk.desk.desk import Desk

TOGETHER = timedelta(minutes=10)
"""Edits of one kind of record within this time are one line: what is saved as typed would
otherwise fill the log with single letters."""

CHANGE_NOTHING = (
    LogKind.UNLOCKED,
    LogKind.UNLOCK_FAILED,
    LogKind.LOCKED,
    LogKind.PRINTED,
    LogKind.SAVED_PDF,
    LogKind.BACKED_UP,
    LogKind.RECOVERY_REHEARSED,
    LogKind.CHECKED,
)
"""What leaves every record and key as it was, so that no backup lacks it."""


class Log(Aggregate):
    """Lines without a name or a word of a note."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "log_entries", LogEntry)

    def write(self, kind: LogKind, subject: str = "", count: int = 0) -> None:
        """Add a line, inside the transaction of the change that it tells of."""
        entry = LogEntry(
            kind=kind, subject=subject, count=count or 1, opened_by=self._desk.vault.opened_by
        )
        last = self._last()
        if last is not None and kind is LogKind.CHANGED and self._continues(last, entry):
            self._connection.execute(
                "UPDATE log_entries SET count = count + 1, updated_at = ? WHERE id = ?",
                (now().isoformat(), last.id),
            )
            return
        self._table.add(entry)

    def entries(self, limit: int = 500) -> list[LogEntry]:
        """The newest lines, newest first."""
        return self._table.where("1", (), order=f"id DESC LIMIT {int(limit)}")

    def latest(self, kind: LogKind) -> LogEntry | None:
        """The newest line of `kind`."""
        found = self._table.where("kind = ?", (kind,), order="id DESC LIMIT 1")
        return found[0] if found else None

    def last_change(self) -> datetime | None:
        """When a record or a key was last changed (UTC), as far as the log tells."""
        marks = ", ".join("?" * len(CHANGE_NOTHING))
        found = self._table.where(f"kind NOT IN ({marks})", CHANGE_NOTHING, order="id DESC LIMIT 1")
        return found[0].updated_at if found else None

    def _last(self) -> LogEntry | None:
        found = self._table.where("1", (), order="id DESC LIMIT 1")
        return found[0] if found else None

    @staticmethod
    def _continues(last: LogEntry, entry: LogEntry) -> bool:
        same = (last.kind, last.subject, last.opened_by) == (
            entry.kind,
            entry.subject,
            entry.opened_by,
        )
        return same and timedelta(0) <= now() - last.created_at < TOGETHER
