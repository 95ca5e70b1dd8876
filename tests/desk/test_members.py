"""The roster, and who is in which group."""

from datetime import date

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member, Role
from peerdesk.errors import UserError

DAY = date(2026, 11, 22)


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(Group(name="Harbour"))


@pytest.fixture
def ana(desk: Desk) -> Member:
    return desk.members.save(Member(chosen_name="Ana José", other_name="Anneliese"))


def groups_of(desk: Desk, member: Member) -> tuple[str, ...]:
    person = desk.directory.person(member.id)
    assert person is not None
    return person.groups


def test_nobody_is_in_a_group_twice(desk: Desk, ana: Member, group: Group) -> None:
    desk.members.join(ana.id, group.id)
    with pytest.raises(UserError) as refused:
        desk.members.join(ana.id, group.id)
    assert refused.value.code is DeskTrouble.ALREADY_IN_GROUP
    assert len(desk.members.memberships(ana.id)) == 1


def test_somebody_who_left_can_join_again_and_both_times_stay(
    desk: Desk, ana: Member, group: Group
) -> None:
    first = desk.members.join(ana.id, group.id, since=date(2025, 1, 1))
    desk.members.leave(first, date(2025, 6, 1))
    assert desk.members.of_group(group.id) == []
    desk.members.join(ana.id, group.id, since=DAY)
    assert [each.until for each in desk.members.memberships(ana.id)] == [None, date(2025, 6, 1)]


def roles(desk: Desk, member: Member) -> list[tuple[Role, date | None, date | None]]:
    return [(each.role, each.since, each.until) for each in desk.members.memberships(member.id)]


def test_a_former_role_stays_on_record_with_its_days(desk: Desk, ana: Member, group: Group) -> None:
    today = date.today()  # noqa: DTZ011 - as the desk counts
    membership = desk.members.join(ana.id, group.id, since=date(2025, 1, 1))

    changed = desk.members.change_role(membership, Role.TIMEKEEPER)

    assert roles(desk, ana) == [
        (Role.TIMEKEEPER, today, None),
        (Role.MEMBER, date(2025, 1, 1), today),
    ]
    assert changed.id == membership.id
    desk.members.change_role(changed, Role.FACILITATOR)
    assert [role for role, _, _ in roles(desk, ana)] == [Role.FACILITATOR, Role.MEMBER]


def test_a_role_that_comes_back_on_the_same_day_leaves_nothing_behind(
    desk: Desk, ana: Member, group: Group
) -> None:
    membership = desk.members.join(ana.id, group.id, since=date(2025, 1, 1))
    changed = desk.members.change_role(membership, Role.TIMEKEEPER)

    desk.members.change_role(changed, Role.MEMBER)

    assert roles(desk, ana) == [(Role.MEMBER, date(2025, 1, 1), None)]


def test_a_role_can_be_changed(desk: Desk, ana: Member, group: Group) -> None:
    membership = desk.members.join(ana.id, group.id)
    desk.members.change_role(membership, Role.TIMEKEEPER)
    assert [each.role for _, each in desk.members.of_group(group.id)] == [Role.TIMEKEEPER]


def test_leaving_altogether_ends_every_membership_and_undo_brings_them_back(
    desk: Desk, ana: Member, group: Group
) -> None:
    other = desk.groups.save(Group(name="Hill"))
    desk.members.join(ana.id, group.id)
    desk.members.join(ana.id, other.id)
    ended = desk.members.note_left(ana.id, DAY)
    assert groups_of(desk, ana) == ()
    assert desk.members.get(ana.id).left_on == DAY
    desk.members.came_back(ana.id, ended)
    assert groups_of(desk, ana) == ("Harbour", "Hill")
    assert desk.members.get(ana.id).left_on is None


def test_a_new_person_in_a_group_is_kept_whole_or_not_at_all(desk: Desk, group: Group) -> None:
    kept = desk.members.add_to_group(Member(chosen_name="Lee", joined_on=DAY), group.id)
    assert [(m.id, s.since) for m, s in desk.members.of_group(group.id)] == [(kept.id, DAY)]
    with pytest.raises(UserError):
        desk.members.add_to_group(Member(chosen_name=" "), group.id)
    assert len(desk.members.all()) == 1


def test_people_of_a_group_are_listed_by_name(desk: Desk, group: Group) -> None:
    for name in ("zoe", "Ana", "Élodie", "bea"):
        desk.members.add_to_group(Member(chosen_name=name), group.id)
    listed = [member.chosen_name for member, _ in desk.members.of_group(group.id)]
    assert listed == ["Ana", "bea", "Élodie", "zoe"]
    assert [member.chosen_name for member in desk.members.all()] == listed
