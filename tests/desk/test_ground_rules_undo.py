"""Taking back what was done with scripts and agreements."""

from datetime import date

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.groups import Group
from peerdesk.domain.scripts import Script
from peerdesk.errors import UserError

DAY = date(2026, 11, 22)


@pytest.fixture
def ours(desk: Desk) -> Script:
    return desk.scripts.duplicate(desk.scripts.all()[0].id, "Ours")


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(Group(name="Circle"))


def test_taking_back_the_first_agreement_leaves_none(
    desk: Desk, group: Group, ours: Script
) -> None:
    taken = desk.agreements.take(group.id, desk.scripts.latest(ours.id).id, DAY)

    desk.agreements.take_back(taken)

    assert desk.agreements.in_force(group.id) is None


def test_taking_back_brings_the_one_before_back_and_no_older_one(
    desk: Desk, group: Group, ours: Script
) -> None:
    oldest, before = (desk.scripts.latest(each.id).id for each in desk.scripts.all()[1:3])
    desk.agreements.take(group.id, oldest, DAY)
    kept = desk.agreements.take(group.id, before, DAY)
    taken = desk.agreements.take(group.id, desk.scripts.latest(ours.id).id, DAY)

    desk.agreements.take_back(taken)

    in_force = desk.agreements.in_force(group.id)
    assert in_force is not None
    assert in_force.agreement.id == kept.id
    assert in_force.agreement.in_force_until is None


def test_a_script_that_was_never_used_can_go_and_come_back(desk: Desk, ours: Script) -> None:
    words = desk.scripts.latest(ours.id).segments

    text = desk.scripts.remove(ours.id)
    assert ours.id not in [script.id for script in desk.scripts.all()]

    again = desk.scripts.add(text)
    assert (again.title, again.summary) == (ours.title, ours.summary)
    assert [
        (part.title, part.text, len(part.rules)) for part in desk.scripts.latest(again.id).segments
    ] == [(part.title, part.text, len(part.rules)) for part in words]


def test_a_script_that_was_agreed_to_stays(desk: Desk, group: Group, ours: Script) -> None:
    desk.agreements.take(group.id, desk.scripts.latest(ours.id).id, DAY)

    with pytest.raises(UserError) as refused:
        desk.scripts.remove(ours.id)

    assert refused.value.code is DeskTrouble.SCRIPT_IN_USE
    assert desk.scripts.get(ours.id).title == "Ours"


def test_a_built_in_script_stays(desk: Desk) -> None:
    with pytest.raises(UserError) as refused:
        desk.scripts.remove(next(each.id for each in desk.scripts.all() if each.built_in))

    assert refused.value.code is DeskTrouble.BUILT_IN_SCRIPT
