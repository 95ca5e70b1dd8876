"""Reading the sample programme from its file, every reference in it checked."""

import re
from dataclasses import dataclass
from datetime import date, time

from peerdesk.domain.access import AccessKind
from peerdesk.domain.contacts import Channel, Permission
from peerdesk.domain.groups import GroupKind, NotePolicy
from peerdesk.domain.members import Role
from peerdesk.domain.releases import Way
from peerdesk.domain.sample_programme import (
    Agreed,
    MeetingKind,
    Programme,
    ProgrammeConsent,
    ProgrammeFollowUp,
    ProgrammeGroup,
    ProgrammeGroupNote,
    ProgrammeMember,
    ProgrammeMemberNote,
    ProgrammeNeed,
    ProgrammePlace,
    ProgrammeRelease,
    ProgrammeResource,
    ProgrammeWay,
)
from peerdesk.domain.schedules import Schedule
from peerdesk.domain.script_files import LONGEST_TITLE
from peerdesk.domain.scripts import Manner
from peerdesk.domain.strict_toml import LONGEST_LINE, ScriptTrouble, TomlTable, read_toml

LARGEST_PROGRAMME = 256 * 1024
"""Bytes in UTF-8."""
LONGEST_PAST = 520
"""Weeks, or sessions."""
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def parse_programme(text: str, source: str = "programme.toml") -> Programme:
    """The programme in `text`. ScriptFileError with the line and the reason where it is refused."""
    table = read_toml(text, source, LARGEST_PROGRAMME)
    table.allow_only(
        "name", "language", "seed", "groups", "members", "group_notes", "member_notes",
        "follow_ups", "crisis_resources", "consents",
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
        consents=tuple(
            _consent(each, references) for each in table.tables("consents", 100, required=False)
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
        do_not_contact=table.yes("do_not_contact", default=False),
        ways=tuple(_way(each) for each in table.tables("ways", 10, required=False)),
        emergency_name=table.line("emergency_name", LONGEST_TITLE, ""),
        emergency_relation=table.line("emergency_relation", LONGEST_TITLE, ""),
        emergency_reach=table.line("emergency_reach", LONGEST_TITLE, ""),
        needs=tuple(_need(each) for each in table.tables("needs", 20, required=False)),
        left_because=table.line("left_because", LONGEST_LINE, ""),
        places=places,
    )


def _way(table: TomlTable) -> ProgrammeWay:
    table.allow_only(*ProgrammeWay.__slots__)
    return ProgrammeWay(
        channel=table.choice("channel", Channel),
        value=table.line("value", LONGEST_TITLE, ""),
        allowed=table.choice("allowed", Permission, Permission.YES),
        voicemail=table.choice("voicemail", Permission, Permission.UNASKED),
        may_be_said=table.line("may_be_said", LONGEST_LINE, ""),
        caller=table.line("caller", LONGEST_TITLE, ""),
        safe_times=table.line("safe_times", LONGEST_TITLE, ""),
        confirmed_weeks_ago=_optional(table, "confirmed_weeks_ago", LONGEST_PAST),
    )


def _need(table: TomlTable) -> ProgrammeNeed:
    table.allow_only(*ProgrammeNeed.__slots__)
    kind = table.choice("kind", AccessKind, AccessKind.OTHER)
    own = kind is AccessKind.OTHER
    return ProgrammeNeed(kind=kind, words=table.line("words", LONGEST_TITLE) if own else "")


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


def _consent(table: TomlTable, references: _References) -> ProgrammeConsent:
    table.allow_only(*ProgrammeConsent.__slots__)
    given = table.whole("given_days_ago", 0, 3650)
    return ProgrammeConsent(
        member=_reference(table, "member", references.members),
        what=table.line("what"),
        recipient=table.line("recipient", LONGEST_TITLE, ""),
        organisation=table.line("organisation", LONGEST_TITLE, ""),
        purpose=table.line("purpose"),
        manner=table.choice("manner", Manner),
        given_days_ago=given,
        ends_in_days=table.whole("ends_in_days", 0, 3650),
        releases=tuple(
            _release(each, references, given)
            for each in table.tables("releases", 10, required=False)
        ),
    )


def _release(table: TomlTable, references: _References, consented: int) -> ProgrammeRelease:
    """`consented` so many days ago; nothing was given before that."""
    table.allow_only(*ProgrammeRelease.__slots__)
    return ProgrammeRelease(
        what=table.line("what"),
        days_ago=table.whole("days_ago", 0, consented),
        way=table.choice("way", Way),
        given_by=_reference(table, "given_by", references.members),
    )
