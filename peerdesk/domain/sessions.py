"""One meeting of a group: its plan, who came, and what was read."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from peerdesk.domain.records import Record
from peerdesk.domain.scripts import ReadingForm

LEFT_OPEN_AFTER = timedelta(hours=3)
"""Past its planned end, after which a running session was forgotten rather than long."""


class SessionState(StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class AgendaKind(StrEnum):
    """The parts of a session's plan."""

    WELCOME = "welcome"
    GROUND_RULES = "ground_rules"
    CHECK_IN = "check_in"
    TOPIC = "topic"
    BREAK = "break"
    CHECK_OUT = "check_out"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Record):
    """One timed part of a session's plan, or of a group's template."""

    kind: AgendaKind
    title: str = ""
    minutes: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedItem(AgendaItem):
    """One part of the plan of a session, as it is going."""

    skipped: bool = False

    @property
    def minutes_planned(self) -> int:
        """Its minutes; 0 where it is left out."""
        return 0 if self.skipped else self.minutes


STANDARD_AGENDA = (
    AgendaItem(kind=AgendaKind.WELCOME, minutes=5),
    AgendaItem(kind=AgendaKind.GROUND_RULES, minutes=10),
    AgendaItem(kind=AgendaKind.CHECK_IN, minutes=20),
    AgendaItem(kind=AgendaKind.TOPIC, minutes=30),
    AgendaItem(kind=AgendaKind.BREAK, minutes=10),
    AgendaItem(kind=AgendaKind.CHECK_OUT, minutes=10),
    AgendaItem(kind=AgendaKind.CLOSE, minutes=5),
)
"""Ninety minutes; a group's own template replaces it."""


def fitted(agenda: tuple[AgendaItem, ...], minutes: int) -> tuple[AgendaItem, ...]:
    """`agenda` with its longest item stretched or shortened (to 5 or more) to fill `minutes`."""
    if not agenda:
        return agenda
    longest = max(range(len(agenda)), key=lambda index: agenda[index].minutes)
    missing = minutes - sum(item.minutes for item in agenda)
    stretched = replace(agenda[longest], minutes=max(5, agenda[longest].minutes + missing))
    return (*agenda[:longest], stretched, *agenda[longest + 1 :])


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Record):
    """One meeting. `starts_at` is the local wall clock, since a meeting is where its room is."""

    group_id: int
    starts_at: datetime
    minutes: int = 90
    state: SessionState = SessionState.PLANNED
    opened_at: datetime | None = None
    """When it began to run, UTC."""
    closed_at: datetime | None = None
    guests: int = 0
    """People who came once and gave no name."""
    erased: int = 0
    """How many of those who came were erased since: a bare count is all that is left of them."""
    version_id: int | None = None
    """The script version that is to be read, or was read where `read_at` is set."""
    form: ReadingForm | None = None
    read_at: datetime | None = None

    @property
    def ends_at(self) -> datetime:
        """When it is planned to end, on the local wall clock."""
        return self.starts_at + timedelta(minutes=self.minutes)

    def is_left_open(self, now: datetime) -> bool:
        """Whether it runs long past its end by `now` (local), so that nobody can be in it still."""
        return self.state is SessionState.RUNNING and now - self.ends_at > LEFT_OPEN_AFTER


class Presence(StrEnum):
    """Whether somebody came."""

    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left_early"
    APOLOGIES = "apologies"
    ABSENT = "absent"

    @property
    def came(self) -> bool:
        """Whether the person was in the room at all."""
        return self in {Presence.PRESENT, Presence.LATE, Presence.LEFT_EARLY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """One member's presence at one session."""

    session_id: int
    member_id: int
    presence: Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Record):
    """Something promised, with the day by which it is due."""

    text: str
    due_on: date | None = None
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Promise):
    """What a session promised to its group."""

    session_id: int
    owner_id: int | None = None
    """Who looks after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFollowUp(Promise):
    """What was promised to one member. It goes with them."""

    member_id: int
