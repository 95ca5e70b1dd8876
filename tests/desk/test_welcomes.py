"""The welcome of new members: what is through, what shows by itself, and who is waiting."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.directory import PeopleQuestion
from peerdesk.domain.access import AccessKind
from peerdesk.domain.contacts import Channel, SafeContact
from peerdesk.domain.directory import Showing
from peerdesk.domain.groups import Group
from peerdesk.domain.members import GroupAsked, InvitedBack, Member, Role
from peerdesk.domain.welcome import OPTIONAL, WelcomeStep

TODAY = date(2026, 11, 22)


@pytest.fixture
def ana(desk: Desk) -> Member:
    return desk.members.save(Member(chosen_name="Ana", joined_on=TODAY - timedelta(days=3)))


def test_a_welcome_is_finished_once_every_step_but_the_optional_one_is(
    desk: Desk, ana: Member
) -> None:
    for step in set(WelcomeStep) - OPTIONAL:
        assert desk.welcomes.unfinished(TODAY) == (ana.id,)
        desk.welcomes.tick(ana.id, step, TODAY)
    assert desk.welcomes.of_member(ana.id).is_complete
    assert desk.welcomes.unfinished(TODAY) == ()


def test_a_tick_is_kept_once_and_can_be_taken_back(desk: Desk, ana: Member) -> None:
    for _ in range(2):
        desk.welcomes.tick(ana.id, WelcomeStep.LIMITS_EXPLAINED, TODAY)
    assert desk.welcomes.of_member(ana.id).ticked == {WelcomeStep.LIMITS_EXPLAINED}
    desk.welcomes.untick(ana.id, WelcomeStep.LIMITS_EXPLAINED)
    assert desk.welcomes.of_member(ana.id).ticked == frozenset()


def test_what_is_on_record_needs_no_tick(desk: Desk, ana: Member) -> None:
    group = desk.groups.save(Group(name="Harbour"))
    desk.members.join(ana.id, group.id)
    version = desk.scripts.latest(desk.scripts.all()[0].id)
    agreement = desk.agreements.take(group.id, version.id, TODAY)
    desk.agreements.acknowledge(agreement.id, [ana.id])
    way = SafeContact(member_id=ana.id, channel=Channel.PHONE, confirmed_on=TODAY)
    desk.contacts.save(way)
    desk.access.add(ana.id, AccessKind.BREAKS)
    desk.members.save(replace(desk.members.get(ana.id), emergency_reach="555"))
    evident = desk.welcomes.of_member(ana.id).evident
    assert evident == set(WelcomeStep) - {WelcomeStep.LIMITS_EXPLAINED}


def test_a_way_that_nobody_confirmed_is_no_answer_but_do_not_contact_is(
    desk: Desk, ana: Member
) -> None:
    desk.contacts.save(SafeContact(member_id=ana.id, channel=Channel.OTHER, value="Text 555"))
    assert WelcomeStep.SAFE_CONTACT not in desk.welcomes.of_member(ana.id).done
    desk.members.save(replace(ana, do_not_contact=True))
    assert WelcomeStep.SAFE_CONTACT in desk.welcomes.of_member(ana.id).done


def test_new_is_who_joined_of_late_or_whose_welcome_was_begun(desk: Desk, ana: Member) -> None:
    long_ago = TODAY - timedelta(weeks=9)
    old = desk.members.save(Member(chosen_name="Old", joined_on=long_ago))
    begun = desk.members.save(Member(chosen_name="Begun", joined_on=long_ago))
    left = desk.members.save(Member(chosen_name="Left", joined_on=TODAY, left_on=TODAY))
    unknown = desk.members.save(Member(chosen_name="Imported"))
    leader = desk.members.save(Member(chosen_name="Leader", joined_on=TODAY))
    group = desk.groups.save(Group(name="Harbour"))
    desk.members.join(leader.id, group.id, role=Role.FACILITATOR)
    desk.welcomes.tick(begun.id, WelcomeStep.ACCESS_NEEDS, long_ago)
    waiting = desk.welcomes.unfinished(TODAY)
    assert set(waiting) == {ana.id, begun.id}
    assert not {old.id, left.id, unknown.id, leader.id} & set(waiting)
    question = PeopleQuestion(showing=Showing.TO_WELCOME)
    found = desk.directory.find(question, TODAY)
    assert [person.chosen_name for person in found] == ["Ana", "Begun"]


def test_a_welcome_goes_with_its_person(desk: Desk, ana: Member) -> None:
    desk.welcomes.tick(ana.id, WelcomeStep.ACCESS_NEEDS, TODAY)
    desk.erasures.erase(ana.id)
    assert desk.connection.execute("SELECT count(*) FROM welcome_marks").fetchone() == (0,)


def test_what_a_group_said_to_an_observer_is_kept(desk: Desk, ana: Member) -> None:
    group = desk.groups.save(Group(name="Harbour"))
    membership = desk.members.join(ana.id, group.id, role=Role.OBSERVER)
    assert membership.group_asked is GroupAsked.NOT_YET
    desk.members.set_group_asked(membership, GroupAsked.SOMEBODY_OBJECTS)
    (kept,) = desk.members.memberships(ana.id)
    assert kept.group_asked is GroupAsked.SOMEBODY_OBJECTS


def test_coming_back_clears_why_they_left_and_whether_they_are_invited(
    desk: Desk, ana: Member
) -> None:
    desk.members.note_left(ana.id, TODAY)
    gone = replace(
        desk.members.get(ana.id), left_because="enough for now", invited_back=InvitedBack.YES
    )
    desk.members.save(gone)
    desk.members.came_back(ana.id)
    back = desk.members.get(ana.id)
    assert (back.left_because, back.invited_back) == ("", InvitedBack.OPEN)
