"""Access needs: a list that everybody shares."""

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.access import AccessKind
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.errors import UserError


@pytest.fixture
def ana(desk: Desk) -> Member:
    return desk.members.save(Member(chosen_name="Ana"))


def test_words_of_ones_own_extend_the_list_for_everybody(desk: Desk, ana: Member) -> None:
    bo = desk.members.save(Member(chosen_name="Bo"))
    desk.access.add(ana.id, AccessKind.OTHER, "a quiet corner")
    desk.access.add(bo.id, AccessKind.OTHER, "a quiet corner")
    desk.access.add(bo.id, AccessKind.LARGE_PRINT)
    assert desk.access.known_words() == ("a quiet corner",)


def test_what_nobody_needs_any_more_leaves_the_list(desk: Desk, ana: Member) -> None:
    desk.access.add(ana.id, AccessKind.OTHER, "a quiet corner")
    desk.erasures.erase(ana.id)
    assert desk.access.known_words() == ()


def test_a_need_is_noted_once(desk: Desk, ana: Member) -> None:
    first = desk.access.add(ana.id, AccessKind.OTHER, "A quiet corner")
    assert desk.access.add(ana.id, AccessKind.OTHER, "a  quiet corner ") == first
    assert desk.access.add(ana.id, AccessKind.BREAKS) == desk.access.add(ana.id, AccessKind.BREAKS)
    assert len(desk.access.of_member(ana.id)) == 2


def test_words_are_needed_where_the_list_has_none(desk: Desk, ana: Member) -> None:
    with pytest.raises(UserError) as refused:
        desk.access.add(ana.id, AccessKind.OTHER, " ")
    assert refused.value.code is DeskTrouble.NAME_MISSING


def test_the_needs_of_a_group_are_those_of_who_is_in_it_now(desk: Desk, ana: Member) -> None:
    group = desk.groups.save(Group(name="Harbour evening"))
    desk.members.join(ana.id, group.id)
    need = desk.access.add(ana.id, AccessKind.STEP_FREE)
    outside = desk.members.save(Member(chosen_name="Bo"))
    desk.access.add(outside.id, AccessKind.STEP_FREE)
    assert desk.access.of_group(group.id) == {ana.id: (need,)}
    desk.access.remove(need)
    assert desk.access.of_group(group.id) == {}
