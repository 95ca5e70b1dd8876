"""Making ground rules together: what is always said, what may be left out, where a rule ends up."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.desk import library as scripts_library
from peerdesk.desk.spoken import spoken_words
from peerdesk.domain.agreement_making import (
    ALWAYS_SAID,
    MOST_SUGGESTED,
    AgreementMaking,
    MadeRule,
    RuleState,
    begun_again,
    begun_with,
    may_be_left_out,
    moved,
    next_place,
    questions_on,
    said_first,
    suggested,
    with_rules,
)
from peerdesk.domain.rule_reviews import FlaggedRule
from peerdesk.domain.scripts import RuleItem, RuleTopic, ScriptVersion, Segment, SegmentKind

LIBRARY = {(text.language, text.id): text for text in scripts_library.built_in_scripts()}
GENERAL = ScriptVersion(segments=LIBRARY["en", "general"].segments)
topics = st.sampled_from(RuleTopic)
agreed_rules = st.lists(
    st.builds(
        MadeRule,
        topic=topics,
        words=st.text("abc ", min_size=1).filter(str.strip),
        state=st.just(RuleState.AGREED),
    ),
    max_size=30,
).map(said_first)
bases = st.sampled_from([ScriptVersion(segments=text.segments) for text in LIBRARY.values()])


def made(topic: RuleTopic, state: RuleState = RuleState.OPEN, words: str = "We do.") -> MadeRule:
    return MadeRule(topic=topic, words=words, state=state)


def _line(rule: MadeRule) -> str:
    return " ".join(rule.words.split())


def making(*rules: MadeRule) -> AgreementMaking:
    return AgreementMaking(group_id=1, version_id=1, rules=rules)


def test_a_first_meeting_begins_with_what_is_always_said_and_asks_every_topic_once() -> None:
    text = LIBRARY["en", "first_meeting"]
    rules = begun_with(ScriptVersion(segments=text.segments).rules)
    assert tuple(rule.topic for rule in rules[:2]) == ALWAYS_SAID
    assert {rule.topic for rule in rules} == set(RuleTopic)
    assert len(rules) == len(RuleTopic)
    assert {rule.state for rule in rules} == {RuleState.OPEN}
    assert {rule.words for rule in rules} == {""}


def test_a_script_without_limits_gets_them_all_the_same() -> None:
    rules = begun_with([RuleItem(topic=RuleTopic.PHONES, text="Phones are away.")])
    assert [rule.topic for rule in rules] == [*ALWAYS_SAID, RuleTopic.PHONES]


def test_a_revision_begins_with_the_words_in_force_and_opens_what_was_flagged() -> None:
    flag = FlaggedRule(RuleTopic.PHONES, "Phones are away.", 3)
    rules = begun_again(
        [
            RuleItem(topic=RuleTopic.PHONES, text="Phones are away.", why="It shows."),
            RuleItem(topic=RuleTopic.CONFIDENTIALITY, text="It stays here."),
        ],
        [flag],
    )
    assert [rule.topic for rule in rules] == [*ALWAYS_SAID, RuleTopic.PHONES]
    assert [rule.state for rule in rules] == [RuleState.AGREED, RuleState.OPEN, RuleState.OPEN]
    assert (rules[2].flagged, rules[2].why, rules[2].words) == (3, "It shows.", "Phones are away.")
    assert rules[1].words == ""


@given(st.lists(topics, max_size=12), st.integers(0, 11), st.integers(-30, 30))
def test_what_is_always_said_stays_first_however_rules_are_moved(
    listed: list[RuleTopic], at: int, steps: int
) -> None:
    rules = said_first(made(topic) for topic in (*ALWAYS_SAID, *listed))
    after = moved(rules, at % len(rules), steps)
    assert sorted(map(id, after)) == sorted(map(id, rules))
    others = [rule.topic not in ALWAYS_SAID for rule in after]
    assert others == sorted(others)


def test_a_rule_moves_up_and_down_among_the_others() -> None:
    listed = (*ALWAYS_SAID, RuleTopic.PHONES, RuleTopic.DIFFERENCE, RuleTopic.PUNCTUALITY)
    rules = tuple(made(topic) for topic in listed)
    down = moved(rules, 2, 1)
    assert [rule.topic for rule in down[2:]] == [
        RuleTopic.DIFFERENCE,
        RuleTopic.PHONES,
        RuleTopic.PUNCTUALITY,
    ]
    assert moved(down, 3, -1) == rules
    assert moved(rules, 4, 5) == rules


def test_the_last_rule_on_confidentiality_or_its_limits_can_not_be_left_out() -> None:
    rules = [made(topic) for topic in (*ALWAYS_SAID, RuleTopic.PHONES)]
    assert [may_be_left_out(rules, at) for at in range(3)] == [False, False, True]
    rules.append(made(RuleTopic.LIMITS))
    assert may_be_left_out(rules, 1)
    rules[1] = replace(rules[1], state=RuleState.LEFT_OUT)
    assert not may_be_left_out(rules, 3)


def test_the_group_goes_on_to_what_is_open_and_then_to_what_it_put_off() -> None:
    rules = [
        made(RuleTopic.CONFIDENTIALITY, RuleState.AGREED),
        made(RuleTopic.LIMITS, RuleState.LATER),
        made(RuleTopic.PHONES),
        made(RuleTopic.PUNCTUALITY),
    ]
    assert next_place(rules, 0) == 2
    assert next_place(rules, 3) == 2
    rules[2] = rules[3] = replace(rules[2], state=RuleState.AGREED)
    assert next_place(rules, 3) == 1
    rules[1] = replace(rules[1], state=RuleState.AGREED)
    assert next_place(rules, 3) is None
    assert next_place((), 0) is None


def test_only_rules_with_words_are_agreed_and_both_first_topics_have_to_be() -> None:
    whole = making(
        made(RuleTopic.CONFIDENTIALITY, RuleState.AGREED),
        made(RuleTopic.LIMITS, RuleState.AGREED, "   "),
        made(RuleTopic.PHONES, RuleState.LEFT_OUT),
        made(RuleTopic.PUNCTUALITY, RuleState.LATER),
    )
    assert [rule.topic for rule in whole.agreed] == [RuleTopic.CONFIDENTIALITY]
    assert whole.missing == (RuleTopic.LIMITS,)
    assert [rule.topic for rule in whole.waiting] == [RuleTopic.PUNCTUALITY]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("topic", RuleTopic)
def test_the_library_has_wordings_and_something_to_ask_for_every_topic(
    language: str, topic: RuleTopic
) -> None:
    library = [
        rule
        for (spoken, _), text in LIBRARY.items()
        if spoken == language
        for rule in ScriptVersion(segments=text.segments).rules
    ]
    found = suggested(topic, library)
    assert 2 <= len(found) <= MOST_SUGGESTED
    assert len({rule.text for rule in found}) == len(found)
    assert all(rule.topic is topic and rule.why for rule in found)
    assert questions_on(topic, library) != ()


def test_nothing_that_promises_secrecy_is_suggested_where_somebody_under_age_comes() -> None:
    library = [
        RuleItem(topic=RuleTopic.CONFIDENTIALITY, text="Nobody will ever know what you said."),
        RuleItem(topic=RuleTopic.CONFIDENTIALITY, text="We keep it among us, within limits."),
    ]
    assert len(suggested(RuleTopic.CONFIDENTIALITY, library)) == 2
    careful = suggested(RuleTopic.CONFIDENTIALITY, library, spoken_words("en"))
    assert [rule.text for rule in careful] == ["We keep it among us, within limits."]


@given(bases, agreed_rules)
def test_every_rule_is_read_once_and_in_the_order_of_the_group(
    base: ScriptVersion, rules: tuple[MadeRule, ...]
) -> None:
    version = ScriptVersion(segments=with_rules(base, rules))
    for always in (True, False):
        read = [rule for rule in version.rules if (rule.topic in ALWAYS_SAID) is always]
        wanted = [rule for rule in rules if (rule.topic in ALWAYS_SAID) is always]
        assert sorted(rule.text for rule in read) == sorted(_line(rule) for rule in wanted)
        if not always:
            assert [rule.topic for rule in read] == [rule.topic for rule in wanted]


@given(bases, st.permutations([*RuleTopic]))
def test_confidentiality_and_its_limits_are_read_in_their_parts_before_the_first_round(
    base: ScriptVersion, order: list[RuleTopic]
) -> None:
    rules = said_first(made(topic, RuleState.AGREED) for topic in order)
    segments = with_rules(base, rules)
    for topic, kind in zip(
        ALWAYS_SAID, (SegmentKind.CONFIDENTIALITY, SegmentKind.LIMITS), strict=True
    ):
        (part,) = (part for part in segments if topic in {rule.topic for rule in part.rules})
        assert part.kind is kind
        assert part.rules[0].topic is topic
    assert ScriptVersion(segments=segments).says_limits_first


def test_rules_in_their_usual_order_go_where_the_script_had_them() -> None:
    rules = begun_again(GENERAL.rules, ())
    segments = with_rules(GENERAL, rules)
    assert [part.title for part in segments] == [part.title for part in GENERAL.segments]
    for part, before in zip(segments, GENERAL.segments, strict=True):
        assert [rule.text for rule in part.rules] == [rule.text for rule in before.rules]


def test_a_rule_that_was_moved_up_stands_with_the_rule_that_follows_it() -> None:
    listed = (*ALWAYS_SAID, RuleTopic.RIGHT_TO_PASS, RuleTopic.ONE_SPEAKER, RuleTopic.PHONES)
    rules = tuple(made(topic, RuleState.AGREED) for topic in listed)
    segments = with_rules(GENERAL, rules)
    (with_pass,) = (
        part for part in segments if RuleTopic.RIGHT_TO_PASS in {r.topic for r in part.rules}
    )
    assert with_pass.title == "How we are with each other"


def test_a_part_that_lost_all_its_rules_stays_only_if_it_has_words() -> None:
    rule = RuleItem(topic=RuleTopic.PHONES, text="Away.")
    bare = Segment(kind=SegmentKind.AGREEMENTS, title="More", text=" ", rules=(rule,))
    worded = replace(bare, title="Words", text="Hello.")
    base = ScriptVersion(segments=(worded, bare))
    assert [part.title for part in with_rules(base, ())] == ["Words"]
    assert with_rules(base, ())[0].rules == ()


def test_no_rule_goes_to_a_part_that_is_switched_off() -> None:
    segments = tuple(
        replace(part, switched_on=part.kind is not SegmentKind.PASS_AND_STEP_OUT)
        for part in GENERAL.segments
    )
    listed = (*ALWAYS_SAID, RuleTopic.RIGHT_TO_PASS)
    rules = tuple(made(topic, RuleState.AGREED) for topic in listed)
    version = ScriptVersion(segments=with_rules(ScriptVersion(segments=segments), rules))
    assert [rule.topic for rule in version.rules] == [rule.topic for rule in rules]
