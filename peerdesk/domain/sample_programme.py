"""The sample programme: fictional people and words, from which a sample vault is made.

Every moment in it is relative (weeks ago, sessions ago), so that a sample vault made on any
day looks as if it had been kept until yesterday. The one random thing left to whoever makes it is
who came when, drawn from `Programme.seed` and each place's `comes`.
"""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from peerdesk.domain.access import AccessKind
from peerdesk.domain.contacts import Channel, Permission
from peerdesk.domain.groups import GroupKind, NotePolicy
from peerdesk.domain.members import Role
from peerdesk.domain.past_meetings import past_dates
from peerdesk.domain.releases import Way
from peerdesk.domain.schedules import Schedule
from peerdesk.domain.scripts import Manner


class MeetingKind(StrEnum):
    """What a session was like, so that attendance and note fit each other."""

    ORDINARY = "ordinary"
    FIRST = "first"
    SMALL = "small"
    BUSY = "busy"
    NEWCOMERS = "newcomers"
    HARD = "hard"
    AGREEMENT = "agreement"
    CELEBRATION = "celebration"


class Agreed(StrEnum):
    """How a member accepted the group's agreement, or that it is still to be asked."""

    SPOKEN = "spoken"
    ON_PAPER = "on_paper"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeGroup:
    """A group and how many of its past sessions to make."""

    key: str
    name: str
    purpose: str
    kind: GroupKind
    place: str
    capacity: int
    recurrence: str
    """An RFC 5545 RRULE, one of the patterns that `Schedule.parse` reads."""
    start: time
    minutes: int
    crosstalk: bool
    note_policy: NotePolicy
    script: str
    """The id of the built-in script that the group took as its agreement."""
    past_sessions: int
    guests: float
    """The likelihood, 0 to 1, that somebody came once and gave no name."""

    def schedule(self, today: date) -> Schedule:
        """The schedule whose first date lies `past_sessions` meetings before `today`."""
        pattern = Schedule.parse(self.recurrence, today, self.start, self.minutes)
        first = past_dates(pattern, today, self.past_sessions)[0]
        return Schedule.parse(self.recurrence, first, self.start, self.minutes)

    def session_dates(self, today: date) -> tuple[date, ...]:
        """The days of the past sessions, oldest first, all before `today`.

        The session that a note calls `sessions_ago = 1` is the last of them.
        """
        return past_dates(self.schedule(today), today, self.past_sessions)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePlace:
    """A member's place in a group."""

    group: str
    """The group's key."""
    role: Role
    joined_weeks_ago: int
    left_weeks_ago: int | None
    comes: float
    """The likelihood, 0 to 1, that the member comes to a session."""
    agreed: Agreed


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeWay:
    """A way to reach a member; the fields are those of `SafeContact`."""

    channel: Channel
    value: str
    allowed: Permission
    voicemail: Permission
    may_be_said: str
    caller: str
    safe_times: str
    confirmed_weeks_ago: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeNeed:
    """What a member needs in the room, of the list or in words of its own."""

    kind: AccessKind
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeMember:
    """A fictional person; the fields are those of `Member`."""

    key: str
    chosen_name: str
    pronouns: str
    other_name: str
    do_not_contact: bool
    ways: tuple[ProgrammeWay, ...]
    emergency_name: str
    emergency_relation: str
    emergency_reach: str
    needs: tuple[ProgrammeNeed, ...]
    left_because: str
    places: tuple[ProgrammePlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeGroupNote:
    """The note of one past session. `sessions_ago` counts back from 1, the latest."""

    group: str
    sessions_ago: int
    meeting: MeetingKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeMemberNote:
    """A note about one member, written after a past session of a group that they are in."""

    member: str
    group: str
    sessions_ago: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFollowUp:
    """Something promised in a past session; days count from that session."""

    group: str
    sessions_ago: int
    text: str
    due_after_days: int
    done_after_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeResource:
    """A fictional line or place to turn to; its words say that it is a sample."""

    group: str
    name: str
    purpose: str
    reach: str
    hours: str
    checked_days_ago: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRelease:
    """What was given under a fictional consent, with the person told before."""

    what: str
    days_ago: int
    way: Way
    given_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeConsent:
    """What a fictional person allowed to be given."""

    member: str
    what: str
    recipient: str
    organisation: str
    purpose: str
    manner: Manner
    given_days_ago: int
    ends_in_days: int
    releases: tuple[ProgrammeRelease, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A whole fictional programme, every reference in it checked."""

    name: str
    language: str
    seed: int
    groups: tuple[ProgrammeGroup, ...]
    members: tuple[ProgrammeMember, ...]
    group_notes: tuple[ProgrammeGroupNote, ...]
    member_notes: tuple[ProgrammeMemberNote, ...]
    follow_ups: tuple[ProgrammeFollowUp, ...]
    crisis_resources: tuple[ProgrammeResource, ...]
    consents: tuple[ProgrammeConsent, ...]
