"""Limits and duties of a group, and the scripts that are to be read again when these change."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.crisis_resources import CrisisResource
from peerdesk.domain.groups import Group
from peerdesk.domain.limits import LimitKind, ReportingDuty
from peerdesk.domain.members import Member, Role
from peerdesk.domain.scripts import (
    ReadingForm,
    Script,
    ScriptText,
    Segment,
    SegmentKind,
)
from peerdesk.errors import UserError

WELCOME = Segment(kind=SegmentKind.WELCOME, title="Welcome", text="Good evening.")
DUTY = Segment(kind=SegmentKind.ROLES, title="Who we are", text="{reporting_statement}")
NOON = datetime(2026, 11, 22, 12, 0)


def script_of(desk: Desk, *segments: Segment) -> Script:
    text = ScriptText(id="", language="en", title="Ours", summary="", segments=segments)
    return desk.scripts.add(text)


def agreed(desk: Desk, group: Group, script: Script) -> None:
    desk.agreements.take(group.id, desk.scripts.latest(script.id).id, date(2026, 11, 1))


def waiting(desk: Desk) -> list[tuple[int, int]]:
    return [(review.group_id, review.script_id) for review in desk.reviews.all()]


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(Group(name="Harbour"))


@pytest.fixture
def script(desk: Desk, group: Group) -> Script:
    made = script_of(desk, WELCOME, DUTY)
    agreed(desk, group, made)
    return made


def test_a_group_has_the_usual_limits_until_it_decides(desk: Desk, group: Group) -> None:
    first = desk.limits.of_group(group.id)
    assert [limit.kind for limit in first] == list(LimitKind)
    assert [limit.kind for limit in first if not limit.applies] == [LimitKind.OTHER]

    desk.limits.keep(replace(first[4], applies=False))
    desk.limits.keep(replace(first[5], applies=True, words="if the warden asks"))
    desk.limits.keep(replace(first[5], applies=True, words="if the  warden\nasks us"))

    said = desk.groups.placeholders(group, NOON)["limits"]
    assert "court" not in said
    assert said.endswith(", or if the warden asks us.")


def test_changed_limits_ask_to_read_the_groups_script_again(
    desk: Desk, group: Group, script: Script
) -> None:
    desk.limits.keep(replace(desk.limits.of_group(group.id)[0], applies=False))
    assert waiting(desk) == [(group.id, script.id)]

    desk.limits.keep(replace(desk.limits.of_group(group.id)[1], applies=False))
    assert waiting(desk) == [(group.id, script.id)]
    desk.reviews.done(script.id)
    assert waiting(desk) == []


def test_a_changed_duty_asks_and_a_changed_name_does_not(
    desk: Desk, group: Group, script: Script
) -> None:
    ana = desk.members.save(Member(chosen_name="Ana"))
    membership = desk.members.join(ana.id, group.id, role=Role.FACILITATOR)
    assert waiting(desk) == [(group.id, script.id)]
    desk.reviews.done(script.id)

    desk.members.set_duty(membership, ReportingDuty.YES)
    assert waiting(desk) == [(group.id, script.id)]
    assert "Ana is required by law" in desk.groups.placeholders(group, NOON)["reporting_statement"]
    desk.reviews.done(script.id)

    desk.members.save(replace(ana, chosen_name="Anna"))
    lee = desk.members.save(Member(chosen_name="Lee"))
    desk.members.join(lee.id, group.id)
    assert waiting(desk) == []


def test_minors_in_a_group_ask_as_well(desk: Desk, group: Group, script: Script) -> None:
    desk.groups.save(replace(group, purpose="Company"))
    assert waiting(desk) == []
    desk.groups.save(replace(group, minors=True))
    assert waiting(desk) == [(group.id, script.id)]


def test_a_script_that_says_nothing_about_limits_is_not_asked_about(
    desk: Desk, group: Group
) -> None:
    agreed(desk, group, script_of(desk, WELCOME, replace(DUTY, switched_on=False)))
    desk.groups.save(replace(group, minors=True))
    assert waiting(desk) == []


def test_a_script_that_a_planned_session_will_read_is_asked_about(desk: Desk, group: Group) -> None:
    script = script_of(desk, DUTY)
    session = desk.sessions.plan(group.id, datetime(2026, 11, 24, 18, 30))
    version = desk.scripts.latest(script.id)
    desk.sessions.choose_reading(session.id, version.id, ReadingForm.FULL)
    desk.groups.save(replace(group, minors=True))
    assert waiting(desk) == [(group.id, script.id)]


def test_what_was_read_again_can_be_asked_for_once_more(
    desk: Desk, group: Group, script: Script
) -> None:
    desk.groups.save(replace(group, minors=True))
    before = desk.reviews.of_script(script.id)
    desk.reviews.done(script.id)
    desk.reviews.ask_again(before)
    assert waiting(desk) == [(group.id, script.id)]


def test_what_a_group_fills_in_speaks_the_language_of_the_script(desk: Desk, group: Group) -> None:
    faro = CrisisResource(group_id=group.id, name="Faro", reach="123")
    desk.crisis_resources.arrange(group.id, (faro,))
    said = desk.groups.placeholders(group, NOON, "es")
    assert said["place"] == "esta sala"
    assert said["crisis_resources"] == "Faro: 123"
    assert "obligación legal" in said["reporting_statement"]


def test_nobody_promises_secrecy_to_a_group_with_minors(desk: Desk, group: Group) -> None:
    promise = replace(WELCOME, text="Good evening. Whatever you say, it stays between us.")
    script = script_of(desk, promise, DUTY)
    young = desk.groups.save(replace(group, minors=True))
    with pytest.raises(UserError) as refused:
        agreed(desk, young, script)
    assert refused.value.code is DeskTrouble.SECRECY_PROMISED_TO_MINORS
    assert refused.value.data == {"part": 1}
    assert desk.agreements.in_force(group.id) is None

    session = desk.sessions.plan(group.id, datetime(2026, 11, 24, 18, 30))
    version_id = desk.scripts.latest(script.id).id
    with pytest.raises(UserError) as unread:
        desk.sessions.choose_reading(session.id, version_id, ReadingForm.FULL)
    assert unread.value.code is DeskTrouble.SECRECY_PROMISED_TO_MINORS

    desk.groups.save(replace(young, minors=False))
    agreed(desk, group, script)
    assert desk.agreements.in_force(group.id) is not None
