"""Participants, and their place in a group."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from peerdesk.domain.limits import ReportingDuty
from peerdesk.domain.records import Record


class Role(StrEnum):
    """What a member does in a group."""

    MEMBER = "member"
    FACILITATOR = "facilitator"
    CO_FACILITATOR = "co_facilitator"
    TIMEKEEPER = "timekeeper"
    OBSERVER = "observer"


class GroupAsked(StrEnum):
    """What the group said to somebody who only observes. One objection is enough."""

    NOT_YET = "not_yet"
    NOBODY_OBJECTS = "nobody_objects"
    SOMEBODY_OBJECTS = "somebody_objects"


class InvitedBack(StrEnum):
    """Whether somebody who left may come back."""

    OPEN = "open"
    YES = "yes"
    NO = "no"


LEADING_ROLES = frozenset({Role.FACILITATOR, Role.CO_FACILITATOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Record):
    """A participant. Only the chosen name is required, and it may be an alias.

    There is no field for a diagnosis, a medication or an address, on purpose. The ways to reach
    them and what they need in the room are records of their own.
    """

    chosen_name: str
    pronouns: str = ""
    other_name: str = ""
    told_apart_by: str = ""
    """A few words that tell them from others of the same chosen name, as "plays the fiddle"."""
    do_not_contact: bool = False
    """They asked not to be reached at all, whatever ways are noted."""
    emergency_name: str = ""
    emergency_relation: str = ""
    emergency_reach: str = ""
    joined_on: date | None = None
    left_on: date | None = None
    left_because: str = ""
    """In their own words."""
    invited_back: InvitedBack = InvitedBack.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Record):
    """A member in a group. A membership that ended stays, with its last day."""

    group_id: int
    member_id: int
    role: Role = Role.MEMBER
    reporting_duty: ReportingDuty = ReportingDuty.UNSURE
    """Of somebody who leads the group; it has no meaning for others."""
    group_asked: GroupAsked = GroupAsked.NOT_YET
    """Of an observer; it has no meaning for others."""
    since: date | None = None
    until: date | None = None
