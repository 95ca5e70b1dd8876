"""Joining two records of one person, and taking it back exactly.

Every table that refers to a member follows, by the foreign keys of the schema itself, so that a new
kind of record can't be forgotten. Where both have a row that may be there only once, a rule of
`SETTLED` says what the one that stays keeps of the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.log import LogKind
from peerdesk.domain.merging import (
    LEADING_FIRST,
    MergePreview,
    MergeUndo,
    Snapshot,
    differences,
    joined,
)
from peerdesk.domain.notes import MemberNote
from peerdesk.errors import UserError
from peerdesk.vault.cipher import translating

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from peerdesk.desk.changes import PendingChange
    from peerdesk.domain.merging import Difference

_RANKS = " ".join(f"WHEN '{role}' THEN {place}" for place, role in enumerate(LEADING_FIRST))
_REFERRING = """
SELECT t.name, k."from" FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS k
WHERE t.type = 'table' AND k."table" = 'members' ORDER BY t.name
"""
SETTLED = {
    "memberships": f"""
        UPDATE memberships SET
            since = min(coalesce(memberships.since, o.since), coalesce(o.since, memberships.since)),
            role = CASE WHEN CASE o.role {_RANKS} END < CASE memberships.role {_RANKS} END
                   THEN o.role ELSE memberships.role END,
            reporting_duty = CASE WHEN CASE o.role {_RANKS} END < CASE memberships.role {_RANKS} END
                             THEN o.reporting_duty ELSE memberships.reporting_duty END
        FROM memberships AS o
        WHERE memberships.member_id = :kept AND o.member_id = :other
          AND o.group_id = memberships.group_id
          AND o.until IS NULL AND memberships.until IS NULL
    """,  # noqa: S608 - roles of our own
    "acknowledgements": """
        UPDATE acknowledgements SET given_at = o.given_at, manner = o.manner
        FROM acknowledgements AS o
        WHERE acknowledgements.member_id = :kept AND o.member_id = :other
          AND o.agreement_id = acknowledgements.agreement_id
          AND o.withdrawn_at IS NULL AND acknowledgements.withdrawn_at IS NULL
          AND o.given_at < acknowledgements.given_at
    """,
    "attendances": """
        UPDATE attendances SET presence = o.presence FROM attendances AS o
        WHERE attendances.member_id = :kept AND o.member_id = :other
          AND o.session_id = attendances.session_id
          AND o.presence IN ('present', 'late', 'left_early')
          AND attendances.presence NOT IN ('present', 'late', 'left_early')
    """,
    "review_dates": """
        UPDATE review_dates SET review_on = max(review_dates.review_on, o.review_on),
            decided_on = max(review_dates.decided_on, o.decided_on),
            why = CASE WHEN o.review_on > review_dates.review_on THEN o.why
                  ELSE review_dates.why END
        FROM review_dates AS o
        WHERE review_dates.member_id = :kept AND o.member_id = :other AND o.kind = review_dates.kind
    """,
    "last_days": """
        UPDATE last_days SET came_on = max(last_days.came_on, o.came_on) FROM last_days AS o
        WHERE last_days.member_id = :kept AND o.member_id = :other
    """,
    "access_needs": "",
    "needs_ready": "DELETE FROM needs_ready WHERE member_id IN (:kept, :other)",
    "welcome_marks": "",
}
"""For tables in which a member may have one row only of a kind: what the one that stays takes over.

The earlier day and the leading role in a group, the earlier word on an agreement, having come
to a session rather than not, and the later day on which to look at records again. A need that both
have is the same need, what was ready for one of them may not be all that both need, and a step that
was gone through with either was gone through.
"""


class Merges(Aggregate):
    """Joins `other` into `kept`; the ids are those of members."""

    def preview(self, kept_id: int, other_id: int) -> MergePreview:
        """What would join. UserError RECORD_GONE."""
        kept, other = self._desk.members.get(kept_id), self._desk.members.get(other_id)
        brought = tuple(
            (table, count)
            for table, column in self._referring()
            if (count := self._count(table, column, other_id))
        )
        return MergePreview(kept, other, brought, differences(kept, other))

    def merge(
        self,
        kept_id: int,
        other_id: int,
        in_words: Callable[[tuple[Difference, ...]], str],
    ) -> MergeUndo:
        """Join in one transaction. What differs is kept as a note, which `in_words` writes.

        UserError RECORD_GONE; the vault's codes for what the disk refuses. Nothing is joined then.
        """
        seen = self.preview(kept_id, other_id)
        before = self._snapshots(kept_id, other_id)
        with translating(), self._desk.change(LogKind.CHANGED, Kind.MEMBER) as change:
            for table, column in self._referring():
                self._move(table, column, kept_id, other_id)
            self._connection.execute("DELETE FROM members WHERE id = ?", (other_id,))
            self._desk.members.save(joined(seen.kept, seen.other))
            if seen.differences:
                note = MemberNote(member_id=kept_id, text=in_words(seen.differences))
                self._desk.notes.keep_member_note(note)
            _touch_all(change, kept_id, other_id)
        return MergeUndo(kept_id, other_id, before, self._desk.generation)

    def take_back(self, undo: MergeUndo) -> None:
        """Put every row as it was. UserError CHANGED_SINCE where anything was saved meanwhile."""
        if self._desk.generation != undo.generation:
            raise UserError(DeskTrouble.CHANGED_SINCE)
        with translating(), self._desk.change(LogKind.CHANGED, Kind.MEMBER) as change:
            for each in undo.before:
                if each.table != "members":
                    self._remove_added(each, undo.kept_id)
            for each in undo.before:
                self._put_back(each)
            _touch_all(change, undo.kept_id, undo.other_id)

    def _referring(self) -> list[tuple[str, str]]:
        """Each table that refers to members, and by which column."""
        return [(str(table), str(column)) for table, column in self._connection.execute(_REFERRING)]

    def _count(self, table: str, column: str, member_id: int) -> int:
        sql = f"SELECT count(*) FROM {table} WHERE {column} = ?"  # noqa: S608 - names of our schema
        return int(self._connection.execute(sql, (member_id,)).fetchone()[0])

    def _move(self, table: str, column: str, kept_id: int, other_id: int) -> None:
        """Give rows of the other to the one who stays; what can't be there twice goes with it."""
        both = {"kept": kept_id, "other": other_id}
        if settling := SETTLED.get(table):
            self._connection.execute(settling, both)
        self._connection.execute(
            f"UPDATE OR IGNORE {table} SET {column} = :kept WHERE {column} = :other",  # noqa: S608 - as above
            both,
        )

    def _snapshots(self, kept_id: int, other_id: int) -> tuple[Snapshot, ...]:
        tables = [("members", "id"), *self._referring()]
        return tuple(self._snapshot(table, column, (kept_id, other_id)) for table, column in tables)

    def _snapshot(self, table: str, column: str, ids: tuple[int, int]) -> Snapshot:
        named = self._connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
        columns = tuple(str(name) for (name,) in named)
        rows = self._connection.execute(
            f"SELECT {', '.join(columns)} FROM {table} WHERE {column} IN (?, ?) ORDER BY id",  # noqa: S608 - as above
            ids,
        )
        return Snapshot(table, column, columns, tuple(tuple(row) for row in rows))

    def _remove_added(self, before: Snapshot, kept_id: int) -> None:
        known = _listed(before.id_of(row) for row in before.rows)
        self._connection.execute(
            f"DELETE FROM {before.table} WHERE {before.column} = ? AND id NOT IN ({known})",  # noqa: S608 - as above
            (kept_id,),
        )

    def _put_back(self, before: Snapshot) -> None:
        """Write what is otherwise now, rows that changed alike in one statement: somebody may have
        thousands, and notes are put into the search index with each statement that writes them."""
        now = self._rows_now(before)
        alike: dict[tuple[tuple[str, ...], tuple[object, ...]], list[int]] = {}
        for row in before.rows:
            row_id = before.id_of(row)
            there = now.get(row_id)
            if there is None:
                marks = ", ".join("?" * len(row))
                names = ", ".join(before.columns)
                self._connection.execute(
                    f"INSERT INTO {before.table} ({names}) VALUES ({marks})",  # noqa: S608 - as above
                    row,
                )
            elif there != row:
                changed = [place for place, value in enumerate(row) if there[place] != value]
                columns = tuple(before.columns[place] for place in changed)
                values = tuple(row[place] for place in changed)
                alike.setdefault((columns, values), []).append(row_id)
        for (columns, values), ids in alike.items():
            assigned = ", ".join(f"{name} = ?" for name in columns)
            self._connection.execute(
                f"UPDATE {before.table} SET {assigned} WHERE id IN ({_listed(ids)})",  # noqa: S608 - as above
                values,
            )

    def _rows_now(self, before: Snapshot) -> dict[int, tuple[object, ...]]:
        """The rows of a snapshot as they are now, those that are still there."""
        ids = _listed(before.id_of(row) for row in before.rows)
        rows = self._connection.execute(
            f"SELECT {', '.join(before.columns)} FROM {before.table} WHERE id IN ({ids})"  # noqa: S608 - as above
        )
        return {before.id_of(row): tuple(row) for row in rows}


def _listed(ids: Iterable[int]) -> str:
    return ", ".join(map(str, ids))


def _touch_all(change: PendingChange, *people: int) -> None:
    """Anything may have moved; of people, it is these alone."""
    for kind in Kind:
        if kind is not Kind.MEMBER:
            change.touch(kind)
    for member_id in people:
        change.touch(Kind.MEMBER, member_id)
