"""Everybody's names in memory, always as of the last commit."""

from dataclasses import replace
from datetime import date

import pytest

from peerdesk.desk.bulk_erasure import desk_for_a_job
from peerdesk.desk.desk import Desk
from peerdesk.desk.directory import PeopleQuestion
from peerdesk.domain.contacts import Channel, SafeContact
from peerdesk.domain.directory import Showing
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member

TODAY = date(2026, 11, 22)


@pytest.fixture
def ana(desk: Desk) -> Member:
    return desk.members.save(Member(chosen_name="Ana José", other_name="Anneliese"))


def found(desk: Desk, text: str = "", **asked: object) -> list[str]:
    question = PeopleQuestion(text, **asked)  # type: ignore[arg-type] # a test's shorthand
    return [person.chosen_name for person in desk.directory.find(question, TODAY)]


@pytest.mark.parametrize("typed", ["ana", "JOSE", "annelie", "josé", "  a josé"[2:]])
@pytest.mark.usefixtures("ana")
def test_a_person_is_found_whatever_the_case_or_accents(desk: Desk, typed: str) -> None:
    desk.members.save(Member(chosen_name="Lee"))
    assert found(desk, typed) == ["Ana José"]


@pytest.mark.usefixtures("ana")
def test_nobody_is_found_by_a_name_that_nobody_has(desk: Desk) -> None:
    assert found(desk, "nobody") == []


def test_the_list_follows_every_change(desk: Desk, ana: Member) -> None:
    assert found(desk) == ["Ana José"]
    zoe = desk.members.save(Member(chosen_name="Zoë"))
    elodie = desk.members.save(Member(chosen_name="Élodie"))
    assert found(desk) == ["Ana José", "Élodie", "Zoë"]
    desk.members.save(replace(zoe, chosen_name="Bo"))
    assert found(desk) == ["Ana José", "Bo", "Élodie"]
    desk.erasures.erase(elodie.id)
    assert found(desk) == ["Ana José", "Bo"]
    desk.members.note_left(ana.id, TODAY)
    assert found(desk) == ["Bo"]
    assert found(desk, showing=Showing.LEFT) == ["Ana José"]
    assert found(desk, "ana", showing=Showing.EVERYBODY) == ["Ana José"]


def test_a_renamed_or_archived_group_shows_at_once(desk: Desk, ana: Member) -> None:
    group = desk.groups.save(Group(name="Harbour"))
    desk.members.join(ana.id, group.id)
    for changed, shown in (
        (group, ("Harbour",)),
        (replace(group, name="Hill"), ("Hill",)),
        (replace(group, archived=True), ()),
    ):
        desk.groups.save(changed)
        person = desk.directory.person(ana.id)
        assert person is not None
        assert person.groups == shown


def test_a_group_is_those_in_it_now_and_with_who_left_those_who_ever_were(
    desk: Desk, ana: Member
) -> None:
    group = desk.groups.save(Group(name="Harbour"))
    desk.members.save(Member(chosen_name="Outside"))
    desk.members.join(ana.id, group.id)
    assert found(desk, group_id=group.id) == ["Ana José"]
    desk.members.note_left(ana.id, TODAY)
    assert found(desk, group_id=group.id) == []
    assert found(desk, group_id=group.id, showing=Showing.LEFT) == ["Ana José"]


def test_who_has_not_agreed_and_whose_contact_is_to_be_confirmed(desk: Desk, ana: Member) -> None:
    group = desk.groups.save(Group(name="Harbour"))
    version = desk.scripts.latest(desk.scripts.all()[0].id)
    bo = desk.members.add_to_group(Member(chosen_name="Bo"), group.id)
    desk.members.join(ana.id, group.id)
    assert found(desk, showing=Showing.NOT_AGREED) == []
    agreement = desk.agreements.take(group.id, version.id, TODAY)
    assert found(desk, showing=Showing.NOT_AGREED) == ["Ana José", "Bo"]
    desk.agreements.acknowledge(agreement.id, [ana.id])
    assert found(desk, showing=Showing.NOT_AGREED) == ["Bo"]
    desk.contacts.save(SafeContact(member_id=bo.id, channel=Channel.PHONE))
    assert found(desk, showing=Showing.TO_CONFIRM) == ["Bo"]


def test_the_very_name_comes_first_then_names_that_begin_with_it(desk: Desk) -> None:
    for name in ("Joana", "Ana", "Anatole", "Bo"):
        desk.members.save(Member(chosen_name=name))
    offered = desk.directory.closest("ana", 5)
    assert [person.chosen_name for person in offered] == ["Ana", "Anatole", "Joana"]
    left_out = desk.directory.closest("ana", 5, leaving_out={offered[0].id})
    assert [person.chosen_name for person in left_out] == ["Anatole", "Joana"]
    assert desk.directory.closest(" ", 5) == []


def test_namesakes_are_told_apart_as_soon_as_there_are_two(desk: Desk) -> None:
    first = desk.members.save(Member(chosen_name="Sam", told_apart_by="plays the fiddle"))
    assert desk.directory.apart(first.id) == ""
    second = desk.members.save(Member(chosen_name="sam", pronouns="they/them"))
    assert desk.directory.apart(first.id) == "plays the fiddle"
    assert desk.directory.apart(second.id) == "they/them"
    assert [each.id for each in desk.directory.namesakes("SAM", besides=second.id)] == [first.id]
    desk.erasures.erase(first.id)
    assert desk.directory.apart(second.id) == ""


def test_masks_are_initials_that_are_unique_and_follow_changes(desk: Desk, ana: Member) -> None:
    assert desk.directory.mask(ana.id) == "A. J."
    other = desk.members.save(Member(chosen_name="Abel Jones"))
    assert {desk.directory.mask(each.id) for each in (ana, other)} == {"A. J. 1", "A. J. 2"}
    assert desk.directory.veiled("Ana Jose and Anneliese") == "A. J. 1 and A. J. 1"
    assert desk.directory.mask(999) == "•"


def test_hundreds_that_were_imported_at_once_are_listed(desk: Desk) -> None:
    assert found(desk) == []
    with desk.change(None):
        for number in range(120):
            desk.members.save(Member(chosen_name=f"P {number:03}"))
    assert len(found(desk)) == 120


@pytest.mark.usefixtures("ana")
def test_names_that_a_job_read_after_its_change_are_not_read_again(desk: Desk) -> None:
    assert found(desk) == ["Ana José"]
    with desk_for_a_job(desk.vault) as (beside, changes):
        beside.members.save(Member(chosen_name="Bo"))
        names = beside.directory.as_read()
    desk.directory.take_over(names)
    for change in changes:
        desk.tell(change)
    assert desk.directory.everybody() is names.sorted
    assert found(desk) == ["Ana José", "Bo"]
    desk.members.save(Member(chosen_name="Cy"))
    assert found(desk) == ["Ana José", "Bo", "Cy"]


def test_names_that_a_job_read_give_way_to_what_was_saved_since(desk: Desk, ana: Member) -> None:
    assert found(desk) == ["Ana José"]
    with desk_for_a_job(desk.vault) as (beside, changes):
        beside.members.save(Member(chosen_name="Bo"))
        names = beside.directory.as_read()
    desk.members.save(replace(ana, chosen_name="Anna"))
    desk.directory.take_over(names)
    for change in changes:
        desk.tell(change)
    assert found(desk) == ["Anna", "Bo"]
