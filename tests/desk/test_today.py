"""The day at a glance, from a real vault."""

from datetime import date, datetime, time, timedelta

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.today import newcomers, overview
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.notes import NoteKind
from peerdesk.domain.sessions import Presence

SEVEN = datetime(2026, 11, 24, 19, 0)
AFTERNOON = SEVEN.replace(hour=15)
WEEK = timedelta(days=7)


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(
        Group(
            name="Tuesday circle",
            recurrence="FREQ=WEEKLY;INTERVAL=1;BYDAY=TU",
            first_date=date(2026, 9, 1),
            start_time=time(19),
        )
    )


def add_member(desk: Desk, group: Group, name: str) -> Member:
    return desk.members.add_to_group(Member(chosen_name=name, joined_on=date(2026, 9, 1)), group.id)


def test_an_empty_vault_has_nothing_to_say(desk: Desk) -> None:
    seen = overview(desk, AFTERNOON)
    assert (seen.running, seen.coming, seen.newcomers, seen.due, seen.drafts) == ((),) * 5
    assert (seen.backups.newest, seen.backups.elsewhere) == (None, None)


def test_the_schedule_gives_the_meetings_that_nobody_planned(desk: Desk, group: Group) -> None:
    coming = overview(desk, AFTERNOON).coming
    assert [meeting.starts_at for meeting in coming] == [SEVEN, SEVEN + WEEK]
    assert [meeting.session for meeting in coming] == [None, None]


def test_a_planned_session_stands_for_its_date(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    first, second = overview(desk, AFTERNOON).coming
    assert first.session is not None
    assert first.session.id == session.id
    assert second.session is None


def test_a_session_that_was_moved_within_its_day_is_not_announced_twice(
    desk: Desk, group: Group
) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    desk.sessions.reschedule(session.id, SEVEN + timedelta(minutes=30), 90)
    coming = overview(desk, AFTERNOON).coming
    assert [meeting.starts_at for meeting in coming] == [
        SEVEN + timedelta(minutes=30),
        SEVEN + WEEK,
    ]


def test_a_cancelled_session_is_not_announced_from_the_schedule(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    desk.sessions.cancel(session.id)
    assert [each.starts_at for each in overview(desk, AFTERNOON).coming] == [SEVEN + WEEK]


def test_a_meeting_that_has_begun_is_still_the_next_one(desk: Desk, group: Group) -> None:
    coming = overview(desk, SEVEN + timedelta(minutes=10)).coming
    assert coming[0].starts_at == SEVEN


def test_what_runs_is_told_apart_from_what_comes(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    desk.sessions.start(session.id)
    seen = overview(desk, SEVEN)
    assert [each.session.id for each in seen.running if each.session] == [session.id]
    assert SEVEN not in [each.starts_at for each in seen.coming]


def test_who_is_new_stays_new_while_the_first_session_runs(desk: Desk, group: Group) -> None:
    amina, bo = add_member(desk, group, "Amina"), add_member(desk, group, "Bo")
    earlier = desk.sessions.plan(group.id, SEVEN - WEEK)
    desk.sessions.mark(earlier.id, amina.id, Presence.PRESENT)
    tonight = desk.sessions.plan(group.id, SEVEN)
    desk.sessions.start(tonight.id)
    desk.sessions.mark(tonight.id, bo.id, Presence.PRESENT)
    assert [each.chosen_name for each in overview(desk, SEVEN).newcomers] == ["Bo"]
    assert newcomers(desk, group.id, SEVEN + WEEK) == ()


def test_who_has_not_agreed_belongs_to_the_next_meetings_group(desk: Desk, group: Group) -> None:
    amina, _ = add_member(desk, group, "Amina"), add_member(desk, group, "Bo")
    version = desk.scripts.latest(desk.scripts.all()[0].id)
    agreement = desk.agreements.take(group.id, version.id, date(2026, 9, 1))
    desk.agreements.acknowledge(agreement.id, [amina.id])
    assert [each.chosen_name for each in overview(desk, AFTERNOON).not_yet_agreed] == ["Bo"]


def test_promises_drafts_and_the_last_backup_are_told(desk: Desk, group: Group) -> None:
    session = desk.sessions.plan(group.id, SEVEN)
    desk.follow_ups.add(session.id, "Bring leaflets", SEVEN.date())
    desk.follow_ups.add(session.id, "Next month", SEVEN.date() + 4 * WEEK)
    desk.drafts.keep(NoteKind.GROUP, session.id, "Half a thought")
    desk.note_in_log(LogKind.BACKED_UP)
    seen = overview(desk, AFTERNOON)
    assert [each.text for each in seen.due] == ["Bring leaflets"]
    assert [each.subject_id for each in seen.drafts] == [session.id]
    assert seen.backups.newest is not None


def test_an_archived_group_is_not_announced(desk: Desk, group: Group) -> None:
    desk.connection.execute("UPDATE groups SET archived = 1")
    assert overview(desk, AFTERNOON).coming == ()
