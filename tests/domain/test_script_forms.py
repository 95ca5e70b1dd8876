"""What of a script is read, and what it leaves open."""

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.placeholders import PLACEHOLDERS, filled_in, unknown_placeholders
from peerdesk.domain.scripts import (
    ReadingForm,
    RuleItem,
    RuleTopic,
    ScriptVersion,
    Segment,
    SegmentKind,
    reading_seconds,
)

SEGMENTS = (
    Segment(kind=SegmentKind.WELCOME, title="Welcome", text="Hello."),
    Segment(kind=SegmentKind.NEWCOMERS, title="New here", text="Hi.", in_short_form=False),
    Segment(kind=SegmentKind.FEEDBACK, title="Off", text="Not read.", switched_on=False),
    Segment(kind=SegmentKind.ROLES, title="Roles", text="We.", in_newcomer_form=False),
)


def titles(form: ReadingForm) -> list[str]:
    return [segment.title for segment in ScriptVersion(segments=SEGMENTS).read_in(form)]


def test_each_form_reads_its_own_parts_in_order() -> None:
    assert titles(ReadingForm.FULL) == ["Welcome", "New here", "Roles"]
    assert titles(ReadingForm.NEWCOMER) == ["Welcome", "New here"]
    assert titles(ReadingForm.SHORT) == ["Welcome", "Roles"]


def test_rules_are_those_switched_on_in_parts_switched_on() -> None:
    def part(*, on: bool, rules: tuple[RuleItem, ...]) -> Segment:
        return Segment(
            kind=SegmentKind.AGREEMENTS, title="a", text="b", switched_on=on, rules=rules
        )

    first = RuleItem(topic=RuleTopic.PHONES, text="Phones away.")
    off = RuleItem(topic=RuleTopic.ONE_SPEAKER, text="One at a time.", switched_on=False)
    version = ScriptVersion(
        segments=(part(on=True, rules=(first, off)), part(on=False, rules=(first,)))
    )
    assert version.rules == (first,)


def test_known_placeholders_are_filled_and_unknown_ones_stay() -> None:
    text = "Welcome to {group} in {place}. {weather} {group}"
    assert filled_in(text, {"group": "Harbour", "place": "{group}"}) == (
        "Welcome to Harbour in {group}. {weather} Harbour"
    )
    assert unknown_placeholders(text) == ("weather",)


@given(st.text(), st.dictionaries(st.sampled_from(PLACEHOLDERS), st.text()))
def test_any_text_can_be_filled_in(text: str, values: dict[str, str]) -> None:
    filled = filled_in(text, values)
    if "{" not in text:
        assert filled == text


def test_reading_time_follows_from_the_number_of_words() -> None:
    assert reading_seconds("word " * 130) == 60
    assert reading_seconds("") == 0
