"""Sessions in a real vault: planned, run, read, closed, and taken back."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from peerdesk.desk.changes import Change, Kind
from peerdesk.desk.desk import Desk
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.domain.scripts import ReadingForm
from peerdesk.domain.sessions import AgendaItem, AgendaKind, Presence, SessionState
from peerdesk.errors import UserError

SEVEN = datetime(2026, 11, 24, 19, 0)
WEEK = timedelta(days=7)


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(
        Group(
            name="Tuesday circle",
            recurrence="FREQ=WEEKLY;INTERVAL=1;BYDAY=TU",
            first_date=date(2026, 9, 1),
            start_time=time(19),
            minutes=75,
        )
    )


def add_member(desk: Desk, group: Group, name: str) -> Member:
    return desk.members.add_to_group(Member(chosen_name=name, joined_on=date(2026, 9, 1)), group.id)


def test_a_plan_has_the_groups_agenda_fitted_to_its_minutes(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    assert session.minutes == 75
    assert sum(item.minutes for item in desk.sessions.agenda(session.id)) == 75


def test_planning_the_same_start_twice_gives_the_same_session(desk: Desk, group: Group) -> None:
    assert desk.sessions.plan(group.id, SEVEN).id == desk.sessions.plan(group.id, SEVEN).id


def test_a_cancelled_session_does_not_stand_in_the_way_of_a_new_one(
    desk: Desk, group: Group
) -> None:
    cancelled = desk.sessions.plan(group.id, SEVEN)
    desk.sessions.cancel(cancelled.id)
    assert desk.sessions.plan(group.id, SEVEN).id != cancelled.id


def test_a_plan_made_by_mistake_leaves_nothing_behind(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    desk.sessions.take_back_plan(session.id)
    assert desk.sessions.of_group(group.id) == []
    left = desk.connection.execute("SELECT count(*) FROM agenda_items").fetchone()
    assert left == (0,)


def test_a_session_with_something_noted_is_cancelled_and_not_removed(
    desk: Desk, group: Group
) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    desk.follow_ups.add(session.id, "Bring leaflets")
    desk.sessions.take_back_plan(session.id)
    assert desk.sessions.get(session.id).state is SessionState.CANCELLED


def test_the_next_date_without_a_session_skips_planned_and_moved_ones(
    desk: Desk, group: Group
) -> None:
    first = desk.sessions.plan(group.id, SEVEN)
    desk.sessions.reschedule(first.id, SEVEN + timedelta(minutes=30), 75)
    desk.sessions.plan(group.id, SEVEN + WEEK)
    before = SEVEN - timedelta(hours=1)
    assert desk.sessions.next_unplanned(group, before) == SEVEN + 2 * WEEK


def test_the_next_date_may_be_taken_by_another_group(desk: Desk, group: Group) -> None:
    other = desk.groups.save(Group(name="Thursday circle"))
    desk.sessions.plan(other.id, SEVEN)
    assert desk.sessions.next_unplanned(group, SEVEN - timedelta(hours=1)) == SEVEN


def test_a_group_without_a_schedule_has_no_next_date(desk: Desk) -> None:
    group = desk.groups.save(Group(name="Now and then"))
    assert desk.sessions.next_unplanned(group, SEVEN) is None


def test_the_next_planned_session_of_a_group_is_the_soonest_later_one(
    desk: Desk, group: Group
) -> None:
    desk.sessions.plan(group.id, SEVEN)
    desk.sessions.plan(group.id, SEVEN + 2 * WEEK)
    soonest = desk.sessions.plan(group.id, SEVEN + WEEK)
    found = desk.sessions.next_of_group(group.id, SEVEN)
    assert found is not None
    assert found.id == soonest.id


def test_a_session_runs_and_closes_at_the_moments_it_is_told(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    opened = datetime(2026, 11, 24, 18, 2, tzinfo=UTC)
    closed = opened + timedelta(minutes=80)
    desk.sessions.start(session.id, opened)
    kept = desk.sessions.close(session.id, closed)
    assert (kept.state, kept.opened_at, kept.closed_at) == (SessionState.CLOSED, opened, closed)


def test_a_session_that_is_not_running_cannot_be_closed(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    with pytest.raises(UserError) as refusal:
        desk.sessions.close(session.id)
    assert refusal.value.code is DeskTrouble.SESSION_NOT_RUNNING
    assert desk.sessions.get(session.id).state is SessionState.PLANNED


def test_a_closed_session_that_is_reopened_keeps_its_beginning(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    opened = desk.sessions.start(session.id).opened_at
    desk.sessions.close(session.id)
    reopened = desk.sessions.start(session.id)
    assert (reopened.opened_at, reopened.closed_at) == (opened, None)


def test_taking_back_a_start_keeps_what_was_noted(desk: Desk, group: Group) -> None:
    member = add_member(desk, group, "Amina")
    session = desk.sessions.plan(group.id, SEVEN)
    desk.sessions.start(session.id)
    desk.sessions.mark(session.id, member.id, Presence.LATE)
    taken_back = desk.sessions.take_back_start(session.id)
    assert (taken_back.state, taken_back.opened_at) == (SessionState.PLANNED, None)
    assert desk.sessions.attendance(session.id) == {member.id: Presence.LATE}


def test_a_mark_is_changed_in_place_and_taken_back(desk: Desk, group: Group) -> None:
    member = add_member(desk, group, "Amina")
    session = desk.sessions.plan(group.id, SEVEN)
    for presence in (Presence.PRESENT, Presence.LEFT_EARLY):
        desk.sessions.mark(session.id, member.id, presence)
        assert desk.sessions.attendance(session.id) == {member.id: presence}
    desk.sessions.mark(session.id, member.id, None)
    assert desk.sessions.attendance(session.id) == {}


def test_who_came_before_does_not_count_the_session_itself(desk: Desk, group: Group) -> None:
    amina, bo, carla = (add_member(desk, group, name) for name in ("Amina", "Bo", "Carla"))
    earlier = desk.sessions.plan(group.id, SEVEN - WEEK)
    tonight = desk.sessions.plan(group.id, SEVEN)
    desk.sessions.mark(earlier.id, amina.id, Presence.LATE)
    desk.sessions.mark(earlier.id, carla.id, Presence.APOLOGIES)
    desk.sessions.mark(tonight.id, bo.id, Presence.PRESENT)
    assert desk.sessions.members_who_came(group.id, before=SEVEN) == {amina.id}
    assert desk.sessions.members_who_came(group.id) == {amina.id, bo.id}


def test_guests_are_never_fewer_than_none(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    assert desk.sessions.set_guests(session.id, -3).guests == 0


def test_choosing_what_is_read_freezes_nothing_and_reading_does(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    version = desk.scripts.latest(desk.scripts.all()[0].id)
    chosen = desk.sessions.choose_reading(session.id, version.id, ReadingForm.SHORT)
    assert (chosen.version_id, chosen.form, chosen.read_at) == (version.id, ReadingForm.SHORT, None)
    assert desk.scripts.version(version.id).used_at is None
    desk.sessions.was_read(session.id, version.id, ReadingForm.FULL)
    assert desk.scripts.version(version.id).used_at is not None


def test_what_was_read_is_not_changed_by_choosing_again(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    first, second = (desk.scripts.latest(each.id) for each in desk.scripts.all()[:2])
    read = desk.sessions.was_read(session.id, first.id, ReadingForm.FULL)
    desk.sessions.choose_reading(session.id, second.id, ReadingForm.SHORT)
    assert desk.sessions.get(session.id) == read


def test_noting_a_reading_by_mistake_can_be_taken_back(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    version = desk.scripts.latest(desk.scripts.all()[0].id)
    desk.sessions.was_read(session.id, version.id, ReadingForm.FULL)
    taken_back = desk.sessions.take_back_reading(session.id)
    assert (taken_back.version_id, taken_back.read_at) == (version.id, None)


def test_a_plan_keeps_the_order_it_is_given(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    wanted = (
        AgendaItem(kind=AgendaKind.CHECK_IN, minutes=30),
        AgendaItem(kind=AgendaKind.TOPIC, title=" Sleep\nand rest ", minutes=0),
    )
    desk.sessions.set_agenda(session.id, wanted)
    kept = desk.sessions.agenda(session.id)
    assert [(item.kind, item.title, item.minutes) for item in kept] == [
        (AgendaKind.CHECK_IN, "", 30),
        (AgendaKind.TOPIC, "Sleep and rest", 0),
    ]


def test_planned_sessions_are_listed_until_they_are_over(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    during = SEVEN + timedelta(minutes=74)
    after = SEVEN + timedelta(minutes=76)
    assert [each.id for each in desk.sessions.planned(during)] == [session.id]
    assert desk.sessions.planned(after) == []


def test_each_change_says_which_session_it_was(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    heard: list[Change] = []
    desk.listen(heard.append)
    desk.sessions.set_guests(session.id, 2)
    desk.stop_listening(heard.append)
    assert [(Kind.SESSION, session.id) in change.touched for change in heard] == [True]
