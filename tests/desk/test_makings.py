"""An agreement on its way in the vault: kept as typed, put in force and taken back as a whole."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from peerdesk.desk.changes import Change, Kind
from peerdesk.desk.desk import Desk
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.agreement_making import ALWAYS_SAID, AgreementMaking, RuleState, moved
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogQuestion
from peerdesk.domain.members import Member
from peerdesk.domain.rule_reviews import USUAL_INTERVAL
from peerdesk.domain.scripts import Manner, ReadingForm, RuleTopic
from peerdesk.errors import UserError
from peerdesk.vault.counting import table_counts

DAY = date(2026, 11, 24)
AT = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(Group(name="Tuesday circle"))


@pytest.fixture
def people(desk: Desk, group: Group) -> list[int]:
    found = []
    for name in ("Ana", "Lee", "Sam"):
        member = Member(chosen_name=name)
        found.append(desk.members.add_to_group(member, group.id).id)
    return found


def all_agreed(desk: Desk, making: AgreementMaking, words: str = "We say: {}.") -> AgreementMaking:
    rules = tuple(
        replace(rule, words=words.format(rule.topic.value), state=RuleState.AGREED)
        for rule in making.rules
    )
    return desk.makings.put_back(replace(making, rules=rules))


def keep(desk: Desk, making: AgreementMaking, people: list[int]) -> object:
    return desk.makings.keep(making.id, "Our agreement", people, on=DAY, at=AT)


def everything(desk: Desk) -> dict[str, int]:
    """How many rows each table has, those apart that only grow."""
    counts = table_counts(desk.connection)
    return {table: rows for table, rows in counts.items() if table != "log_entries"}


def test_a_first_making_has_every_topic_without_words(desk: Desk, group: Group) -> None:
    making = desk.makings.begin(group.id, "en")
    assert [rule.topic for rule in making.rules[:2]] == [*ALWAYS_SAID]
    assert len(making.rules) == len(RuleTopic)
    assert not making.revises
    around = desk.scripts.get(desk.scripts.version(making.version_id).script_id)
    assert (around.origin, around.language) == ("general", "en")


def test_beginning_again_goes_on_with_what_was_begun(desk: Desk, group: Group) -> None:
    making = desk.makings.begin(group.id, "es")
    desk.makings.keep_words(making.rules[0].id, "Lo dicho aquí se queda aquí.")
    desk.makings.go_to(making.id, 4)
    again = desk.makings.begin(group.id, "en")
    assert (again.id, again.place, again.language) == (making.id, 4, "es")
    assert again.rules[0].words == "Lo dicho aquí se queda aquí."
    assert [each.id for each in desk.makings.all()] == [making.id]


def test_what_is_typed_is_kept_without_a_line_in_the_log(desk: Desk, group: Group) -> None:
    making = desk.makings.begin(group.id, "en")
    before = desk.log.count(LogQuestion())
    changes: list[Change] = []
    desk.listen(changes.append)
    desk.makings.keep_words(making.rules[3].id, "Half a sen")
    assert desk.makings.get(making.id).rules[3].words == "Half a sen"
    assert desk.log.count(LogQuestion()) == before
    assert changes[-1].kinds == {Kind.MAKING}


def test_an_earlier_state_can_be_put_back_with_order_words_and_place(
    desk: Desk, group: Group
) -> None:
    making = desk.makings.begin(group.id, "en")
    changed = replace(making, rules=moved(making.rules, 5, 3)[:-1], place=7)
    after = desk.makings.put_back(changed)
    assert [rule.id for rule in after.rules] == [rule.id for rule in changed.rules]
    assert after.place == 7
    back = desk.makings.put_back(making)
    assert [rule.topic for rule in back.rules] == [rule.topic for rule in making.rules]
    assert [rule.id for rule in back.rules[:-1]] == [rule.id for rule in making.rules[:-1]]


def test_giving_it_up_can_be_undone(desk: Desk, group: Group) -> None:
    making = all_agreed(desk, desk.makings.begin(group.id, "en"))
    given_up = desk.makings.give_up(making.id)
    assert desk.makings.of_group(group.id) is None
    back = desk.makings.put_back(given_up)
    assert [rule.words for rule in back.rules] == [rule.words for rule in making.rules]


def test_the_whole_is_kept_in_one_change_with_everybody_who_raised_a_hand(
    desk: Desk, group: Group, people: list[int]
) -> None:
    making = all_agreed(desk, desk.makings.begin(group.id, "en"))
    changes: list[Change] = []
    desk.listen(changes.append)
    keep(desk, making, people[:2])
    assert len(changes) == 1
    in_force = desk.agreements.in_force(group.id)
    assert in_force is not None
    assert (in_force.script.title, in_force.version.number) == ("Our agreement", 1)
    assert not in_force.script.built_in
    assert in_force.agreement.in_force_from == DAY
    assert in_force.version.used_at is not None
    assert [rule.text for rule in in_force.version.rules if rule.topic is RuleTopic.PHONES] == [
        "We say: phones."
    ]
    given = desk.agreements.acknowledgements(in_force.agreement.id)
    assert {(each.member_id, each.manner, each.given_at) for each in given} == {
        (member_id, Manner.SPOKEN, AT) for member_id in people[:2]
    }
    assert [member.id for member in desk.agreements.not_yet(group.id)] == people[2:]
    assert desk.groups.get(group.id).review_on == DAY + USUAL_INTERVAL
    assert desk.makings.of_group(group.id) is None


def test_keeping_is_undone_in_one_step_and_the_making_goes_on(
    desk: Desk, group: Group, people: list[int]
) -> None:
    making = all_agreed(desk, desk.makings.begin(group.id, "en"))
    before = everything(desk)
    kept = desk.makings.keep(making.id, "Our agreement", people, on=DAY, at=AT)
    assert everything(desk) != before
    desk.makings.take_back(kept)
    assert everything(desk) == before
    back = desk.makings.of_group(group.id)
    assert back is not None
    assert [rule.words for rule in back.rules] == [rule.words for rule in making.rules]
    assert desk.agreements.in_force(group.id) is None
    assert desk.groups.get(group.id).review_on is None


def test_words_that_a_session_is_to_read_stay_when_keeping_is_undone(
    desk: Desk, group: Group, people: list[int]
) -> None:
    making = all_agreed(desk, desk.makings.begin(group.id, "en"))
    kept = desk.makings.keep(making.id, "Our agreement", people, on=DAY, at=AT)
    session = desk.sessions.plan(group.id, datetime(2026, 12, 1, 19, 0))
    desk.sessions.choose_reading(session.id, kept.version.id, ReadingForm.FULL)
    desk.makings.take_back(kept)
    assert desk.agreements.in_force(group.id) is None
    assert desk.scripts.version(kept.version.id).id == kept.version.id


def test_an_agreement_without_its_limits_is_refused_and_nothing_changes(
    desk: Desk, group: Group, people: list[int]
) -> None:
    making = all_agreed(desk, desk.makings.begin(group.id, "en"))
    without = tuple(
        replace(rule, words="") if rule.topic is RuleTopic.LIMITS else rule for rule in making.rules
    )
    making = desk.makings.put_back(replace(making, rules=without))
    before = everything(desk)
    with pytest.raises(UserError) as refused:
        keep(desk, making, people)
    assert refused.value.code is DeskTrouble.AGREEMENT_INCOMPLETE
    assert everything(desk) == before


def test_nobody_under_age_is_promised_secrecy(desk: Desk, group: Group, people: list[int]) -> None:
    desk.groups.save(replace(desk.groups.get(group.id), minors=True))
    making = desk.makings.begin(group.id, "en")
    around = desk.scripts.get(desk.scripts.version(making.version_id).script_id)
    assert around.origin == "young_people"
    assert making.rules[0].topic is RuleTopic.LIMITS
    making = all_agreed(desk, making, "Nobody will ever know about {}.")
    before = everything(desk)
    with pytest.raises(UserError) as refused:
        keep(desk, making, people)
    assert refused.value.code is DeskTrouble.SECRECY_PROMISED_TO_MINORS
    assert everything(desk) == before


def test_a_revision_begins_with_the_words_in_force_and_its_flags_and_makes_the_next_version(
    desk: Desk, group: Group, people: list[int]
) -> None:
    first = all_agreed(desk, desk.makings.begin(group.id, "en"))
    kept = desk.makings.keep(first.id, "Our agreement", people, on=DAY, at=AT)
    phones = next(rule for rule in kept.version.rules if rule.topic is RuleTopic.PHONES)
    desk.rule_reviews.flag(group.id, phones)
    desk.rule_reviews.flag(group.id, phones)
    before = everything(desk)
    making = desk.makings.begin(group.id, "es")
    assert (making.revises, making.language) == (True, "en")
    opened = making.rules[making.place]
    assert (opened.topic, opened.words, opened.flagged) == (RuleTopic.PHONES, phones.text, 2)
    assert [rule.topic for rule in making.waiting] == [RuleTopic.PHONES]
    later = date(2026, 12, 8)
    again = desk.makings.keep(
        all_agreed(desk, making, "Now: {}.").id, "Phones", people[:1], on=later, at=AT
    )
    in_force = desk.agreements.in_force(group.id)
    assert in_force is not None
    assert (in_force.version.number, in_force.version.reason) == (2, "Phones")
    assert in_force.script.id == kept.version.script_id
    assert desk.rule_reviews.waiting(group.id) == []
    assert desk.groups.get(group.id).review_on == later + USUAL_INTERVAL
    desk.makings.take_back(again)
    assert desk.agreements.in_force(group.id) is not None
    assert len(desk.rule_reviews.waiting(group.id)) == 2
    assert everything(desk)["script_versions"] == before["script_versions"]
    making_again = desk.makings.of_group(group.id)
    assert making_again is not None
    assert making_again.revises


def test_a_built_in_agreement_is_revised_as_a_script_of_its_own(
    desk: Desk, group: Group, people: list[int]
) -> None:
    built_in = next(each for each in desk.scripts.all() if each.origin == "general")
    version = desk.scripts.latest(built_in.id)
    desk.agreements.take(group.id, version.id, DAY)
    making = desk.makings.begin(group.id, "en")
    kept = desk.makings.keep(making.id, "Ours now", people, on=date(2026, 12, 1), at=AT)
    script = desk.scripts.get(kept.version.script_id)
    assert (script.title, script.built_in, kept.version.number) == ("Ours now", False, 1)
    assert [rule.text for rule in kept.version.rules] == [rule.text for rule in version.rules]
    assert desk.scripts.latest(built_in.id).id == version.id


def test_a_group_that_goes_takes_its_making_along(desk: Desk, group: Group) -> None:
    desk.makings.begin(group.id, "en")
    desk.connection.execute("DELETE FROM groups WHERE id = ?", (group.id,))
    counts = everything(desk)
    assert (counts["agreement_makings"], counts["made_rules"]) == (0, 0)


def test_the_library_begins_with_the_script_that_fits(desk: Desk, group: Group) -> None:
    making = desk.makings.begin(group.id, "en")
    library = desk.makings.wordings(making)
    first = next(each for each in desk.scripts.all() if each.origin == "first_meeting")
    assert library[0].text == desk.scripts.latest(first.id).rules[0].text
    assert {rule.topic for rule in library} == set(RuleTopic)
    assert desk.makings.languages() == ("en", "es")
    origins = {script.origin for script in desk.makings.around(making)}
    assert {"general", "young_people"} <= origins
    assert origins.isdisjoint({"first_meeting", "repair"})
