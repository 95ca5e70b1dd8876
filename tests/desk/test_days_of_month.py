"""What a real vault has on the days of a month."""

from datetime import date, datetime, time, timedelta

import pytest

from peerdesk.desk.calendar import occasions
from peerdesk.desk.desk import Desk
from peerdesk.desk.meeting_changes import on_day
from peerdesk.domain.calendar import Standing
from peerdesk.domain.groups import Group

FIRST, LAST = date(2026, 10, 26), date(2026, 12, 6)
NOW = datetime(2026, 11, 25, 12, 0)
SEVEN = datetime(2026, 11, 24, 19, 0)


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(
        Group(
            name="Tuesday circle",
            recurrence="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
            first_date=date(2026, 9, 1),
            start_time=time(19),
        )
    )


def said(desk: Desk, group_id: int = 0) -> dict[date, list[Standing]]:
    found = occasions(desk, FIRST, LAST, NOW, group_id)
    return {day: [each.standing for each in some] for day, some in found.items()}


def test_the_schedule_gives_its_dates_within_the_span(desk: Desk, group: Group) -> None:
    assert list(said(desk)) == [date(2026, 10, 27), date(2026, 11, 10), date(2026, 11, 24)]


def test_sessions_of_every_state_are_on_their_days(desk: Desk, group: Group) -> None:
    closed = desk.sessions.plan(group.id, SEVEN - timedelta(days=14))
    desk.sessions.start(closed.id)
    desk.sessions.close(closed.id)
    desk.sessions.start(desk.sessions.plan(group.id, SEVEN).id)
    desk.sessions.cancel(desk.sessions.plan(group.id, SEVEN + timedelta(days=7)).id)
    assert said(desk) == {
        date(2026, 10, 27): [Standing.NO_SESSION],
        date(2026, 11, 10): [Standing.CLOSED],
        date(2026, 11, 24): [Standing.RUNNING],
        date(2026, 12, 1): [Standing.CANCELLED],
    }


def test_one_group_is_shown_without_the_others(desk: Desk, group: Group) -> None:
    other = desk.groups.save(Group(name="Other"))
    desk.sessions.plan(other.id, SEVEN)
    assert said(desk, other.id) == {SEVEN.date(): [Standing.NOT_NOTED]}


def test_a_group_that_meets_no_more_keeps_its_sessions_and_has_no_dates(desk: Desk) -> None:
    gone = desk.groups.save(
        Group(
            name="Gone",
            recurrence="FREQ=WEEKLY;INTERVAL=1;BYDAY=MO",
            first_date=date(2026, 9, 7),
            start_time=time(18),
            archived=True,
        )
    )
    desk.sessions.plan(gone.id, SEVEN)
    assert list(said(desk)) == [SEVEN.date()]


def test_changes_of_the_schedule_are_said(desk: Desk, group: Group) -> None:
    desk.meeting_changes.add(on_day(group.id, date(2026, 11, 10), why="The room is painted"))
    (found,) = occasions(desk, FIRST, LAST, NOW)[date(2026, 11, 10)]
    assert (found.standing, found.why) == (Standing.LEFT_OUT, "The room is painted")


def test_what_has_been_is_listed_however_many_sessions_are_planned(
    desk: Desk, group: Group
) -> None:
    past = desk.sessions.plan(group.id, SEVEN)
    for week in range(1, 6):
        desk.sessions.plan(group.id, SEVEN + timedelta(weeks=week))
    long_open = desk.sessions.plan(group.id, SEVEN - timedelta(weeks=50))
    desk.sessions.start(long_open.id)
    desk.sessions.plan(group.id, SEVEN - timedelta(weeks=40))
    desk.sessions.plan(group.id, SEVEN - timedelta(weeks=30))

    found = desk.sessions.around(NOW, group.id, most=2)

    assert [each.starts_at for each in found] == [
        SEVEN + timedelta(weeks=2),
        SEVEN + timedelta(weeks=1),
        past.starts_at,
        SEVEN - timedelta(weeks=30),
        long_open.starts_at,
    ]
