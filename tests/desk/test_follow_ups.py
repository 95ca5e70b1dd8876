"""Follow-ups in a real vault."""

from datetime import date, datetime

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.groups import Group
from peerdesk.domain.sessions import Session
from peerdesk.errors import UserError

TODAY = date(2026, 11, 24)


@pytest.fixture
def session(desk: Desk) -> Session:
    group = desk.groups.save(Group(name="Tuesday circle"))
    return desk.sessions.plan(group.id, datetime(2026, 11, 24, 19))


def test_what_is_due_comes_by_its_date_and_what_has_none_comes_last(
    desk: Desk, session: Session
) -> None:
    desk.follow_ups.add(session.id, "Some day")
    desk.follow_ups.add(session.id, "Today", TODAY)
    desk.follow_ups.add(session.id, "Last week", date(2026, 11, 17))
    desk.follow_ups.add(session.id, "Tomorrow", date(2026, 11, 25))
    assert [each.text for each in desk.follow_ups.open_until(TODAY)] == [
        "Last week",
        "Today",
        "Some day",
    ]


def test_a_tick_takes_it_off_the_group_and_can_be_taken_back(desk: Desk, session: Session) -> None:
    promise = desk.follow_ups.add(session.id, "Bring leaflets")
    done = desk.follow_ups.set_done(promise, done=True)
    assert done.done_at is not None
    assert desk.follow_ups.of_group_open(session.group_id) == []
    desk.follow_ups.set_done(done, done=False)
    assert [each.id for each in desk.follow_ups.of_group_open(session.group_id)] == [promise.id]


def test_the_open_ones_of_a_group_are_its_own(desk: Desk, session: Session) -> None:
    other = desk.groups.save(Group(name="Thursday circle"))
    desk.follow_ups.add(session.id, "Bring leaflets")
    assert desk.follow_ups.of_group_open(other.id) == []


def test_one_that_was_removed_comes_back_as_the_same_promise(desk: Desk, session: Session) -> None:
    promise = desk.follow_ups.add(session.id, "Bring leaflets", TODAY)
    desk.follow_ups.remove(promise)
    assert desk.follow_ups.of_session(session.id) == []
    desk.follow_ups.bring_back(promise)
    (back,) = desk.follow_ups.of_session(session.id)
    assert (back.uid, back.text, back.due_on, back.created_at) == (
        promise.uid,
        "Bring leaflets",
        TODAY,
        promise.created_at,
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [(" \n ", DeskTrouble.NAME_MISSING), ("x" * 201, DeskTrouble.NAME_TOO_LONG)],
)
def test_what_is_no_line_of_text_is_refused(
    desk: Desk, session: Session, text: str, code: DeskTrouble
) -> None:
    with pytest.raises(UserError) as refusal:
        desk.follow_ups.add(session.id, text)
    assert refusal.value.code is code
    assert desk.follow_ups.of_session(session.id) == []
