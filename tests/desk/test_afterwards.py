"""Sessions that are noted or closed when they are long over."""

from datetime import UTC, date, datetime, timedelta

import pytest

from peerdesk.desk.afterwards import close_as_of_its_end, close_from_paper, take_back_paper
from peerdesk.desk.desk import Desk
from peerdesk.desk.today import overview
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.domain.scripts import ReadingForm
from peerdesk.domain.sessions import Presence, SessionState

SEVEN = datetime(2026, 11, 17, 19, 0)
LATER = SEVEN + timedelta(days=5)


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(Group(name="Circle", minutes=90))


def test_a_session_that_nobody_closed_is_closed_at_its_planned_end(
    desk: Desk, group: Group
) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    desk.sessions.start(session.id, SEVEN.astimezone(UTC))
    closed = close_as_of_its_end(desk, session.id)
    assert closed.state is SessionState.CLOSED
    assert closed.closed_at == (SEVEN + timedelta(minutes=90)).astimezone(UTC)


def test_one_that_began_after_its_planned_end_is_never_closed_before_it_began(
    desk: Desk, group: Group
) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    began = (SEVEN + timedelta(hours=4)).astimezone(UTC)
    desk.sessions.start(session.id, began)
    assert close_as_of_its_end(desk, session.id).closed_at == began + timedelta(minutes=90)


def test_what_is_noted_from_paper_has_the_times_of_its_own_evening(
    desk: Desk, group: Group
) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    version = desk.scripts.latest(desk.scripts.all()[0].id)
    closed = close_from_paper(desk, session.id, (version.id, ReadingForm.SHORT))
    begun, ended = (moment.astimezone(UTC) for moment in (SEVEN, SEVEN + timedelta(minutes=90)))
    assert (closed.opened_at, closed.closed_at, closed.read_at) == (begun, ended, begun)
    assert (closed.version_id, closed.form) == (version.id, ReadingForm.SHORT)


def test_taking_it_back_keeps_who_came(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    ana = desk.members.add_to_group(Member(chosen_name="Ana"), group.id)
    desk.sessions.mark(session.id, ana.id, Presence.PRESENT)
    close_from_paper(desk, session.id, None)
    take_back_paper(desk, session)
    again = desk.sessions.get(session.id)
    assert (again.state, again.opened_at, again.closed_at) == (SessionState.PLANNED, None, None)
    assert desk.sessions.attendance(session.id) == {ana.id: Presence.PRESENT}


def test_a_closed_session_is_left_as_it_is(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    closed = close_from_paper(desk, session.id, None)
    assert close_from_paper(desk, session.id, None) == closed


def test_a_session_left_open_does_not_stand_in_the_way_of_what_is_next(
    desk: Desk, group: Group
) -> None:
    old = desk.sessions.plan(group.id, SEVEN)
    desk.sessions.start(old.id)
    desk.sessions.plan(group.id, LATER)
    evening = overview(desk, SEVEN + timedelta(minutes=100))
    days_later = overview(desk, LATER - timedelta(hours=1))
    assert [each.starts_at for each in evening.running] == [SEVEN]
    assert evening.left_open == ()
    assert [each.starts_at for each in days_later.left_open] == [SEVEN]
    assert days_later.running == ()
    assert days_later.coming[0].starts_at == LATER


def test_a_roster_of_then_has_those_who_left_since_and_those_who_are_in_it(
    desk: Desk, group: Group
) -> None:
    left, long_gone, came_later = (
        desk.members.add_to_group(Member(chosen_name=name, joined_on=date(2026, 1, 1)), group.id)
        for name in ("Left", "Gone", "Later")
    )
    for member, day in ((left, date(2026, 11, 20)), (long_gone, date(2026, 3, 1))):
        (membership,) = desk.members.memberships(member.id)
        desk.members.leave(membership, day)
    found = desk.members.of_group_around(group.id, SEVEN.date())
    assert {each.id for each in found} == {came_later.id, left.id}
