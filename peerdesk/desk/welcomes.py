"""The welcome of new members: what was gone through, and with whom it is not finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table, encoded
from peerdesk.domain.log import LogKind
from peerdesk.domain.welcome import NEW_FOR, Welcome, WelcomeMark, WelcomeStep

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.desk.desk import Desk

_EVIDENT = """
SELECT 'agreement_seen', m.id FROM members AS m WHERE EXISTS (
    SELECT 1 FROM acknowledgements AS k WHERE k.member_id = m.id AND k.withdrawn_at IS NULL)
  AND m.id IN ({which})
UNION ALL
SELECT 'safe_contact', m.id FROM members AS m WHERE (m.do_not_contact OR EXISTS (
    SELECT 1 FROM safe_contacts AS c WHERE c.member_id = m.id AND c.confirmed_on IS NOT NULL))
  AND m.id IN ({which})
UNION ALL
SELECT 'access_needs', n.member_id FROM access_needs AS n WHERE n.member_id IN ({which})
UNION ALL
SELECT 'emergency_contact', m.id FROM members AS m
WHERE m.emergency_reach <> '' AND m.id IN ({which})
"""
_NEW_OR_BEGUN = """
SELECT id FROM members AS m WHERE left_on IS NULL AND (
    joined_on >= ? OR EXISTS (SELECT 1 FROM welcome_marks AS w WHERE w.member_id = m.id))
  AND NOT EXISTS (SELECT 1 FROM memberships AS s WHERE s.member_id = m.id AND s.until IS NULL
                  AND s.role IN ('facilitator', 'co_facilitator'))
"""


class Welcomes(Aggregate):
    """A row for each step that was gone through with somebody."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "welcome_marks", WelcomeMark)

    def of_member(self, member_id: int) -> Welcome:
        """How far somebody's welcome is."""
        return self._of_members((member_id,))[member_id]

    def is_new(self, member_id: int, today: date) -> bool:
        """Whether somebody is new, or their welcome was begun."""
        return member_id in self._new_or_begun(today)

    def unfinished(self, today: date) -> tuple[int, ...]:
        """Who is new, or whose welcome was begun, and is not through; whoever came last first."""
        people = sorted(self._new_or_begun(today), reverse=True)
        welcomes = self._of_members(tuple(people))
        return tuple(each for each in people if not welcomes[each].is_complete)

    def tick(self, member_id: int, step: WelcomeStep, on: date) -> None:
        """Note that a step was gone through; one that was stays with its day."""
        if step in self.of_member(member_id).ticked:
            return
        with self._desk.change(LogKind.CHANGED, Kind.MEMBER) as change:
            self._table.add(WelcomeMark(member_id=member_id, step=step, done_on=on))
            change.touch(Kind.MEMBER, member_id)

    def untick(self, member_id: int, step: WelcomeStep) -> None:
        """Take a tick back."""
        with self._desk.change(LogKind.CHANGED, Kind.MEMBER) as change:
            self._table.delete("member_id = ? AND step = ?", (member_id, step))
            change.touch(Kind.MEMBER, member_id)

    def _new_or_begun(self, today: date) -> frozenset[int]:
        since = encoded(today - NEW_FOR)
        rows = self._connection.execute(_NEW_OR_BEGUN, (since,))
        return frozenset(member_id for (member_id,) in rows)

    def _of_members(self, member_ids: tuple[int, ...]) -> dict[int, Welcome]:
        which = ", ".join(str(int(each)) for each in member_ids)
        ticked: dict[int, set[WelcomeStep]] = {each: set() for each in member_ids}
        evident: dict[int, set[WelcomeStep]] = {each: set() for each in member_ids}
        marks = self._table.where(f"member_id IN ({which})")
        for mark in marks:
            ticked[mark.member_id].add(mark.step)
        for step, member_id in self._connection.execute(_EVIDENT.format(which=which)):
            evident[member_id].add(WelcomeStep(step))
        return {
            each: Welcome(frozenset(ticked[each]), frozenset(evident[each])) for each in member_ids
        }
