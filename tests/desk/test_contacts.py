"""Ways to reach somebody, and whom to ask about them again."""

from dataclasses import replace
from datetime import date

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.contacts import Channel, Permission, SafeContact
from peerdesk.domain.members import Member
from peerdesk.errors import UserError

TODAY = date(2026, 11, 22)


@pytest.fixture
def ana(desk: Desk) -> Member:
    return desk.members.save(Member(chosen_name="Ana"))


def way(member: Member, **about: object) -> SafeContact:
    values = {"channel": Channel.PHONE, "value": "555 0100"} | about
    return SafeContact(member_id=member.id, **values)  # type: ignore[arg-type] # a test's shorthand


def test_a_way_is_kept_with_everything_that_was_agreed_about_it(desk: Desk, ana: Member) -> None:
    kept = desk.contacts.save(
        way(
            ana,
            allowed=Permission.YES,
            voicemail=Permission.NO,
            may_be_said="Only that Robin rang.\nNothing to her mother.",
            caller=" Robin \n from the library",
            safe_times="after six",
            confirmed_on=TODAY,
        )
    )
    assert desk.contacts.of_member(ana.id) == [kept]
    assert kept.caller == "Robin from the library"
    assert kept.may_be_said.splitlines()[1] == "Nothing to her mother."


def test_a_removed_way_comes_back_as_it_was(desk: Desk, ana: Member) -> None:
    kept = desk.contacts.save(way(ana))
    desk.contacts.remove(kept)
    assert desk.contacts.of_member(ana.id) == []
    assert desk.contacts.bring_back(kept).uid == kept.uid


def test_a_number_as_long_as_a_page_is_refused(desk: Desk, ana: Member) -> None:
    with pytest.raises(UserError) as refused:
        desk.contacts.save(way(ana, value="5" * 201))
    assert refused.value.code is DeskTrouble.NAME_TOO_LONG


def test_ways_go_with_their_person(desk: Desk, ana: Member) -> None:
    desk.contacts.save(way(ana))
    desk.erasures.erase(ana.id)
    assert desk.contacts.of_member(ana.id) == []


def test_who_is_to_be_asked_again(desk: Desk) -> None:
    named = {
        name: desk.members.save(Member(chosen_name=name))
        for name in ("old", "new", "never asked", "no way", "left", "do not contact", "forbidden")
    }
    desk.members.save(replace(named["left"], left_on=TODAY))
    desk.members.save(replace(named["do not contact"], do_not_contact=True))
    long_ago = date(2026, 1, 1)
    for name, about in {
        "old": {"confirmed_on": long_ago},
        "new": {"confirmed_on": date(2026, 11, 1)},
        "never asked": {"allowed": Permission.UNASKED},
        "left": {"confirmed_on": long_ago},
        "do not contact": {"confirmed_on": long_ago},
        "forbidden": {"confirmed_on": long_ago, "allowed": Permission.NO},
    }.items():
        desk.contacts.save(way(named[name], **({"allowed": Permission.YES} | about)))
    asked = desk.contacts.to_confirm(TODAY)
    assert asked == {named["old"].id, named["never asked"].id}
