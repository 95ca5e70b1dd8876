"""Agreements and who accepted them, in a real vault."""

from datetime import UTC, date, datetime

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.domain.scripts import GroupAgreement, Manner
from peerdesk.errors import UserError

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(Group(name="Tuesday circle"))


@pytest.fixture
def agreement(desk: Desk, group: Group) -> GroupAgreement:
    return desk.agreements.take(group.id, newest_version(desk, 0), SEPTEMBER)


@pytest.fixture
def members(desk: Desk, group: Group) -> list[Member]:
    return [
        desk.members.add_to_group(Member(chosen_name=name, joined_on=SEPTEMBER), group.id)
        for name in ("Amina", "Bo")
    ]


def newest_version(desk: Desk, place: int) -> int:
    return desk.scripts.latest(desk.scripts.all()[place].id).id


def test_a_group_begins_without_an_agreement_and_nobody_is_waited_for(
    desk: Desk, group: Group, members: list[Member]
) -> None:
    assert desk.agreements.in_force(group.id) is None
    assert desk.agreements.not_yet(group.id) == []


def test_taking_a_version_freezes_its_words(desk: Desk, agreement: GroupAgreement) -> None:
    assert desk.scripts.version(agreement.version_id).used_at is not None


def test_a_new_agreement_ends_the_one_before_on_the_same_day(
    desk: Desk, group: Group, agreement: GroupAgreement
) -> None:
    desk.agreements.take(group.id, newest_version(desk, 1), OCTOBER)
    in_force = desk.agreements.in_force(group.id)
    assert in_force is not None
    assert in_force.agreement.in_force_from == OCTOBER
    ended = desk.connection.execute(
        "SELECT in_force_until FROM agreements WHERE id = ?", (agreement.id,)
    ).fetchone()
    assert ended == (OCTOBER.isoformat(),)


def test_only_what_is_in_force_is_taken_back_so_that_two_never_are(
    desk: Desk, group: Group, agreement: GroupAgreement
) -> None:
    second = desk.agreements.take(group.id, newest_version(desk, 1), OCTOBER)
    third = desk.agreements.take(group.id, newest_version(desk, 2), OCTOBER)
    with pytest.raises(UserError) as caught:
        desk.agreements.take_back(second)
    assert caught.value.code is DeskTrouble.AGREEMENT_REPLACED_SINCE
    desk.agreements.take_back(third)
    rows = desk.connection.execute("SELECT id FROM agreements WHERE in_force_until IS NULL")
    assert rows.fetchall() == [(second.id,)]
    assert desk.agreements.stands(second.id)
    assert not desk.agreements.stands(agreement.id)


def test_taking_the_same_version_again_changes_nothing(
    desk: Desk, group: Group, agreement: GroupAgreement
) -> None:
    again = desk.agreements.take(group.id, agreement.version_id, OCTOBER)
    assert again.id == agreement.id
    assert again.in_force_from == SEPTEMBER


def test_everyone_is_waited_for_again_after_a_new_agreement(
    desk: Desk, group: Group, agreement: GroupAgreement, members: list[Member]
) -> None:
    desk.agreements.acknowledge(agreement.id, [member.id for member in members])
    assert desk.agreements.not_yet(group.id) == []
    desk.agreements.take(group.id, newest_version(desk, 1), OCTOBER)
    assert [each.chosen_name for each in desk.agreements.not_yet(group.id)] == ["Amina", "Bo"]


def test_who_agreed_already_is_not_noted_twice(
    desk: Desk, agreement: GroupAgreement, members: list[Member]
) -> None:
    moment = datetime(2026, 9, 1, 18, tzinfo=UTC)
    amina, bo = members
    first = desk.agreements.acknowledge(agreement.id, [amina.id], Manner.ON_PAPER, moment)
    second = desk.agreements.acknowledge(agreement.id, [amina.id, bo.id])
    assert (first, second) == (1, 1)
    kept = {each.member_id: each for each in desk.agreements.acknowledgements(agreement.id)}
    assert (kept[amina.id].manner, kept[amina.id].given_at) == (Manner.ON_PAPER, moment)
    assert kept[bo.id].manner is Manner.SPOKEN


def test_a_withdrawn_acceptance_stays_on_record_and_can_be_given_again(
    desk: Desk, group: Group, agreement: GroupAgreement, members: list[Member]
) -> None:
    amina = members[0]
    desk.agreements.acknowledge(agreement.id, [amina.id])
    desk.agreements.withdraw(agreement.id, amina.id)
    assert amina.id in {each.id for each in desk.agreements.not_yet(group.id)}
    assert desk.agreements.acknowledge(agreement.id, [amina.id]) == 1
    rows = desk.connection.execute(
        "SELECT count(*), count(withdrawn_at) FROM acknowledgements WHERE member_id = ?",
        (amina.id,),
    ).fetchone()
    assert rows == (2, 1)


def test_an_acceptance_noted_by_mistake_leaves_no_trace(
    desk: Desk, agreement: GroupAgreement, members: list[Member]
) -> None:
    desk.agreements.acknowledge(agreement.id, [members[0].id])
    desk.agreements.strike_out(agreement.id, members[0].id)
    assert desk.connection.execute("SELECT count(*) FROM acknowledgements").fetchone() == (0,)


def test_a_withdrawal_can_be_taken_back(
    desk: Desk, agreement: GroupAgreement, members: list[Member]
) -> None:
    desk.agreements.acknowledge(agreement.id, [members[0].id])
    (given,) = desk.agreements.acknowledgements(agreement.id)
    desk.agreements.withdraw(agreement.id, members[0].id)
    desk.agreements.bring_back(given)
    (back,) = desk.agreements.acknowledgements(agreement.id)
    assert (back.given_at, back.withdrawn_at) == (given.given_at, None)


def test_who_agreed_to_the_words_before_is_known_until_they_take_it_back(
    desk: Desk, group: Group, agreement: GroupAgreement, members: list[Member]
) -> None:
    amina, bo = members
    assert desk.agreements.before(group.id) is None
    desk.agreements.acknowledge(agreement.id, [amina.id, bo.id])
    desk.agreements.take(group.id, newest_version(desk, 1), OCTOBER)
    before = desk.agreements.before(group.id)
    assert before is not None
    assert before.id == agreement.version_id
    assert desk.agreements.agreed_before(group.id) == {amina.id, bo.id}
    desk.agreements.withdraw(agreement.id, bo.id)
    assert desk.agreements.agreed_before(group.id) == {amina.id}
