"""What departs from a group's schedule: a break, a meeting that does not take place or is moved."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from peerdesk.domain.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingChange(Record):
    """No meeting of the schedule from `first_day` to `last_day`, both included.

    Where it is moved, that is one day, and the meeting begins at `moved_to`, on the local clock.
    """

    group_id: int
    first_day: date
    last_day: date
    moved_to: datetime | None = None
    why: str = ""
    """In the group's words, such as a holiday; never about a person."""

    def concerns(self, day: date) -> bool:
        """Whether the schedule's meeting on `day` is not held as planned."""
        return self.first_day <= day <= self.last_day

    def is_over(self, today: date) -> bool:
        """Whether nothing of it lies ahead."""
        last = self.last_day if self.moved_to is None else max(self.last_day, self.moved_to.date())
        return last < today


def as_changed(
    regular: Iterable[datetime], changes: Iterable[MeetingChange], after: datetime
) -> Iterator[datetime]:
    """The meetings of a schedule later than `after`, as they really take place, soonest first.

    `regular` are the schedule's own, in order and without end.
    """
    known = tuple(changes)
    held = (moment for moment in regular if not any(each.concerns(moment.date()) for each in known))
    moved = sorted(
        each.moved_to for each in known if each.moved_to is not None and each.moved_to > after
    )
    before: datetime | None = None
    for moment in heapq.merge(held, moved):
        if moment != before:
            yield moment
        before = moment
