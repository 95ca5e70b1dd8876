"""Scripts: what was read or agreed to never changes; editing it makes the next version."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.domain.scripts import (
    Manner,
    ReadingForm,
    RuleItem,
    RuleTopic,
    Script,
    ScriptText,
    ScriptVersion,
    Segment,
    SegmentKind,
)
from peerdesk.errors import UserError

RULE = RuleItem(topic=RuleTopic.PHONES, text="Phones stay away.", why="So that we listen.")
WELCOME = Segment(kind=SegmentKind.WELCOME, title="Welcome", text="Good evening.")
RULES = Segment(kind=SegmentKind.AGREEMENTS, title="Rules", text="We agree:", rules=(RULE,))
TEXT = ScriptText(id="", language="en", title="Ours", summary="", segments=(WELCOME, RULES))


@pytest.fixture
def script(desk: Desk) -> Script:
    return desk.scripts.add(TEXT)


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(Group(name="Harbour"))


def words(version: ScriptVersion) -> list[str]:
    return [segment.text for segment in version.segments]


def reworded(version: ScriptVersion, text: str, reason: str = "") -> ScriptVersion:
    first, *others = version.segments
    return replace(version, reason=reason, segments=(replace(first, text=text), *others))


def test_a_script_comes_back_with_its_segments_and_rules_in_order(
    desk: Desk, script: Script
) -> None:
    version = desk.scripts.latest(script.id)
    assert words(version) == ["Good evening.", "We agree:"]
    assert [(rule.topic, rule.text, rule.why) for rule in version.rules] == [
        (RuleTopic.PHONES, "Phones stay away.", "So that we listen.")
    ]
    assert (version.number, version.used_at) == (1, None)


def test_an_unused_version_is_edited_in_place(desk: Desk, script: Script) -> None:
    version = desk.scripts.latest(script.id)
    kept = desk.scripts.revise(reworded(version, "Welcome, all."))
    assert (kept.id, kept.number) == (version.id, 1)
    assert words(kept) == ["Welcome, all.", "We agree:"]
    assert len(desk.scripts.versions(script.id)) == 1


def test_editing_a_used_version_makes_the_next_one(
    desk: Desk, script: Script, group: Group
) -> None:
    used = desk.scripts.latest(script.id)
    desk.agreements.take(group.id, used.id, date(2026, 11, 22))
    edited = reworded(desk.scripts.version(used.id), "New.", "We asked for it")
    revised = desk.scripts.revise(edited)
    assert (revised.number, revised.reason, revised.used_at) == (2, "We asked for it", None)
    assert words(desk.scripts.version(used.id)) == ["Good evening.", "We agree:"]
    assert [version.number for version in desk.scripts.versions(script.id)] == [2, 1]
    in_force = desk.agreements.in_force(group.id)
    assert in_force is not None
    assert in_force.version.id == used.id


def test_a_part_stays_the_same_part_while_others_come_and_go(desk: Desk, script: Script) -> None:
    version = desk.scripts.latest(script.id)
    first, second = version.segments
    moved_rule = replace(first, rules=second.rules)

    turned = desk.scripts.revise(
        replace(version, segments=(replace(second, rules=()), WELCOME, moved_rule))
    )
    assert [part.id for part in turned.segments][::2] == [second.id, first.id]
    assert turned.segments[2].rules[0].id == second.rules[0].id

    left = desk.scripts.revise(replace(turned, segments=turned.segments[2:]))
    assert [(part.id, part.text) for part in left.segments] == [(first.id, "Good evening.")]
    assert [rule.text for rule in left.rules] == ["Phones stay away."]
    rows = desk.connection.execute("SELECT count(*) FROM segments WHERE version_id = ?", (left.id,))
    assert rows.fetchone() == (1,)


def test_one_part_twice_becomes_two_rows(desk: Desk, script: Script) -> None:
    version = desk.scripts.latest(script.id)
    doubled = desk.scripts.revise(replace(version, segments=(*version.segments,) * 2))
    assert words(doubled) == ["Good evening.", "We agree:"] * 2
    assert len({part.id for part in doubled.segments}) == 4


def test_a_change_that_is_not_known_here_is_never_overwritten(desk: Desk, script: Script) -> None:
    in_one_window = desk.scripts.latest(script.id)
    in_the_other = desk.scripts.latest(script.id)
    desk.scripts.revise(reworded(in_one_window, "From the first window."))
    with pytest.raises(UserError) as refused:
        desk.scripts.revise(reworded(in_the_other, "From the second window."))
    assert refused.value.code is DeskTrouble.SCRIPT_CHANGED_SINCE
    assert words(desk.scripts.latest(script.id))[0] == "From the first window."


def test_only_the_newest_version_can_be_gone_on_with(
    desk: Desk, script: Script, group: Group
) -> None:
    used = desk.scripts.latest(script.id)
    desk.agreements.take(group.id, used.id, date(2026, 11, 22))
    used = desk.scripts.latest(script.id)
    desk.scripts.revise(reworded(used, "Second."))
    with pytest.raises(UserError) as refused:
        desk.scripts.revise(reworded(used, "Second too."))
    assert refused.value.code is DeskTrouble.SCRIPT_CHANGED_SINCE
    assert [version.number for version in desk.scripts.versions(script.id)] == [2, 1]


def test_a_version_that_looked_unused_on_screen_is_still_not_overwritten(
    desk: Desk, script: Script, group: Group
) -> None:
    on_screen = desk.scripts.latest(script.id)
    desk.agreements.take(group.id, on_screen.id, date(2026, 11, 22))
    revised = desk.scripts.revise(reworded(on_screen, "Typed meanwhile."))
    assert revised.number == 2
    assert words(desk.scripts.version(on_screen.id))[0] == "Good evening."


def test_being_read_aloud_makes_a_version_used(desk: Desk, script: Script, group: Group) -> None:
    session = desk.sessions.plan(group.id, datetime(2026, 11, 24, 18, 30))
    version = desk.scripts.latest(script.id)
    desk.sessions.was_read(session.id, version.id, ReadingForm.FULL)
    assert desk.scripts.version(version.id).used_at is not None


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE segments SET text = 'other' WHERE version_id = :version",
        """UPDATE rule_items SET text = 'other'
           WHERE segment_id IN (SELECT id FROM segments WHERE version_id = :version)""",
        """INSERT INTO segments
           (uid, created_at, updated_at, version_id, position, kind, title, text)
           VALUES ('u', '', '', :version, 99, 'welcome', 't', 'x')""",
    ],
)
def test_the_database_itself_refuses_to_change_what_was_used(
    desk: Desk, script: Script, group: Group, attempt: str
) -> None:
    version = desk.scripts.latest(script.id)
    desk.agreements.take(group.id, version.id, date(2026, 11, 22))
    connection: Any = desk.connection
    with pytest.raises(Exception, match="used script version"), desk.change(None):
        connection.execute(attempt, {"version": version.id})
    assert words(desk.scripts.version(version.id)) == ["Good evening.", "We agree:"]


def test_a_built_in_stays_as_it_is_and_its_copy_is_ones_own(desk: Desk) -> None:
    built_in = next(script for script in desk.scripts.all() if script.built_in)
    with pytest.raises(UserError) as renamed:
        desk.scripts.save(replace(built_in, title="Mine"))
    with pytest.raises(UserError) as revised:
        desk.scripts.revise(reworded(desk.scripts.latest(built_in.id), "Mine"))
    assert renamed.value.code is revised.value.code is DeskTrouble.BUILT_IN_SCRIPT
    copy = desk.scripts.duplicate(built_in.id, "Mine")
    assert not copy.built_in
    assert words(desk.scripts.latest(copy.id)) == words(desk.scripts.latest(built_in.id))
    assert desk.scripts.all()[0] == copy


def test_a_script_needs_a_title_and_words(desk: Desk, script: Script) -> None:
    with pytest.raises(UserError) as untitled:
        desk.scripts.save(replace(script, title=" "))
    assert untitled.value.code is DeskTrouble.NAME_MISSING
    with pytest.raises(UserError) as empty:
        desk.scripts.revise(replace(desk.scripts.latest(script.id), segments=()))
    assert empty.value.code is DeskTrouble.SCRIPT_WITHOUT_WORDS
    assert words(desk.scripts.latest(script.id)) == ["Good evening.", "We agree:"]


def test_a_script_that_a_planned_session_will_read_is_in_use(
    desk: Desk, script: Script, group: Group
) -> None:
    session = desk.sessions.plan(group.id, datetime(2026, 11, 24, 18, 30))
    version = desk.scripts.latest(script.id)
    desk.sessions.choose_reading(session.id, version.id, ReadingForm.FULL)
    with pytest.raises(UserError) as refused:
        desk.scripts.remove(script.id)
    assert refused.value.code is DeskTrouble.SCRIPT_IN_USE
    assert desk.scripts.get(script.id) == script


def test_a_removed_script_can_be_made_again(desk: Desk, script: Script) -> None:
    text = desk.scripts.remove(script.id)
    assert script not in desk.scripts.all()
    again = desk.scripts.add(text)
    assert words(desk.scripts.latest(again.id)) == ["Good evening.", "We agree:"]


def test_a_new_agreement_ends_the_one_before(desk: Desk, script: Script, group: Group) -> None:
    first = desk.scripts.latest(script.id)
    desk.agreements.take(group.id, first.id, date(2026, 1, 1))
    second = desk.scripts.revise(reworded(first, "Newer."))
    desk.agreements.take(group.id, second.id, date(2026, 11, 22))
    in_force = desk.agreements.in_force(group.id)
    assert in_force is not None
    assert (in_force.version.id, in_force.script.id) == (second.id, script.id)
    ended = desk.connection.execute("SELECT in_force_until FROM agreements ORDER BY id").fetchall()
    assert [until for (until,) in ended] == ["2026-11-22", None]


def test_taking_the_agreement_in_force_again_changes_nothing(
    desk: Desk, script: Script, group: Group
) -> None:
    version = desk.scripts.latest(script.id)
    first = desk.agreements.take(group.id, version.id, date(2026, 1, 1))
    assert desk.agreements.take(group.id, version.id, date(2026, 11, 22)) == first


def test_who_agreed_is_counted_once_and_can_withdraw(
    desk: Desk, script: Script, group: Group
) -> None:
    people = [
        desk.members.add_to_group(Member(chosen_name=name), group.id) for name in ("Ana", "Lee")
    ]
    agreement = desk.agreements.take(
        group.id, desk.scripts.latest(script.id).id, date(2026, 11, 22)
    )
    everyone = [member.id for member in people]
    assert desk.agreements.acknowledge(agreement.id, everyone[:1], Manner.ON_PAPER) == 1
    assert desk.agreements.acknowledge(agreement.id, everyone) == 1
    assert desk.agreements.not_yet(group.id) == []
    desk.agreements.withdraw(agreement.id, people[0].id)
    assert desk.agreements.not_yet(group.id) == [people[0]]
    assert desk.agreements.acknowledge(agreement.id, [people[0].id]) == 1
