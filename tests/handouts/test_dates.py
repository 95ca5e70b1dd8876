"""The next dates of a group on paper."""

from datetime import date, datetime, time

import pytest
from pdf_reading import whole_text

from peerdesk.desk.desk import Desk
from peerdesk.documents.troubles import DocumentTrouble
from peerdesk.domain.groups import Group
from peerdesk.domain.handouts import HandoutChoice, HandoutKind
from peerdesk.domain.meeting_changes import MeetingChange
from peerdesk.domain.schedules import Schedule, Weekday
from peerdesk.errors import UserError
from peerdesk.handouts.listed import handout_of

NOW = datetime(2026, 11, 22, 12, 0)
DATES = handout_of(HandoutKind.DATES)


@pytest.fixture
def group(desk: Desk) -> Group:
    first = date(2026, 11, 24)
    schedule = Schedule(Weekday.TU, first, time(19, 0), 90)
    kept = desk.groups.save(
        Group(
            name="Rainbow Carers",
            place="Harbour House",
            recurrence=schedule.recurrence,
            first_date=first,
            start_time=time(19, 0),
        )
    )
    desk.meeting_changes.add(
        MeetingChange(
            group_id=kept.id,
            first_day=date(2026, 12, 20),
            last_day=date(2027, 1, 2),
            why="Winter break",
        )
    )
    return kept


def words(desk: Desk, group: Group, *, discreet: bool = False, language: str = "en") -> str:
    choice = HandoutChoice(
        kind=HandoutKind.DATES, group_id=group.id, discreet=discreet, language=language
    )
    return whole_text(DATES.prepared(desk, choice, NOW).render())


def test_it_has_the_next_dates_without_those_in_a_break(desk: Desk, group: Group) -> None:
    desk.sessions.plan(group.id, datetime(2026, 11, 28, 10, 0))

    told = words(desk, group)

    assert told.index("24 November") < told.index("28 November") < told.index("1 December")
    assert "22 December" not in told
    assert "Winter break" in told
    assert "Harbour House" in told


def test_the_discreet_form_tells_of_no_group_place_or_reason(desk: Desk, group: Group) -> None:
    told = words(desk, group, discreet=True)

    assert "24 November" in told
    assert not any(word in told for word in ("Rainbow", "Harbour", "Winter"))


def test_it_speaks_spanish(desk: Desk, group: Group) -> None:
    told = words(desk, group, language="es")

    assert "Cuándo nos reunimos" in told
    assert "noviembre" in told


def test_without_a_date_ahead_there_is_nothing_to_print(desk: Desk) -> None:
    group = desk.groups.save(Group(name="Now and then"))

    with pytest.raises(UserError) as refused:
        words(desk, group)
    assert refused.value.code is DocumentTrouble.NO_MEETING_AHEAD
