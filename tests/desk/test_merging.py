"""Joining two records of one person: nothing is lost, and taking it back restores every row."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerdesk.desk.desk import Desk
from peerdesk.desk.merging import SETTLED
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.access import AccessKind
from peerdesk.domain.contacts import Channel, SafeContact
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member, Role
from peerdesk.domain.merging import Difference
from peerdesk.domain.notes import MemberNote
from peerdesk.domain.sessions import Presence
from peerdesk.errors import UserError

START = datetime(2026, 11, 2, 19, 0)
DAY = date(2026, 3, 1)
WORDS = st.sampled_from(["", "Ana", "Robin", "she/her", "moved to Hull"])
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2026, 1, 1))


def in_words(found: tuple[Difference, ...]) -> str:
    return "\n".join(f"{each.field}: {each.other}" for each in found)


class EnoughError(Exception):
    """Ends an example without keeping it."""


@contextmanager
def not_kept(desk: Desk) -> Iterator[None]:
    """Everything within is rolled back, so that many examples are quick."""
    with suppress(EnoughError), desk.change(None):
        yield
        raise EnoughError


def dump(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the vault, but for what counts changes."""
    tables = [
        name
        for (name,) in desk.connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        if name not in {"vault", "log_entries"} and "_search" not in name
    ]
    return {
        table: list(desk.connection.execute(f"SELECT * FROM {table} ORDER BY id"))  # noqa: S608
        for table in tables
    }


MEMBERS = st.builds(
    Member,
    chosen_name=st.sampled_from(["Ana", "Anna", "A."]),
    pronouns=WORDS,
    other_name=WORDS,
    told_apart_by=WORDS,
    emergency_name=WORDS,
    emergency_relation=WORDS,
    emergency_reach=WORDS,
    do_not_contact=st.booleans(),
    joined_on=DAYS,
    left_on=DAYS,
    left_because=WORDS,
)
RECORDS = st.fixed_dictionaries(
    {
        "member": MEMBERS,
        "groups": st.lists(
            st.tuples(st.integers(0, 1), st.sampled_from(Role), st.booleans()), max_size=3
        ),
        "came": st.dictionaries(st.integers(0, 3), st.sampled_from(Presence)),
        "notes": st.lists(st.sampled_from(["tea", "late bus", "asked for quiet"]), max_size=2),
        "ways": st.lists(st.sampled_from(["555 0100", "a@example.org"]), max_size=2),
        "needs": st.lists(st.sampled_from(["large_print", "a corner", "breaks"]), max_size=3),
        "promised": st.lists(st.sampled_from(["ring her", "bring the map"]), max_size=2),
        "agreed": st.none() | st.integers(0, 5),
    }
)


class Scene:
    """Two groups, four sessions, and people who are filled in from drawn values."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.groups = [desk.groups.save(Group(name=name)) for name in ("Harbour", "Hill")]
        self.sessions = [
            desk.sessions.plan(self.groups[n % 2].id, START + timedelta(days=n)) for n in range(4)
        ]
        version = desk.scripts.latest(desk.scripts.all()[0].id)
        self.agreement = desk.agreements.take(self.groups[0].id, version.id, DAY)

    def add(self, drawn: dict[str, Any]) -> Member:
        """Keep one record with everything that was drawn for it."""
        desk, member = self.desk, self.desk.members.save(drawn["member"])
        for index, role, ended in drawn["groups"]:
            in_it = [
                each.group_id for each in desk.members.memberships(member.id) if each.until is None
            ]
            if self.groups[index].id not in in_it:
                made = desk.members.join(member.id, self.groups[index].id, role=role, since=DAY)
                if ended:
                    desk.members.leave(made, DAY)
        for index, presence in drawn["came"].items():
            desk.sessions.mark(self.sessions[index].id, member.id, presence)
        for text in drawn["notes"]:
            desk.notes.keep_member_note(MemberNote(member_id=member.id, text=text))
        for value in drawn["ways"]:
            way = SafeContact(member_id=member.id, channel=Channel.OTHER, value=value)
            desk.contacts.save(way)
        for need in drawn["needs"]:
            listed = need in set(AccessKind)
            kind = AccessKind(need) if listed else AccessKind.OTHER
            desk.access.add(member.id, kind, "" if listed else need)
        for text in drawn["promised"]:
            desk.member_follow_ups.add(member.id, text)
        if drawn["agreed"] is not None:
            moment = datetime(2026, 1, 1 + drawn["agreed"], tzinfo=UTC)
            desk.agreements.acknowledge(self.agreement.id, [member.id], at=moment)
        return member

    def facts(self, member_id: int) -> set[tuple[str, object]]:
        """Everything that is known about one person, each fact once."""
        desk = self.desk
        facts: set[tuple[str, object]] = set()
        for each in desk.members.memberships(member_id):
            facts.add(("group", (each.group_id, each.until is None)))
        for session in self.sessions:
            presence = desk.sessions.attendance(session.id).get(member_id)
            if presence is not None:
                facts.add(("noted", session.id))
                if presence.came:
                    facts.add(("came", session.id))
        facts |= {("note", note.text) for note in desk.notes.of_member(member_id)}
        promised = desk.member_follow_ups.of_member(member_id)
        facts |= {("promised", promise.text) for promise in promised}
        facts |= {("way", way.value) for way in desk.contacts.of_member(member_id)}
        facts |= {("need", (n.kind, n.words)) for n in desk.access.of_member(member_id)}
        given = desk.agreements.acknowledgements(self.agreement.id)
        facts |= {("agreed", each.agreement_id) for each in given if each.member_id == member_id}
        return facts

    def words(self, member_id: int) -> str:
        """Every word of the record itself, and of the notes about it."""
        member = self.desk.members.get(member_id)
        notes = [note.text for note in self.desk.notes.of_member(member_id)]
        return "\n".join([*(str(getattr(member, name)) for name in TEXTS), *notes])


TEXTS = (
    "chosen_name",
    "pronouns",
    "other_name",
    "told_apart_by",
    "emergency_name",
    "emergency_relation",
    "emergency_reach",
    "left_because",
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(RECORDS, RECORDS)
def test_nothing_is_lost_and_taking_it_back_restores_every_row(
    desk: Desk, first: dict[str, Any], second: dict[str, Any]
) -> None:
    with not_kept(desk):
        scene = Scene(desk)
        kept, other, third = scene.add(first), scene.add(second), scene.add(second)
        known = scene.facts(kept.id) | scene.facts(other.id)
        words = [getattr(each, name) for each in (kept, other) for name in TEXTS]
        untouched = scene.facts(third.id)
        before = dump(desk)
        undo = desk.merges.merge(kept.id, other.id, in_words)
        assert known <= scene.facts(kept.id)
        said = scene.words(kept.id)
        assert [each for each in words if each not in said] == []
        after = desk.members.get(kept.id)
        assert after.do_not_contact is (kept.do_not_contact or other.do_not_contact)
        assert scene.facts(third.id) == untouched
        assert desk.connection.execute("PRAGMA foreign_key_check").fetchall() == []
        desk.merges.take_back(undo)
        assert dump(desk) == before


@pytest.fixture
def two(desk: Desk) -> tuple[Member, Member]:
    return (
        desk.members.save(Member(chosen_name="Ana", joined_on=date(2026, 5, 1))),
        desk.members.save(Member(chosen_name="Anna", joined_on=date(2026, 2, 1))),
    )


def test_the_preview_says_in_numbers_what_joins(desk: Desk, two: tuple[Member, Member]) -> None:
    kept, other = two
    group = desk.groups.save(Group(name="Harbour"))
    desk.members.join(other.id, group.id)
    desk.notes.keep_member_note(MemberNote(member_id=other.id, text="tea"))
    seen = desk.merges.preview(kept.id, other.id)
    assert dict(seen.brought) == {"memberships": 1, "member_notes": 1}
    assert seen.differences == (Difference("chosen_name", "Ana", "Anna"),)


def test_the_earlier_day_and_the_leading_role_stay(desk: Desk, two: tuple[Member, Member]) -> None:
    kept, other = two
    group = desk.groups.save(Group(name="Harbour"))
    desk.members.join(kept.id, group.id, since=date(2026, 5, 1))
    desk.members.join(other.id, group.id, role=Role.FACILITATOR, since=date(2026, 2, 1))
    desk.merges.merge(kept.id, other.id, in_words)
    (membership,) = desk.members.memberships(kept.id)
    assert (membership.since, membership.role) == (date(2026, 2, 1), Role.FACILITATOR)
    assert desk.members.get(kept.id).joined_on == date(2026, 2, 1)
    assert [each.id for each in desk.members.all()] == [kept.id]


def test_having_come_stays_over_not_having_come(desk: Desk, two: tuple[Member, Member]) -> None:
    kept, other = two
    group = desk.groups.save(Group(name="Harbour"))
    session = desk.sessions.plan(group.id, START)
    desk.sessions.mark(session.id, kept.id, Presence.ABSENT)
    desk.sessions.mark(session.id, other.id, Presence.LATE)
    desk.merges.merge(kept.id, other.id, in_words)
    assert desk.sessions.attendance(session.id) == {kept.id: Presence.LATE}


def test_who_left_by_one_record_and_is_here_by_the_other_is_here(
    desk: Desk, two: tuple[Member, Member]
) -> None:
    kept, other = two
    desk.members.save(replace(other, left_on=DAY, left_because="moved to Hull"))
    desk.merges.merge(kept.id, other.id, in_words)
    after = desk.members.get(kept.id)
    assert (after.left_on, after.left_because) == (None, "")
    (note,) = desk.notes.of_member(kept.id)
    assert "left_because: moved to Hull" in note.text


def test_it_is_taken_back_only_while_nothing_else_was_saved(
    desk: Desk, two: tuple[Member, Member]
) -> None:
    kept, other = two
    undo = desk.merges.merge(kept.id, other.id, in_words)
    desk.members.save(Member(chosen_name="Somebody"))
    with pytest.raises(UserError) as refused:
        desk.merges.take_back(undo)
    assert refused.value.code is DeskTrouble.CHANGED_SINCE
    assert [each.chosen_name for each in desk.members.all()] == ["Ana", "Somebody"]


def test_lists_and_the_log_follow(desk: Desk, two: tuple[Member, Member]) -> None:
    kept, other = two
    undo = desk.merges.merge(kept.id, other.id, in_words)
    assert [each.id for each in desk.directory.everybody()] == [kept.id]
    assert desk.log.latest(LogKind.CHANGED) is not None
    desk.merges.take_back(undo)
    assert [each.id for each in desk.directory.everybody()] == [kept.id, other.id]


def test_every_table_in_which_a_member_is_once_has_a_rule(desk: Desk) -> None:
    """A new table with such an index would lose rows in a merge until somebody thinks of it."""
    once = {
        table
        for table, column in desk.merges._referring()
        for (_, name, unique, *_) in desk.connection.execute(f"PRAGMA index_list({table})")
        if unique
        and column in {row[2] for row in desk.connection.execute(f"PRAGMA index_info({name})")}
    }
    assert once <= set(SETTLED)
