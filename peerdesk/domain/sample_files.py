"""The sample programme: fictional people and words, from which a sample vault is made.

Every moment in the file is relative (weeks ago, sessions ago), so that a sample vault made on any
day looks as if it had been kept until yesterday. The one random thing left to whoever makes it is
who came when, drawn from `Programme.seed` and each place's `comes`.
"""

import re
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from peerdesk.domain.groups import GroupKind, NotePolicy
from peerdesk.domain.members import Role
from peerdesk.domain.past_meetings import past_dates
from peerdesk.domain.schedules import Schedule
from peerdesk.domain.script_files import LONGEST_TITLE
from peerdesk.domain.strict_toml import LONGEST_LINE, ScriptTrouble, TomlTable, read_toml

LARGEST_PROGRAMME = 256 * 1024
"""Bytes in UTF-8."""
LONGEST_PAST = 520
"""Weeks, or sessions."""
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


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
class ProgrammeMember:
    """A fictional person; the fields are those of `Member`."""

    key: str
    chosen_name: str
    pronouns: str
    other_name: str
    contact: str
    safe_contact: str
    emergency_contact: str
    access_needs: str
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


def parse_programme(text: str, source: str = "programme.toml") -> Programme:
    """The programme in `text`. ScriptFileError with the line and the reason where it is refused."""
    table = read_toml(text, source, LARGEST_PROGRAMME)
    table.allow_only(
        "name", "language", "seed", "groups", "members", "group_notes", "member_notes",
        "follow_ups", "crisis_resources",
    )  # fmt: skip
    references = _References(groups=_keyed(table, "groups"), members=_keyed(table, "members"))
    return Programme(
        name=table.line("name", LONGEST_TITLE),
        language=table.line("language", 20),
        seed=table.whole("seed", 0, 2**31),
        groups=tuple(_group(each) for each in references.groups.values()),
        members=tuple(_member(each, references) for each in references.members.values()),
        group_notes=_group_notes(table, references),
        member_notes=tuple(_member_note(each, references) for each in _listed(table, "member_")),
        follow_ups=tuple(
            _follow_up(each, references) for each in table.tables("follow_ups", 500, required=False)
        ),
        crisis_resources=tuple(
            _resource(each, references)
            for each in table.tables("crisis_resources", 100, required=False)
        ),
    )


@dataclass(frozen=True, slots=True)
class _References:
    """The tables that others name by their key."""

    groups: dict[str, TomlTable]
    members: dict[str, TomlTable]

    def group(self, table: TomlTable) -> str:
        return _reference(table, "group", self.groups)

    def noted_group(self, table: TomlTable) -> str:
        """A group whose note policy allows words."""
        key = self.group(table)
        if self.groups[key].choice("note_policy", NotePolicy) is NotePolicy.CONTENT_FREE:
            raise table.refusal(ScriptTrouble.NOT_KEPT, "group", value=key)
        return key

    def sessions_ago(self, table: TomlTable) -> int:
        """A session that the group of `table` had."""
        past = self.groups[self.group(table)].whole("past_sessions", 1, LONGEST_PAST)
        return table.whole("sessions_ago", 1, past)


def _keyed(table: TomlTable, name: str) -> dict[str, TomlTable]:
    keyed: dict[str, TomlTable] = {}
    for each in table.tables(name, 500):
        key = each.matching("key", _KEY)
        if key in keyed:
            raise each.refusal(ScriptTrouble.DUPLICATE, "key", value=key)
        keyed[key] = each
    return keyed


def _reference(table: TomlTable, name: str, known: dict[str, TomlTable]) -> str:
    key = table.matching(name, _KEY)
    if key not in known:
        raise table.refusal(ScriptTrouble.UNKNOWN_VALUE, name, value=key)
    return key


def _listed(table: TomlTable, whose: str) -> tuple[TomlTable, ...]:
    return table.tables(f"{whose}notes", 2000, required=False)


def _group(table: TomlTable) -> ProgrammeGroup:
    table.allow_only(*ProgrammeGroup.__slots__)
    minutes = table.whole("minutes", 10, 480)
    start = time.fromisoformat(table.matching("start", _TIME))
    return ProgrammeGroup(
        key=table.matching("key", _KEY),
        name=table.line("name", LONGEST_TITLE),
        purpose=table.line("purpose", default=""),
        kind=table.choice("kind", GroupKind),
        place=table.line("place", LONGEST_TITLE, ""),
        capacity=table.whole("capacity", 1, 500),
        recurrence=_recurrence(table),
        start=start,
        minutes=minutes,
        crosstalk=table.yes("crosstalk", default=False),
        note_policy=table.choice("note_policy", NotePolicy),
        script=table.matching("script", _KEY),
        past_sessions=table.whole("past_sessions", 1, LONGEST_PAST),
        guests=_share(table, "guests") if "guests" in table.values else 0.0,
    )


def _recurrence(table: TomlTable) -> str:
    rule = table.line("recurrence", 60)
    try:
        Schedule.parse(rule, date(2000, 1, 1), time(0), 10)
    except (ValueError, KeyError) as failure:
        raise table.refusal(ScriptTrouble.UNKNOWN_VALUE, "recurrence", value=rule) from failure
    return rule


def _member(table: TomlTable, references: _References) -> ProgrammeMember:
    table.allow_only(*ProgrammeMember.__slots__)
    places = tuple(_place(each, references) for each in table.tables("places", 10))
    if len({place.group for place in places}) < len(places):
        raise table.refusal(ScriptTrouble.DUPLICATE, "places", value="group")
    return ProgrammeMember(
        key=table.matching("key", _KEY),
        chosen_name=table.line("chosen_name", LONGEST_TITLE),
        pronouns=table.line("pronouns", LONGEST_TITLE, ""),
        other_name=table.line("other_name", LONGEST_TITLE, ""),
        contact=table.line("contact", LONGEST_LINE, ""),
        safe_contact=table.line("safe_contact", LONGEST_LINE, ""),
        emergency_contact=table.line("emergency_contact", LONGEST_LINE, ""),
        access_needs=table.line("access_needs", LONGEST_LINE, ""),
        left_because=table.line("left_because", LONGEST_LINE, ""),
        places=places,
    )


def _place(table: TomlTable, references: _References) -> ProgrammePlace:
    table.allow_only(*ProgrammePlace.__slots__)
    joined = table.whole("joined_weeks_ago", 0, LONGEST_PAST)
    return ProgrammePlace(
        group=references.group(table),
        role=table.choice("role", Role, Role.MEMBER),
        joined_weeks_ago=joined,
        left_weeks_ago=_optional(table, "left_weeks_ago", joined),
        comes=_share(table, "comes"),
        agreed=table.choice("agreed", Agreed, Agreed.SPOKEN),
    )


def _share(table: TomlTable, key: str) -> float:
    """A likelihood from 0 to 1."""
    number = table.values.get(key)
    if number is None:
        raise table.refusal(ScriptTrouble.MISSING, key)
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise table.refusal(ScriptTrouble.WRONG_TYPE, key, expected="number")
    if not 0 <= number <= 1:
        raise table.refusal(ScriptTrouble.OUT_OF_RANGE, key, lowest=0, highest=1)
    return float(number)


def _optional(table: TomlTable, key: str, highest: int) -> int | None:
    return table.whole(key, 0, highest) if key in table.values else None


def _group_notes(table: TomlTable, references: _References) -> tuple[ProgrammeGroupNote, ...]:
    notes: dict[tuple[str, int], ProgrammeGroupNote] = {}
    for each in _listed(table, "group_"):
        note = _group_note(each, references)
        if (note.group, note.sessions_ago) in notes:
            raise each.refusal(ScriptTrouble.DUPLICATE, "sessions_ago", value=note.sessions_ago)
        notes[note.group, note.sessions_ago] = note
    return tuple(notes.values())


def _group_note(table: TomlTable, references: _References) -> ProgrammeGroupNote:
    table.allow_only(*ProgrammeGroupNote.__slots__)
    return ProgrammeGroupNote(
        group=references.noted_group(table),
        sessions_ago=references.sessions_ago(table),
        meeting=table.choice("meeting", MeetingKind, MeetingKind.ORDINARY),
        text=table.words("text"),
    )


def _member_note(table: TomlTable, references: _References) -> ProgrammeMemberNote:
    table.allow_only(*ProgrammeMemberNote.__slots__)
    member = _reference(table, "member", references.members)
    group = references.noted_group(table)
    groups = {each.line("group") for each in references.members[member].tables("places", 10)}
    if group not in groups:
        raise table.refusal(ScriptTrouble.UNKNOWN_VALUE, "group", value=group)
    return ProgrammeMemberNote(
        member=member,
        group=group,
        sessions_ago=references.sessions_ago(table),
        text=table.words("text"),
    )


def _follow_up(table: TomlTable, references: _References) -> ProgrammeFollowUp:
    table.allow_only(*ProgrammeFollowUp.__slots__)
    return ProgrammeFollowUp(
        group=references.noted_group(table),
        sessions_ago=references.sessions_ago(table),
        text=table.line("text"),
        due_after_days=table.whole("due_after_days", 0, 365),
        done_after_days=_optional(table, "done_after_days", 365),
    )


def _resource(table: TomlTable, references: _References) -> ProgrammeResource:
    table.allow_only(*ProgrammeResource.__slots__)
    return ProgrammeResource(
        group=references.group(table),
        name=table.line("name"),
        purpose=table.line("purpose", default=""),
        reach=table.line("reach"),
        hours=table.line("hours", default=""),
        checked_days_ago=_optional(table, "checked_days_ago", 3650),
    )
