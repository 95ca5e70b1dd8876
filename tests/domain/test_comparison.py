"""Comparing two versions: what a person changed is what is shown, word by word."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import within

from peerdesk.domain.comparison import Fate, LineKind, Passage, compare, count
from peerdesk.domain.scripts import RuleItem, RuleTopic, ScriptVersion, Segment, SegmentKind

OFF = "[off]"


def part(text: str, *rules: RuleItem, title: str = "Welcome", on: bool = True) -> Segment:
    return Segment(kind=SegmentKind.WELCOME, title=title, text=text, rules=rules, switched_on=on)


def rule(text: str, *, why: str = "", ask: str = "", on: bool = True) -> RuleItem:
    return RuleItem(topic=RuleTopic.PHONES, text=text, why=why, ask=ask, switched_on=on)


def version(*segments: Segment) -> ScriptVersion:
    return ScriptVersion(segments=segments)


def compared(before: ScriptVersion, after: ScriptVersion) -> list[str]:
    """The passages as `kind: same -removed- +added+`."""
    signs = {Fate.SAME: "", Fate.REMOVED: "-", Fate.ADDED: "+"}
    return [
        f"{passage.kind}: "
        + " ".join(f"{signs[fate]}{words}{signs[fate]}" for fate, words in passage.pieces)
        for passage in compare(before, after, OFF)
    ]


def side(passages: tuple[Passage, ...], gone: Fate) -> list[tuple[LineKind, str]]:
    """One of the two versions read back out of their comparison."""
    lines = [
        (each.kind, " ".join(words for fate, words in each.pieces if fate is not gone))
        for each in passages
    ]
    return [line for line in lines if line[1]]


def test_one_word_of_a_sentence_is_shown_as_one_word() -> None:
    assert compared(version(part("We end on time.")), version(part("We always end at nine."))) == [
        "title: Welcome",
        "text: We +always+ end -on time.- +at nine.+",
    ]


def test_a_new_rule_and_a_rule_that_went_leave_the_others_alone() -> None:
    before = version(part("We:", rule("Phones away."), rule("No advice.", why="To be heard.")))
    asked = rule("No advice.", why="To be heard.", ask="Yes?")
    after = version(part("We:", asked, rule("Passing is fine.")))
    assert compared(before, after) == [
        "title: Welcome",
        "text: We:",
        "rule: -Phones away.-",
        "rule: No advice.",
        "why: To be heard.",
        "question: +Yes?+",
        "rule: +Passing is fine.+",
    ]


def test_what_was_switched_off_is_seen() -> None:
    before = version(part("Hello.", rule("Phones away.")))
    after = version(part("Hello.", rule("Phones away.", on=False), on=False))
    assert compared(before, after) == [
        "title: +[off]+ Welcome",
        "text: Hello.",
        "rule: +[off]+ Phones away.",
    ]


def test_equal_versions_show_no_change() -> None:
    both = version(part("Hello.\n\nAgain.", rule("Phones away.")))
    passages = compare(both, both, OFF)
    assert not any(passage.changed for passage in passages)
    assert count(passages, Fate.SAME) == 5


VOCABULARY = ("we", "end", "on", "time", "and", "listen", "to", "you", "here", "now")
words = st.lists(st.sampled_from(VOCABULARY), max_size=30)
texts = st.lists(words, max_size=4).map(lambda lines: "\n".join(" ".join(line) for line in lines))
versions = st.lists(
    st.builds(part, texts, st.builds(rule, texts.map(lambda text: text.replace("\n", " ")))),
    max_size=4,
).map(lambda segments: version(*segments))


@given(versions, versions)
def test_both_versions_can_be_read_out_of_their_comparison(
    before: ScriptVersion, after: ScriptVersion
) -> None:
    passages = compare(before, after, OFF)
    for each, gone in ((before, Fate.ADDED), (after, Fate.REMOVED)):
        assert side(passages, gone) == side(compare(each, each, OFF), Fate.ADDED)


def long_text(seed: int, words_a_line: int) -> str:
    """5,000 words."""
    draw = random.Random(seed)  # noqa: S311 - words of a text that nobody wrote
    word_list = [f"word{n}" for n in range(600)] + ["the", "and", "we"] * 150
    drawn = [draw.choice(word_list) for _ in range(5_000)]
    return "\n".join(
        " ".join(drawn[at : at + words_a_line]) for at in range(0, 5_000, words_a_line)
    )


def edited(text: str) -> str:
    """About every twentieth word another one."""
    return " ".join(f"new{n}" if n % 20 == 0 else w for n, w in enumerate(text.split(" ")))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (long_text(1, 16), edited(long_text(1, 16))),
        (long_text(1, 5_000), edited(long_text(1, 5_000))),
        (long_text(1, 16), long_text(2, 16)),
        (long_text(1, 5_000), long_text(2, 5_000)),
        ("the " * 5_000, "the " * 4_999),
        ("a\n" * 5_000, "a\n" * 4_999),
    ],
    ids=["edited lines", "edited whole", "other lines", "other whole", "one word", "one line"],
)
def test_five_thousand_words_are_compared_while_nobody_waits(before: str, after: str) -> None:
    older, newer = version(part(before)), version(part(after))
    assert len(compare(older, newer, OFF)) > 1
    within(0.2, lambda: compare(older, newer, OFF))
