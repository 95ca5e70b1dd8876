"""Rules that need another look, and the day on which the group looks, in a real vault."""

from datetime import date

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.rule_reviews import FlaggedRule, tally
from peerdesk.domain.scripts import RuleItem, RuleTopic

PHONES = RuleItem(topic=RuleTopic.PHONES, text="Phones are on silent.")
PASSING = RuleItem(topic=RuleTopic.RIGHT_TO_PASS, text="You may always pass.")
MARCH, SEPTEMBER = date(2027, 3, 1), date(2027, 9, 1)


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(Group(name="Tuesday circle"))


def test_flags_are_collected_without_saying_who_or_in_which_session(
    desk: Desk, group: Group
) -> None:
    desk.rule_reviews.flag(group.id, PHONES)
    columns = {row[1] for row in desk.connection.execute("PRAGMA table_info(rule_flags)")}
    assert not columns & {"member_id", "session_id"}
    assert [flag.words for flag in desk.rule_reviews.waiting(group.id)] == [PHONES.text]


def test_what_is_flagged_most_often_comes_first(desk: Desk, group: Group) -> None:
    for rule in (PHONES, PASSING, PASSING):
        desk.rule_reviews.flag(group.id, rule)
    assert tally(desk.rule_reviews.waiting(group.id)) == (
        FlaggedRule(RuleTopic.RIGHT_TO_PASS, PASSING.text, 2),
        FlaggedRule(RuleTopic.PHONES, PHONES.text, 1),
    )


def test_a_flag_can_be_taken_back(desk: Desk, group: Group) -> None:
    desk.rule_reviews.take_back(desk.rule_reviews.flag(group.id, PHONES))
    assert desk.rule_reviews.waiting(group.id) == []


def test_another_groups_flags_are_its_own(desk: Desk, group: Group) -> None:
    other = desk.groups.save(Group(name="Friday circle"))
    desk.rule_reviews.flag(other.id, PHONES)
    assert desk.rule_reviews.waiting(group.id) == []


def test_a_finished_review_settles_the_flags_and_plans_the_next(desk: Desk, group: Group) -> None:
    desk.rule_reviews.set_date(group.id, MARCH)
    desk.rule_reviews.flag(group.id, PHONES)
    desk.rule_reviews.finish(group.id, MARCH, SEPTEMBER)
    assert desk.rule_reviews.waiting(group.id) == []
    assert desk.groups.get(group.id).review_on == SEPTEMBER


def test_a_finished_review_can_be_taken_back(desk: Desk, group: Group) -> None:
    desk.rule_reviews.set_date(group.id, MARCH)
    desk.rule_reviews.flag(group.id, PHONES)
    desk.rule_reviews.take_back_finish(desk.rule_reviews.finish(group.id, SEPTEMBER, None))
    assert [flag.words for flag in desk.rule_reviews.waiting(group.id)] == [PHONES.text]
    assert desk.groups.get(group.id).review_on == MARCH


def test_a_review_is_due_on_its_day_and_not_before(desk: Desk, group: Group) -> None:
    desk.rule_reviews.set_date(group.id, MARCH)
    assert desk.rule_reviews.due(date(2027, 2, 28)) == []
    assert [due.id for due in desk.rule_reviews.due(MARCH)] == [group.id]
