"""Groups, their agenda and what a script says about them."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member, Role
from peerdesk.domain.names import LONGEST_NAME
from peerdesk.domain.placeholders import PLACEHOLDERS
from peerdesk.domain.sessions import AgendaItem, AgendaKind
from peerdesk.errors import UserError

TUESDAYS = Group(
    name="Tuesday circle",
    place="Library",
    recurrence="FREQ=WEEKLY;INTERVAL=1;BYDAY=TU",
    first_date=date(2026, 1, 6),
    start_time=time(18, 30),
)
SUNDAY = datetime(2026, 11, 22, 12)


def test_a_name_is_cleaned_on_its_way_in(desk: Desk) -> None:
    kept = desk.groups.save(Group(name="  Harbour\n circle\u202e ", purpose="a\r\nb\x00"))
    assert (kept.name, kept.purpose) == ("Harbour circle", "a\nb")
    assert desk.groups.get(kept.id) == kept


def test_a_group_needs_a_name_that_fits(desk: Desk) -> None:
    with pytest.raises(UserError) as missing:
        desk.groups.save(Group(name=" \t "))
    assert missing.value.code is DeskTrouble.NAME_MISSING
    assert desk.groups.save(Group(name="x" * LONGEST_NAME)).name == "x" * LONGEST_NAME
    with pytest.raises(UserError) as long:
        desk.groups.save(Group(name="x" * (LONGEST_NAME + 1)))
    assert long.value.code is DeskTrouble.NAME_TOO_LONG
    assert long.value.data == {"limit": LONGEST_NAME, "length": LONGEST_NAME + 1}


def test_groups_are_listed_by_name_and_archived_ones_on_request(desk: Desk) -> None:
    for name in ("beta", "Ärger", "Gamma"):
        desk.groups.save(Group(name=name, archived=name == "Gamma"))
    assert [group.name for group in desk.groups.all()] == ["Ärger", "beta"]
    every = [group.name for group in desk.groups.all(with_archived=True)]
    assert every == ["Ärger", "beta", "Gamma"]


def test_without_a_template_the_standard_agenda_fills_the_time(desk: Desk) -> None:
    group = desk.groups.save(replace(TUESDAYS, minutes=120))
    assert sum(item.minutes for item in desk.groups.template(group.id)) == 120


def test_a_template_of_its_own_replaces_the_standard_one(desk: Desk) -> None:
    group = desk.groups.save(TUESDAYS)
    items = (
        AgendaItem(kind=AgendaKind.CHECK_IN, title=" Round\n one ", minutes=30),
        AgendaItem(kind=AgendaKind.CLOSE, minutes=5),
    )
    desk.groups.set_template(group.id, items)
    desk.groups.set_template(group.id, (items[1], items[0]))
    kept = [(item.kind, item.title, item.minutes) for item in desk.groups.template(group.id)]
    assert kept == [(AgendaKind.CLOSE, "", 5), (AgendaKind.CHECK_IN, "Round one", 30)]


def test_placeholders_say_what_is_known(desk: Desk) -> None:
    group = desk.groups.save(TUESDAYS)
    roles = {"Robin": Role.FACILITATOR, "Ana": Role.CO_FACILITATOR, "Lee": Role.MEMBER}
    for name, role in roles.items():
        member = desk.members.save(Member(chosen_name=name))
        desk.members.join(member.id, group.id, role=role)
    said = desk.groups.placeholders(group, SUNDAY)
    assert set(said) == set(PLACEHOLDERS)
    assert {name: said[name] for name in ("group", "place", "facilitators", "next_date")} == {
        "group": "Tuesday circle",
        "place": "Library",
        "facilitators": "Ana and Robin",
        "next_date": "Tuesday, 24 November, 18:30",
    }


def test_placeholders_read_well_where_nothing_is_known(desk: Desk) -> None:
    group = desk.groups.save(Group(name="Harbour"))
    said = desk.groups.placeholders(group, SUNDAY)
    assert said["facilitators"] == "your facilitators"
    assert said["next_date"] == "the usual time"
    assert desk.groups.next_dates(group, SUNDAY) == []
