"""The log of what was done and what left the vault."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.rows import Table, encoded, now
from peerdesk.domain.log import LogEntry, LogKind, LogQuestion, kinds_of

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.vault.cipher import Connection

TOGETHER = timedelta(minutes=10)
"""Edits of one kind of record within this time are one line: what is saved as typed would
otherwise fill the log with single letters."""

CHANGE_NOTHING = (
    LogKind.UNLOCKED,
    LogKind.UNLOCK_FAILED,
    LogKind.LOCKED,
    LogKind.PRINTED,
    LogKind.SAVED_PDF,
    LogKind.EXPORTED,
    LogKind.SHARED_SCRIPT,
    LogKind.BACKED_UP,
    LogKind.DRILLED,
    LogKind.RECOVERY_REHEARSED,
    LogKind.CHECKED,
)
"""What leaves every record and key as it was, so that no backup lacks it."""

# From one to the next by an index, because DISTINCT would read every line there ever was.
_OPENERS = """
WITH RECURSIVE openers (label) AS (
    SELECT min(opened_by) FROM log_entries
    UNION ALL
    SELECT (SELECT min(opened_by) FROM log_entries WHERE opened_by > label)
    FROM openers WHERE label IS NOT NULL
)
SELECT label FROM openers WHERE label IS NOT NULL
"""
_SUBJECTS = """
WITH RECURSIVE subjects (subject) AS (
    SELECT min(subject) FROM log_entries WHERE kind = :kind
    UNION ALL
    SELECT (SELECT min(subject) FROM log_entries WHERE kind = :kind AND subject > s.subject)
    FROM subjects AS s WHERE s.subject IS NOT NULL
)
SELECT subject FROM subjects WHERE subject IS NOT NULL
"""


def read_log(connection: Connection, question: LogQuestion) -> list[LogEntry]:
    """Every line that was asked for, newest first, through a connection of the caller's."""
    return _found(Table(connection, "log_entries", LogEntry), question, None)


def _found(table: Table[LogEntry], question: LogQuestion, limit: int | None) -> list[LogEntry]:
    condition, values = _condition(question)
    most = -1 if limit is None else int(limit)
    return table.where(condition, values, order=f"id DESC LIMIT {most}")


def _condition(question: LogQuestion) -> tuple[str, list[object]]:
    """The question as SQL: constants of this module, and the values for their marks."""
    parts: list[str] = ["1"]
    values: list[object] = []
    if question.group is not None:
        kinds = sorted(kinds_of(question.group))
        parts.append(f"kind IN ({', '.join('?' * len(kinds))})")
        values += kinds
    if question.since is not None:
        parts.append("created_at >= ?")
        values.append(_beginning(question.since))
    if question.until is not None:
        parts.append("created_at < ?")
        values.append(_beginning(question.until + timedelta(days=1)))
    if question.opened_by is not None:
        parts.append("opened_by = ?")
        values.append(question.opened_by)
    if question.wanted is not None:
        pairs = ["(kind = ? AND subject = ?)"] * len(question.wanted)
        parts.append(f"({' OR '.join(['0', *pairs])})")
        values += [value for pair in sorted(question.wanted) for value in pair]
    return " AND ".join(parts), values


def _beginning(day: date) -> datetime:
    """The moment in UTC at which a local day begins, as moments are kept."""
    return datetime.combine(day, time()).astimezone().astimezone(UTC)


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

    def entries(
        self, limit: int | None = 500, question: LogQuestion | None = None
    ) -> list[LogEntry]:
        """The newest lines that were asked for, newest first; every one where `limit` is None."""
        return _found(self._table, question or LogQuestion(), limit)

    def count(self, question: LogQuestion) -> int:
        """How many lines there are of those that are asked for."""
        condition, values = _condition(question)
        sql = f"SELECT count(*) FROM log_entries WHERE {condition}"  # noqa: S608 - built below
        found = self._connection.execute(sql, tuple(encoded(value) for value in values))
        return int(found.fetchone()[0])

    def kinds(self) -> list[tuple[LogKind, str]]:
        """Every kind of line with a subject that the log has: a few dozen, however long it is."""
        return [
            (kind, subject)
            for kind in LogKind
            for (subject,) in self._connection.execute(_SUBJECTS, {"kind": kind.value})
        ]

    def openers(self) -> list[str]:
        """The labels of all keys that the vault was ever open by, "" for the recovery words."""
        rows = self._connection.execute(_OPENERS)
        return [str(label) for (label,) in rows]

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
