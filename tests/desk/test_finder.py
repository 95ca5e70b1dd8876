"""One search over groups, people, scripts and notes."""

from datetime import datetime

import pytest

from peerdesk.desk.changes import Kind
from peerdesk.desk.desk import Desk
from peerdesk.desk.finder import MOST_OF_A_KIND, find
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote


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
    found = {each.kind: (each.key, each.title, each.subtitle) for each in find(desk, "LANTERN")}
    assert found == {
        Kind.GROUP: (group.id, "Lantern circle", ""),
        Kind.MEMBER: (member.id, "Lantern Lee", "they"),
        Kind.SCRIPT: (script.id, "Lantern rules", ""),
        Kind.GROUP_NOTE: (f"group:{about_session.id}", "Lantern circle", "A lantern was lit"),
        Kind.MEMBER_NOTE: (f"member:{about_member.id}", "Lantern Lee", "Likes lanterns"),
    }


def test_at_most_six_of_a_kind_are_given(desk: Desk) -> None:
    for number in range(9):
        desk.members.save(Member(chosen_name=f"Sam {number}"))
    assert len(find(desk, "sam")) == MOST_OF_A_KIND


@pytest.mark.parametrize("typed", ["", "  ", "\u0301", "\x00"])
def test_typing_nothing_finds_nothing(desk: Desk, typed: str) -> None:
    desk.members.save(Member(chosen_name="Ana"))
    assert find(desk, typed) == []
