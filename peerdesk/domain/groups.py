"""A group: who may come, when it meets, and how much is written down about it."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from peerdesk.domain.records import Record
from peerdesk.domain.releases import Part2
from peerdesk.domain.schedules import Schedule


class GroupKind(StrEnum):
    """Whether anyone may come."""

    OPEN = "open"
    CLOSED = "closed"


class NotePolicy(StrEnum):
    """How much a group allows to be written about its sessions."""

    CONTENT_FREE = "content_free"
    """Count and date only: there is no field to type in."""
    THEMES = "themes"
    """Themes and follow-ups, without names."""
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Record):
    """One peer-support group. Only its name is required."""

    name: str
    purpose: str = ""
    kind: GroupKind = GroupKind.OPEN
    place: str = ""
    capacity: int | None = None
    recurrence: str = ""
    """An RFC 5545 RRULE, or empty for a group without a fixed schedule."""
    first_date: date | None = None
    start_time: time | None = None
    minutes: int = 90
    crosstalk: bool = False
    note_policy: NotePolicy = NotePolicy.THEMES
    archived: bool = False
    review_on: date | None = None
    """When it looks at its ground rules again."""
    minors: bool = False
    """Somebody under age comes, so that nobody may be promised secrecy."""
    part2: Part2 = Part2.UNSURE
    """Whether it is part of a programme under 42 CFR Part 2."""

    @property
    def schedule(self) -> Schedule | None:
        """When it meets, or None where no schedule was set."""
        if not self.recurrence or self.first_date is None or self.start_time is None:
            return None
        return Schedule.parse(self.recurrence, self.first_date, self.start_time, self.minutes)
