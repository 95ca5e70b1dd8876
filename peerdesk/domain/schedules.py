"""When a group meets: weekly, every n weeks, or on the nth weekday of the month.

The stored form is an RFC 5545 RRULE, so that calendars understand it; these three patterns are the
part of that standard which the screen offers.
"""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import IntEnum

_DAY = "(MO|TU|WE|TH|FR|SA|SU)"
_WEEKLY = re.compile(rf"FREQ=WEEKLY;INTERVAL=([1-9][0-9]?);BYDAY={_DAY}")
_MONTHLY = re.compile(rf"FREQ=MONTHLY;BYDAY=(-1|[1-4]){_DAY}")

_SPAN = 62
"""Days within which every monthly schedule meets."""


class Weekday(IntEnum):
    """Monday is 0, as in `datetime.date.weekday`."""

    MO = 0
    TU = 1
    WE = 2
    TH = 3
    FR = 4
    SA = 5
    SU = 6


@dataclass(frozen=True, slots=True)
class Schedule:
    """A repeating meeting.

    `every_weeks` counts weeks between meetings and is 0 where `nth_of_month` says which weekday of
    the month it is (1 to 4, or -1 for the last).
    """

    weekday: Weekday
    first_date: date
    start: time
    minutes: int
    every_weeks: int = 1
    nth_of_month: int = 0

    def counted_from(self, day: date) -> date:
        """A day from which the rule gives the same meetings as from `first_date`, from `day` on.

        Counting every meeting of twenty years takes milliseconds; this begins close to `day`.
        """
        if day <= self.first_date:
            return self.first_date
        if self.nth_of_month:
            return max(self.first_date, day.replace(day=1))
        # The week of the first date is one in which the group meets, whatever its weekday.
        monday = self.first_date - timedelta(days=self.first_date.weekday())
        step = timedelta(weeks=self.every_weeks)
        return max(self.first_date, monday + (day - monday) // step * step)

    @property
    def recurrence(self) -> str:
        """The RFC 5545 RRULE of this schedule."""
        if self.nth_of_month:
            return f"FREQ=MONTHLY;BYDAY={self.nth_of_month}{self.weekday.name}"
        return f"FREQ=WEEKLY;INTERVAL={self.every_weeks};BYDAY={self.weekday.name}"

    def near(self, day: date) -> date:
        """A first date from which the same meetings follow after `day`, and that is not long ago.

        To count from the very first one would take the longer, the older a group is.
        """
        before = (day - self.first_date).days - _SPAN
        if before <= 0:
            return self.first_date
        if self.nth_of_month:
            return day - timedelta(days=_SPAN)
        period = 7 * self.every_weeks
        return self.first_date + timedelta(days=before // period * period)

    @classmethod
    def parse(cls, recurrence: str, first_date: date, start: time, minutes: int) -> "Schedule":
        """Read back what `recurrence` gives. ValueError for any other rule."""
        if weekly := _WEEKLY.fullmatch(recurrence):
            every, day = weekly.groups()
            return cls(Weekday[day], first_date, start, minutes, every_weeks=int(every))
        if monthly := _MONTHLY.fullmatch(recurrence):
            nth, day = monthly.groups()
            return cls(
                Weekday[day], first_date, start, minutes, every_weeks=0, nth_of_month=int(nth)
            )
        raise ValueError(recurrence)
