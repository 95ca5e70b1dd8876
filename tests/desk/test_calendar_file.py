"""A group's meetings as an iCalendar file: complete, and without any name."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar

from peerdesk.desk.calendar_file import CALENDAR, calendar_of
from peerdesk.desk.desk import Desk
from peerdesk.desk.paper_file import save_in_form
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.groups import Group
from peerdesk.domain.meeting_changes import MeetingChange
from peerdesk.domain.schedules import Schedule, Weekday
from peerdesk.errors import UserError

NOW = datetime(2026, 11, 22, 12, 0)
RULE = Schedule(Weekday.TU, date(2024, 1, 2), time(19, 0), 90).recurrence


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(
        Group(
            name="Rainbow Carers",
            place="Harbour House",
            recurrence=RULE,
            first_date=date(2024, 1, 2),
            start_time=time(19, 0),
        )
    )


def meetings(calendar: bytes, how_many: int) -> list[datetime]:
    """The first meetings, as a calendar program works them out."""
    dates = rruleset()
    for event in Calendar.from_ical(calendar).events:
        starts = event.decoded("dtstart")
        if "rrule" in event:
            dates.rrule(rrulestr(event["rrule"].to_ical().decode(), dtstart=starts))
        else:
            dates.rdate(starts)
        left_out = event.get("exdate", [])
        for each in left_out if isinstance(left_out, list) else [left_out]:
            for day in each.dts:
                dates.exdate(day.dt)
    return list(dates[:how_many])


def test_a_calendar_program_finds_the_meetings_that_peerdesk_shows(
    desk: Desk, group: Group
) -> None:
    for change in (
        MeetingChange(group_id=0, first_day=date(2026, 12, 20), last_day=date(2027, 1, 10)),
        MeetingChange(
            group_id=0,
            first_day=date(2026, 12, 1),
            last_day=date(2026, 12, 1),
            moved_to=datetime(2026, 12, 3, 18, 0),
        ),
        MeetingChange(group_id=0, first_day=date(2026, 1, 6), last_day=date(2026, 1, 6)),
    ):
        kept = MeetingChange(
            group_id=group.id,
            first_day=change.first_day,
            last_day=change.last_day,
            moved_to=change.moved_to,
        )
        desk.meeting_changes.add(kept)
    desk.sessions.plan(group.id, datetime(2026, 12, 5, 10, 0))

    found = meetings(calendar_of(desk, group, NOW), 9)

    expected = [*desk.groups.next_dates(group, NOW, 8), datetime(2026, 12, 5, 10, 0)]
    assert found == sorted(expected)


def test_it_names_neither_the_group_nor_its_place(desk: Desk, group: Group) -> None:
    desk.meeting_changes.add(
        MeetingChange(
            group_id=group.id,
            first_day=date(2026, 12, 1),
            last_day=date(2026, 12, 1),
            why="Ana is ill",
        )
    )

    told = calendar_of(desk, group, NOW).decode()

    assert not any(word in told for word in ("Rainbow", "Harbour", "Ana", group.uid))
    assert "SUMMARY:Meeting" in told


def test_exported_again_it_is_the_same_entry(desk: Desk, group: Group) -> None:
    uids = [
        [event["uid"] for event in Calendar.from_ical(calendar_of(desk, group, moment)).events]
        for moment in (NOW, NOW + timedelta(days=30))
    ]

    assert uids[0] == uids[1]


def test_without_a_meeting_ahead_nothing_is_written(desk: Desk) -> None:
    group = desk.groups.save(Group(name="Now and then"))

    with pytest.raises(UserError) as caught:
        calendar_of(desk, group, NOW)

    assert caught.value.code is DeskTrouble.NO_MEETINGS_AHEAD


def test_it_takes_the_place_of_a_calendar_and_of_nothing_else(
    desk: Desk, group: Group, tmp_path: Path
) -> None:
    calendar = calendar_of(desk, group, NOW)
    target, other = tmp_path / "meetings.ics", tmp_path / "letter.txt"
    other.write_text("Dear all")

    save_in_form(target, calendar, CALENDAR)
    save_in_form(target, calendar, CALENDAR)

    assert target.read_bytes() == calendar
    with pytest.raises(UserError):
        save_in_form(other, calendar, CALENDAR)
    assert other.read_text() == "Dear all"
