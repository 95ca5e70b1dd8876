"""Where to turn in a crisis: a line to call or a place to go, and when that was last checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from peerdesk.domain.records import Record

CHECK_HOLDS = timedelta(days=90)
"""How long a check is trusted: a number that nobody answers is worse than none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisResource(Record):
    """One line or place of a group's list. Nothing of it is required."""

    group_id: int
    name: str = ""
    purpose: str = ""
    """What or whom it is for."""
    reach: str = ""
    """How it is reached: a number, an address, the way there."""
    hours: str = ""
    checked_on: date | None = None

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing yet, so that nobody has to read or hear it."""
        return not (self.name or self.purpose or self.reach or self.hours)

    def is_checked(self, today: date) -> bool:
        """Whether somebody made sure within the last 90 days that it is still right."""
        return self.checked_on is not None and today - self.checked_on <= CHECK_HOLDS

    @property
    def line(self) -> str:
        """All of it as one line, to be read aloud."""
        called = " ".join(
            part for part in (self.name, f"({self.purpose})" if self.purpose else "") if part
        )
        return ": ".join(part for part in (called, self.found) if part)

    @property
    def found(self) -> str:
        """How and when it is reached."""
        return ", ".join(part for part in (self.reach, self.hours) if part)


def spoken_lines(resources: Iterable[CrisisResource]) -> str:
    """The whole list, a line for each that says something."""
    return "\n".join(each.line for each in resources if not each.is_blank)
