"""Reviews of a group's ground rules: the date, and the rules that were flagged until then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table
from peerdesk.domain.log import LogKind
from peerdesk.domain.rule_reviews import RuleFlag

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.groups import Group
    from peerdesk.domain.scripts import RuleItem


@dataclass(frozen=True, slots=True)
class FinishedReview:
    """What `finish` did, to take it back."""

    group_id: int
    was_due_on: date | None
    settled: tuple[RuleFlag, ...]


class RuleReviews(Aggregate):
    """Flags without a name, collected until the group looks at its rules again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._flags = Table(self._connection, "rule_flags", RuleFlag)

    def flag(self, group_id: int, rule: RuleItem) -> RuleFlag:
        """Note that a rule needs revisiting."""
        with self._desk.change(LogKind.CHANGED, Kind.AGREEMENT) as change:
            kept = self._flags.add(RuleFlag(group_id=group_id, topic=rule.topic, words=rule.text))
            change.touch(Kind.AGREEMENT)
            change.touch(Kind.GROUP, group_id)
        return kept

    def take_back(self, flag: RuleFlag) -> None:
        """Remove a flag as if it had never been raised."""
        with self._desk.change(LogKind.CHANGED, Kind.AGREEMENT) as change:
            self._flags.delete("id = ?", (flag.id,))
            change.touch(Kind.AGREEMENT)
            change.touch(Kind.GROUP, flag.group_id)

    def waiting(self, group_id: int) -> list[RuleFlag]:
        """Every flag since the last review, the oldest first."""
        return self._flags.where("group_id = ? AND settled_on IS NULL", (group_id,))

    def due(self, day: date) -> list[Group]:
        """The groups whose review is due on `day` or before, by name."""
        return [
            group
            for group in self._desk.groups.all()
            if group.review_on is not None and group.review_on <= day
        ]

    def set_date(self, group_id: int, day: date | None) -> None:
        """Plan the next review, or none."""
        groups = self._desk.groups
        groups.save(replace(groups.get(group_id), review_on=day))

    def finish(self, group_id: int, on: date, next_on: date | None) -> FinishedReview:
        """The group has looked at its rules: the flags are settled, the next date is planned."""
        before = self._desk.groups.get(group_id).review_on
        waiting = self.waiting(group_id)
        with self._desk.change(LogKind.CHANGED, Kind.AGREEMENT) as change:
            for flag in waiting:
                self._flags.update(replace(flag, settled_on=on))
            self.set_date(group_id, next_on)
            change.touch(Kind.AGREEMENT)
        return FinishedReview(group_id, before, tuple(waiting))

    def take_back_finish(self, finished: FinishedReview) -> None:
        """Undo `finish`."""
        with self._desk.change(LogKind.CHANGED, Kind.AGREEMENT) as change:
            for flag in finished.settled:
                self._flags.update(flag)
            self.set_date(finished.group_id, finished.was_due_on)
            change.touch(Kind.AGREEMENT)
