"""One search over groups, people, scripts, sessions and notes."""

from datetime import datetime

import pytest

from peerdesk.desk.changes import Kind
from peerdesk.desk.desk import Desk
from peerdesk.desk.finder import MOST_OF_A_KIND, find
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote

NOW = datetime(2026, 11, 28, 12, 0)
"""A Saturday."""


def test_each_kind_is_found_with_the_key_that_opens_it(desk: Desk) -> None:
    group = desk.groups.save(Group(name="Lantern circle"))
    session = desk.sessions.plan(group.id, datetime(2026, 11, 24, 18, 30))
    member = desk.members.save(Member(chosen_name="Lantern Lee", pronouns="they"))
    script = desk.scripts.duplicate(desk.scripts.all()[0].id, "Lantern rules")
    about_session = desk.notes.keep_group_note(session.id, "A lantern\nwas lit")
    about_member = desk.notes.keep_member_note(
        MemberNote(member_id=member.id, text="Likes lanterns")
    )
    assert about_session is not None
    found = {
        each.kind: (each.key, each.title, each.subtitle) for each in find(desk, "LANTERN", NOW)
    }
    assert found == {
        Kind.GROUP: (group.id, "Lantern circle", ""),
        Kind.MEMBER: (member.id, "Lantern Lee", "they"),
        Kind.SCRIPT: (script.id, "Lantern rules", ""),
        Kind.SESSION: (session.id, "Lantern circle", ""),
        Kind.GROUP_NOTE: (f"group:{about_session.id}", "Lantern circle", "A lantern was lit"),
        Kind.MEMBER_NOTE: (f"member:{about_member.id}", "Lantern Lee", "Likes lanterns"),
    }


def test_at_most_six_of_a_kind_are_given(desk: Desk) -> None:
    for number in range(9):
        desk.members.save(Member(chosen_name=f"Sam {number}"))
    assert len(find(desk, "sam", NOW)) == MOST_OF_A_KIND


@pytest.mark.parametrize("typed", ["", "  ", "\u0301", "\x00"])
def test_typing_nothing_finds_nothing(desk: Desk, typed: str) -> None:
    desk.members.save(Member(chosen_name="Ana"))
    assert find(desk, typed, NOW) == []


@pytest.fixture
def evenings(desk: Desk) -> None:
    """Two groups of which one meets every Tuesday, and the other on two days."""
    lantern = desk.groups.save(Group(name="Lantern circle")).id
    meadow = desk.groups.save(Group(name="Meadow")).id
    for day in (10, 17, 24):
        desk.sessions.plan(lantern, datetime(2026, 11, day, 18, 30))
    desk.sessions.plan(meadow, datetime(2026, 11, 24, 10, 0))
    desk.sessions.plan(meadow, datetime(2024, 5, 3, 10, 0))


def sessions(desk: Desk, typed: str) -> list[str]:
    found = [each for each in find(desk, typed, NOW) if each.kind is Kind.SESSION]
    return [f"{each.title} {each.when:%d.%m.%Y}" for each in found if each.when]


@pytest.mark.usefixtures("evenings")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("24 nov", ["Lantern circle 24.11.2026", "Meadow 24.11.2026"]),
        ("2026-11-24 mea", ["Meadow 24.11.2026"]),
        ("lantern tue", ["Lantern circle 24.11.2026", "Lantern circle 17.11.2026",
                         "Lantern circle 10.11.2026"]),
        ("3 may", ["Meadow 03.05.2024"]),
        ("meadow", ["Meadow 24.11.2026", "Meadow 03.05.2024"]),
        ("3 june", []),
        ("nobody 24 nov", []),
    ],
)  # fmt: skip
def test_sessions_are_found_by_day_and_group(desk: Desk, typed: str, expected: list[str]) -> None:
    assert sessions(desk, typed) == expected
