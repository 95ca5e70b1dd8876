"""Leaving and coming back, and agreements that were noted by mistake."""

from datetime import date

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.errors import UserError

TODAY = date(2026, 11, 22)


def test_a_new_person_and_the_membership_are_kept_together(desk: Desk) -> None:
    circle = desk.groups.save(Group(name="Circle"))
    ana = desk.members.add_to_group(Member(chosen_name="Ana", joined_on=TODAY), circle.id)
    ((member, membership),) = desk.members.of_group(circle.id)
    assert (member.id, membership.since) == (ana.id, TODAY)
    with pytest.raises(UserError) as refused:
        desk.members.add_to_group(Member(chosen_name="  "), circle.id)
    assert refused.value.code is DeskTrouble.NAME_MISSING
    assert len(desk.members.of_group(circle.id)) == 1


def test_group_names_are_those_of_groups_that_meet_and_that_a_person_is_in(desk: Desk) -> None:
    circle, walk, closed = (
        desk.groups.save(Group(name=name, archived=name == "Closed"))
        for name in ("circle", "Walk", "Closed")
    )
    ana = desk.members.add_to_group(Member(chosen_name="Ana"), walk.id)
    desk.members.join(ana.id, circle.id)
    desk.members.join(ana.id, closed.id)
    bashir = desk.members.add_to_group(Member(chosen_name="Bashir"), circle.id)
    desk.members.leave(desk.members.memberships(bashir.id)[0], TODAY)
    found = {person.id: person.groups for person in desk.directory.everybody()}
    assert found == {ana.id: ("circle", "Walk"), bashir.id: ()}


def test_leaving_altogether_ends_every_membership_and_is_taken_back_whole(desk: Desk) -> None:
    circle = desk.groups.save(Group(name="Circle"))
    ana = desk.members.add_to_group(Member(chosen_name="Ana"), circle.id)
    ended = desk.members.note_left(ana.id, TODAY)
    assert desk.members.get(ana.id).left_on == TODAY
    assert [each.until for each in desk.members.memberships(ana.id)] == [TODAY]
    desk.members.came_back(ana.id, ended)
    assert desk.members.get(ana.id).left_on is None
    assert [each.until for each in desk.members.memberships(ana.id)] == [None]


def test_coming_back_twice_into_one_group_is_refused_and_changes_nothing(desk: Desk) -> None:
    circle = desk.groups.save(Group(name="Circle"))
    ana = desk.members.add_to_group(Member(chosen_name="Ana"), circle.id)
    ended = desk.members.note_left(ana.id, TODAY)
    desk.members.join(ana.id, circle.id)
    with pytest.raises(UserError) as refused:
        desk.members.came_back(ana.id, ended)
    assert refused.value.code is DeskTrouble.ALREADY_IN_GROUP
    assert desk.members.get(ana.id).left_on == TODAY
    with pytest.raises(UserError):
        desk.members.rejoin(ended[0])


def test_an_agreement_is_withdrawn_brought_back_or_struck_out(desk: Desk) -> None:
    circle = desk.groups.save(Group(name="Circle"))
    ana = desk.members.add_to_group(Member(chosen_name="Ana"), circle.id)
    version = desk.scripts.latest(desk.scripts.all()[0].id)
    agreement = desk.agreements.take(circle.id, version.id, TODAY)
    desk.agreements.acknowledge(agreement.id, (ana.id,))
    (given,) = desk.agreements.acknowledgements(agreement.id)
    desk.agreements.withdraw(agreement.id, ana.id)
    assert desk.agreements.acknowledgements(agreement.id) == []
    desk.agreements.bring_back(given)
    (again,) = desk.agreements.acknowledgements(agreement.id)
    assert (again.id, again.given_at) == (given.id, given.given_at)
    desk.agreements.strike_out(agreement.id, ana.id)
    (left,) = desk.connection.execute("SELECT count(*) FROM acknowledgements").fetchone()
    assert left == 0
