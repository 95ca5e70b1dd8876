"""How somebody may be reached without harm: each way with what was agreed about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from peerdesk.domain.records import Record

MONTHS_UNTIL_ASKED_AGAIN = 6
"""A number changes hands, a household changes: what was safe half a year ago is asked about."""


class Channel(StrEnum):
    """A way to reach somebody."""

    PHONE = "phone"
    TEXT_MESSAGE = "text_message"
    EMAIL = "email"
    LETTER = "letter"
    OTHER = "other"


class Permission(StrEnum):
    """What somebody said when they were asked."""

    YES = "yes"
    NO = "no"
    UNASKED = "unasked"


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeContact(Record):
    """One way to reach a member. What was not asked about counts as not allowed."""

    member_id: int
    channel: Channel
    value: str = ""
    """The number or the address."""
    allowed: Permission = Permission.UNASKED
    voicemail: Permission = Permission.UNASKED
    may_be_said: str = ""
    """And to whom; empty: nothing, to nobody else."""
    caller: str = ""
    """Who to say is calling or writing; empty: no name, and never the group's."""
    safe_times: str = ""
    confirmed_on: date | None = None
    """The day on which the person last said that it is still right."""

    def asks_again(self, today: date) -> bool:
        """Whether it is time to ask the person whether it is still right."""
        if self.allowed is Permission.NO:
            return False
        return self.confirmed_on is None or self.confirmed_on <= confirmed_too_long_ago(today)


def usable(ways: Iterable[SafeContact]) -> tuple[SafeContact, ...]:
    """The ways that may be used: the person said so, and there is a number or an address."""
    return tuple(way for way in ways if way.allowed is Permission.YES and way.value)


def confirmed_too_long_ago(today: date) -> date:
    """What was confirmed on this day or before has to be asked about again."""
    first = today.replace(day=1)
    for _ in range(MONTHS_UNTIL_ASKED_AGAIN):
        first = (first - timedelta(days=1)).replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return min(first + timedelta(days=today.day - 1), after - timedelta(days=1))
