"""What was promised to one person, and what of it is due."""

from datetime import date, datetime, timedelta

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.directory import PeopleQuestion
from peerdesk.desk.today import overview, set_done
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.directory import Showing
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.errors import UserError

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12)


@pytest.fixture
def ana(desk: Desk) -> Member:
    return desk.members.save(Member(chosen_name="Ana"))


def test_open_ones_come_first_by_their_day(desk: Desk, ana: Member) -> None:
    later = desk.member_follow_ups.add(ana.id, "bring the map", TODAY + timedelta(days=3))
    done = desk.member_follow_ups.add(ana.id, "ring her", TODAY)
    soon = desk.member_follow_ups.add(ana.id, "ask about the bus", TODAY)
    desk.member_follow_ups.set_done(done, done=True)
    kept = desk.member_follow_ups.of_member(ana.id)
    assert [each.id for each in kept] == [soon.id, later.id, done.id]


def test_a_promise_without_words_is_refused(desk: Desk, ana: Member) -> None:
    with pytest.raises(UserError) as refused:
        desk.member_follow_ups.add(ana.id, "  ")
    assert refused.value.code is DeskTrouble.NAME_MISSING


def test_a_removed_promise_comes_back_as_it_was(desk: Desk, ana: Member) -> None:
    kept = desk.member_follow_ups.add(ana.id, "ring her")
    desk.member_follow_ups.remove(kept)
    assert desk.member_follow_ups.of_member(ana.id) == []
    assert desk.member_follow_ups.bring_back(kept).uid == kept.uid


def test_due_are_those_of_today_before_and_without_a_day_for_who_is_here(
    desk: Desk, ana: Member
) -> None:
    left = desk.members.save(Member(chosen_name="Left", left_on=TODAY))
    bo = desk.members.save(Member(chosen_name="Bo"))
    desk.member_follow_ups.add(left.id, "never mind")
    desk.member_follow_ups.add(bo.id, "next month", TODAY + timedelta(days=30))
    desk.member_follow_ups.add(ana.id, "ring her", TODAY)
    assert [each.text for each in desk.member_follow_ups.open_until(TODAY)] == ["ring her"]
    question = PeopleQuestion(showing=Showing.FOLLOW_UP_DUE)
    found = desk.directory.find(question, TODAY)
    assert [person.id for person in found] == [ana.id]


def test_today_has_what_sessions_and_what_people_were_promised(desk: Desk, ana: Member) -> None:
    group = desk.groups.save(Group(name="Harbour"))
    session = desk.sessions.plan(group.id, NOON - timedelta(days=7))
    desk.follow_ups.add(session.id, "leaflets", TODAY)
    desk.member_follow_ups.add(ana.id, "ring her", TODAY - timedelta(days=1))
    due = overview(desk, NOON).due
    assert [each.text for each in due] == ["ring her", "leaflets"]
    for each in due:
        set_done(desk, each, done=True)
    assert overview(desk, NOON).due == ()


def test_promises_go_with_their_person(desk: Desk, ana: Member) -> None:
    desk.member_follow_ups.add(ana.id, "ring her")
    desk.erasures.erase(ana.id)
    assert desk.member_follow_ups.of_member(ana.id) == []
