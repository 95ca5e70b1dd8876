"""Where a running session is, its parking lot and what belongs to one evening."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.access import AccessKind
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.members import Member, Role
from peerdesk.domain.notes import MemberNote
from peerdesk.domain.running import Progress, TonightRole, Turn, TurnState
from peerdesk.domain.sessions import Presence, Session
from peerdesk.errors import UserError

SEVEN = datetime(2026, 11, 24, 19)
BEGAN = datetime(2026, 11, 24, 19, tzinfo=UTC)


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(Group(name="Tuesday circle"))


@pytest.fixture
def session(desk: Desk, group: Group) -> Session:
    return desk.sessions.start(desk.sessions.plan(group.id, SEVEN).id, BEGAN)


@pytest.fixture
def people(desk: Desk, group: Group) -> list[Member]:
    return [
        desk.members.add_to_group(Member(chosen_name=name), group.id)
        for name in ("Amina", "Bo", "Carla")
    ]


def begun(desk: Desk, session: Session, seconds: int = 0) -> Progress:
    seen = BEGAN + timedelta(seconds=seconds)
    kept = desk.running.progress(session.id)
    if kept is not None:
        return replace(kept, seen_at=seen)
    return Progress(
        session_id=session.id, boot="one", zero_at=BEGAN, seen_at=seen, turn_seconds=120
    )


def states(desk: Desk, session: Session) -> list[TurnState]:
    return [turn.state for turn in desk.running.turns(session.id)]


def test_parts_of_a_plan_stay_the_same_rows_when_they_are_moved(
    desk: Desk, session: Session
) -> None:
    first, second, *rest = desk.sessions.agenda(session.id)
    desk.sessions.set_agenda(session.id, (second, replace(first, skipped=True), *rest))
    moved = desk.sessions.agenda(session.id)
    assert [(item.id, item.uid) for item in moved[:2]] == [
        (second.id, second.uid),
        (first.id, first.uid),
    ]
    assert [item.skipped for item in moved[:3]] == [False, True, False]


def test_a_part_that_comes_back_is_the_one_that_went(desk: Desk, session: Session) -> None:
    before = desk.sessions.agenda(session.id)
    desk.sessions.set_agenda(session.id, tuple(before[1:]))
    desk.sessions.set_agenda(session.id, tuple(before))
    assert [item.uid for item in desk.sessions.agenda(session.id)] == [item.uid for item in before]


def test_what_is_kept_of_a_session_outlives_the_part_that_it_was_at(
    desk: Desk, session: Session
) -> None:
    first, *rest = desk.sessions.agenda(session.id)
    desk.running.keep(replace(begun(desk, session), item_id=first.id, item_began_at=BEGAN))
    desk.sessions.set_agenda(session.id, tuple(rest))
    kept = desk.running.progress(session.id)
    assert kept is not None
    assert kept.item_id is None


def test_a_round_goes_from_person_to_person(
    desk: Desk, session: Session, people: list[Member]
) -> None:
    amina, bo, _ = people
    progress = desk.running.begin_round(begun(desk, session), [amina.id, bo.id, None])
    assert states(desk, session) == [TurnState.NOW, TurnState.WAITING, TurnState.WAITING]
    assert progress.turn is not None
    second = desk.running.turns(session.id)[1]
    later = desk.running.pass_on(begun(desk, session, 90), second, TurnState.PASSED)
    assert states(desk, session) == [TurnState.PASSED, TurnState.NOW, TurnState.WAITING]
    assert later.turn is not None
    assert later.turn.began_at == BEGAN + timedelta(seconds=90)
    desk.running.pass_on(begun(desk, session, 200), None)
    assert states(desk, session) == [TurnState.PASSED, TurnState.DONE, TurnState.WAITING]
    over = desk.running.progress(session.id)
    assert over is not None
    assert over.turn is None


def test_who_came_late_joins_a_round_at_its_end(
    desk: Desk, session: Session, people: list[Member]
) -> None:
    amina, bo, _ = people
    desk.running.begin_round(begun(desk, session), [amina.id])
    desk.running.pass_on(begun(desk, session, 60), Turn(session_id=session.id, member_id=bo.id))
    assert [turn.member_id for turn in desk.running.turns(session.id)] == [amina.id, bo.id]
    assert states(desk, session) == [TurnState.DONE, TurnState.NOW]


def test_those_who_passed_are_offered_it_again(
    desk: Desk, session: Session, people: list[Member]
) -> None:
    desk.running.begin_round(begun(desk, session), [each.id for each in people])
    for number in (1, 2):
        turn = desk.running.turns(session.id)[number]
        desk.running.pass_on(begun(desk, session, number), turn, TurnState.PASSED)
    desk.running.pass_on(begun(desk, session, 3), None)
    desk.running.offer_again(begun(desk, session, 4))
    assert states(desk, session) == [TurnState.NOW, TurnState.WAITING, TurnState.DONE]


def test_nothing_of_a_round_outlasts_its_session(
    desk: Desk, session: Session, people: list[Member]
) -> None:
    desk.running.begin_round(begun(desk, session), [each.id for each in people])
    desk.sessions.close(session.id)
    assert desk.running.turns(session.id) == []
    assert desk.running.progress(session.id) is None


def test_who_is_erased_leaves_no_turn_and_no_role(
    desk: Desk, session: Session, people: list[Member]
) -> None:
    amina, bo, _ = people
    desk.running.begin_round(begun(desk, session), [amina.id, bo.id])
    desk.tonight.give_role(session.id, TonightRole.STEPS_OUT, amina.id)
    desk.erasures.erase(amina.id)
    assert [turn.member_id for turn in desk.running.turns(session.id)] == [bo.id]
    assert desk.tonight.roles(session.id) == {}


def test_a_step_of_a_session_is_not_a_line_in_the_log(desk: Desk, session: Session) -> None:
    before = desk.log.entries()
    desk.running.keep(begun(desk, session))
    desk.tonight.tick(session.id, "Chairs in a circle", ready=True)
    assert desk.log.entries() == before


def test_what_is_ready_stays_until_the_session_is_closed_and_no_longer(
    desk: Desk, session: Session, people: list[Member]
) -> None:
    amina, bo, _ = people
    for member in (amina, bo):
        desk.access.add(member.id, AccessKind.NEAR_DOOR)
        desk.tonight.tick_needs(session.id, member.id, ready=True)
    desk.tonight.tick(session.id, "Chairs in a circle", ready=True)
    desk.sessions.take_back_start(desk.sessions.start(session.id).id)
    assert desk.tonight.needs_ready(session.id) == {amina.id, bo.id}
    desk.access.add(bo.id, AccessKind.LARGE_PRINT)
    assert desk.tonight.needs_ready(session.id) == {amina.id}, "Bo needs something else as well"
    desk.sessions.start(session.id)
    desk.sessions.close(session.id)
    assert desk.tonight.needs_ready(session.id) == frozenset()
    assert desk.tonight.ready(session.id) == frozenset()


def test_two_records_of_a_person_that_are_joined_have_nothing_ready(
    desk: Desk, session: Session, people: list[Member]
) -> None:
    amina, bo, _ = people
    desk.access.add(amina.id, AccessKind.NEAR_DOOR)
    desk.access.add(bo.id, AccessKind.LARGE_PRINT)
    desk.tonight.tick_needs(session.id, amina.id, ready=True)
    undo = desk.merges.merge(amina.id, bo.id, str)
    assert desk.tonight.needs_ready(session.id) == frozenset()
    desk.merges.take_back(undo)
    assert desk.tonight.needs_ready(session.id) == {amina.id}


def test_what_is_parked_waits_for_the_next_session_of_the_group(
    desk: Desk, group: Group, session: Session
) -> None:
    topic = desk.parking.park(session.id, "  How to say   no ")
    later = desk.sessions.plan(group.id, SEVEN + timedelta(days=7))
    assert [each.text for each in desk.parking.waiting(group.id, but_of=later.id)] == [
        "How to say no"
    ]
    assert desk.parking.waiting(group.id, but_of=session.id) == []
    taken = desk.parking.set_taken_up(topic, taken_up=True)
    assert desk.parking.waiting(group.id) == []
    desk.parking.set_taken_up(taken, taken_up=False)
    assert len(desk.parking.waiting(group.id)) == 1


def test_a_parked_topic_that_is_removed_comes_back_as_the_same(
    desk: Desk, session: Session
) -> None:
    topic = desk.parking.park(session.id, "The library visit")
    desk.parking.remove(topic)
    assert desk.parking.of_session(session.id) == []
    assert desk.parking.bring_back(topic).uid == topic.uid


def test_nothing_is_parked_where_the_group_writes_nothing_down(
    desk: Desk, group: Group, session: Session
) -> None:
    desk.groups.save(replace(group, note_policy=NotePolicy.CONTENT_FREE))
    with pytest.raises(UserError) as refused:
        desk.parking.park(session.id, "Sleep")
    assert refused.value.code is DeskTrouble.NOTE_POLICY_CONTENT_FREE


def test_a_name_in_a_parked_topic_is_found_before_an_erasure(
    desk: Desk, session: Session, people: list[Member]
) -> None:
    desk.parking.park(session.id, "What Amina said about work")
    assert desk.erasures.preview(people[0].id).named_in == (session.id,)


def test_roles_are_the_usual_ones_until_they_are_given(
    desk: Desk, group: Group, session: Session, people: list[Member]
) -> None:
    amina, bo, carla = people
    for member, role in ((amina, Role.FACILITATOR), (bo, Role.CO_FACILITATOR)):
        (membership,) = desk.members.memberships(member.id)
        desk.members.change_role(membership, role)
    usual = desk.tonight.roles_or_usual(session)
    assert {role: member.id for role, member in usual.items()} == {
        TonightRole.FACILITATOR: amina.id,
        TonightRole.CO_FACILITATOR: bo.id,
        TonightRole.STEPS_OUT: bo.id,
    }
    desk.tonight.give_role(session.id, TonightRole.STEPS_OUT, carla.id)
    assert desk.tonight.roles_or_usual(session)[TonightRole.STEPS_OUT].id == carla.id
    desk.tonight.give_role(session.id, TonightRole.STEPS_OUT, None)
    assert desk.tonight.roles_or_usual(session)[TonightRole.STEPS_OUT].id == bo.id


def test_a_group_has_its_own_list_for_the_room(desk: Desk, group: Group, session: Session) -> None:
    assert desk.tonight.checklist(group.id) == ()
    desk.tonight.set_checklist(group.id, ["Tea", "  Lamp on ", "", "Tea"])
    assert desk.tonight.checklist(group.id) == ("Tea", "Lamp on")
    desk.tonight.tick(session.id, "Tea", ready=True)
    desk.tonight.tick(session.id, "Tea", ready=True)
    assert desk.tonight.ready(session.id) == {"Tea"}
    desk.tonight.tick(session.id, "Tea", ready=False)
    assert desk.tonight.ready(session.id) == frozenset()


def test_somebody_who_was_added_by_mistake_goes_without_a_trace(
    desk: Desk, group: Group, session: Session
) -> None:
    dev = desk.members.add_to_group(Member(chosen_name="Dev"), group.id)
    desk.sessions.mark(session.id, dev.id, Presence.PRESENT)
    assert desk.members.take_back(dev.id)
    assert desk.members.all(with_left=True) == []
    assert desk.sessions.attendance(session.id) == {}


def test_somebody_about_whom_something_was_noted_since_stays(desk: Desk, group: Group) -> None:
    dev = desk.members.add_to_group(Member(chosen_name="Dev"), group.id)
    desk.notes.keep_member_note(MemberNote(member_id=dev.id, text="Asked about the library"))
    assert not desk.members.take_back(dev.id)
    assert [member.id for member in desk.members.all()] == [dev.id]
