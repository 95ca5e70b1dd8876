"""The built-in scripts in each language: complete, honest about limits, easy to read aloud."""

import hashlib
import re
from pathlib import Path

import pytest
import syllables

from peerdesk.domain.placeholders import PLACEHOLDERS, Placeholder, filled_in, placeholders_of
from peerdesk.domain.readability import counted, readability
from peerdesk.domain.script_files import format_script, parse_library, parse_script
from peerdesk.domain.scripts import (
    ReadingForm,
    ReadingLevel,
    RuleItem,
    RuleTopic,
    ScriptText,
    Segment,
    SegmentKind,
    reading_seconds,
)
from peerdesk.paths import resource

LANGUAGES = ("en", "es")
NAMES = (
    "general",
    "first_meeting",
    "short_form",
    "substance_use",
    "no_crosstalk",
    "bereavement",
    "carers",
    "young_people",
    "voices",
    "survivors",
    "repair",
)
"""The eleven scripts, as their files are called in each language."""
NOT_COVERED = {
    "short_form": {
        RuleTopic.OUTSIDE,
        RuleTopic.EARLIER_SHARES,
        RuleTopic.SHARING_TIME,
        RuleTopic.I_STATEMENTS,
        RuleTopic.CHALLENGE_VIEWS,
        RuleTopic.PUNCTUALITY,
        RuleTopic.SUBSTANCES,
        RuleTopic.CONTACT_OUTSIDE,
    },
    "repair": {RuleTopic.DIFFERENCE, RuleTopic.PUNCTUALITY, RuleTopic.SUBSTANCES},
}
"""The topics that a script leaves to the group's usual one. Every other script covers all."""
GUARANTEED = {"en": "a promise, not a guarantee", "es": "una promesa, no una garantía"}
SYLLABLES = {"en": syllables.english, "es": syllables.spanish}
OWN_FORM = {"first_meeting", "short_form", "repair"}
"""Scripts for one kind of meeting: what they are read for is their own short or long form."""

EACH = pytest.mark.parametrize(
    ("language", "name"), [(language, name) for language in LANGUAGES for name in NAMES]
)


def script_of(language: str, name: str) -> ScriptText:
    path = resource("scripts", language, f"{name}.toml")
    return parse_script(path.read_text("utf-8"), path.name)


def read_aloud(segments: tuple[Segment, ...]) -> str:
    """Everything that the facilitator says, rules included; whatever is filled in is one word."""
    spoken = (
        words
        for segment in segments
        for words in (segment.text, *(rule.text for rule in segment.rules))
    )
    return filled_in("\n".join(spoken), dict.fromkeys(PLACEHOLDERS, "Harbour"))


def read_in(script: ScriptText, form: ReadingForm) -> tuple[Segment, ...]:
    return tuple(segment for segment in script.segments if segment.belongs_to(form))


def first_places(segments: tuple[Segment, ...]) -> list[SegmentKind]:
    """The kinds in the order in which each appears first."""
    return list(dict.fromkeys(segment.kind for segment in segments))


def test_every_language_has_the_eleven_scripts_and_no_other() -> None:
    found = {str(path.relative_to(resource("scripts"))) for path in scripts_on_disk()}

    assert found == {f"{language}/{name}.toml" for language in LANGUAGES for name in NAMES}


def scripts_on_disk() -> list[Path]:
    return sorted(resource("scripts").glob("*/*"))


@EACH
def test_a_script_is_named_as_its_file_and_has_every_part_in_order(
    language: str, name: str
) -> None:
    script = script_of(language, name)
    expected = list(SegmentKind)
    if name == "young_people":
        # What can't be kept private comes before anything else is said.
        expected.remove(SegmentKind.LIMITS)
        expected.insert(1, SegmentKind.LIMITS)

    assert (script.language, script.id) == (language, name)
    assert first_places(script.segments) == expected


@EACH
@pytest.mark.parametrize("form", ReadingForm)
def test_limits_are_said_before_anyone_shares_in_every_form(
    language: str, name: str, form: ReadingForm
) -> None:
    kinds = [segment.kind for segment in read_in(script_of(language, name), form)]

    assert kinds.index(SegmentKind.LIMITS) < kinds.index(SegmentKind.CHECK_IN)


@EACH
def test_limits_are_those_of_the_group_and_its_facilitators(language: str, name: str) -> None:
    script = script_of(language, name)
    limits = next(part for part in script.segments if part.kind is SegmentKind.LIMITS)

    assert placeholders_of(limits.text) >= {Placeholder.LIMITS, Placeholder.REPORTING_STATEMENT}
    assert any(rule.topic is RuleTopic.LIMITS for rule in limits.rules)


@EACH
def test_where_to_turn_names_the_places_of_the_group(language: str, name: str) -> None:
    script = script_of(language, name)
    turning = next(part for part in script.segments if part.kind is SegmentKind.WHERE_TO_TURN)

    assert Placeholder.CRISIS_RESOURCES in placeholders_of(turning.text)
    assert any(rule.topic is RuleTopic.CRISIS for rule in turning.rules)


@EACH
def test_confidentiality_is_called_a_promise_and_not_a_guarantee(language: str, name: str) -> None:
    assert GUARANTEED[language] in read_aloud(script_of(language, name).segments)


@EACH
def test_newcomers_are_greeted_in_the_newcomer_form_and_not_in_the_short_one(
    language: str, name: str
) -> None:
    script = script_of(language, name)

    assert SegmentKind.NEWCOMERS in first_places(read_in(script, ReadingForm.NEWCOMER))
    assert SegmentKind.NEWCOMERS not in first_places(read_in(script, ReadingForm.SHORT))


@EACH
def test_the_short_form_takes_a_quarter_less_time(language: str, name: str) -> None:
    script = script_of(language, name)
    full = reading_seconds(read_aloud(script.segments))
    short = reading_seconds(read_aloud(read_in(script, ReadingForm.SHORT)))

    assert short < full
    if name not in OWN_FORM:
        assert short < 0.75 * full


@EACH
def test_every_rule_topic_is_covered_by_a_rule_of_its_own(language: str, name: str) -> None:
    rules = [rule for segment in script_of(language, name).segments for rule in segment.rules]

    assert {rule.topic for rule in rules} == set(RuleTopic) - NOT_COVERED.get(name, set())
    assert len({rule.text for rule in rules}) == len(rules)


@EACH
def test_every_rule_says_why_in_a_line_and_some_ask_the_room(language: str, name: str) -> None:
    rules = [rule for segment in script_of(language, name).segments for rule in segment.rules]

    assert all(0 < len(rule.why.split()) <= 25 for rule in rules)
    assert any(rule.ask for rule in rules)
    assert all(rule.ask.endswith("?") or "? " in rule.ask for rule in rules if rule.ask)


@EACH
def test_it_says_when_to_use_it(language: str, name: str) -> None:
    script = script_of(language, name)

    assert len(script.summary.split()) >= 10
    assert script.title
    assert all(segment.title for segment in script.segments)


@EACH
def test_no_blank_is_left_when_every_placeholder_is_filled_in(language: str, name: str) -> None:
    words = read_aloud(script_of(language, name).segments)

    assert not set("{}") & set(words)


@EACH
def test_it_reads_at_the_intended_level(language: str, name: str) -> None:
    script = script_of(language, name)
    counts = counted(read_aloud(script.segments), SYLLABLES[language])
    measured = readability(counts, language)

    assert measured is not None
    # From 80 on the scales say "easy", from 90 on "very easy".
    assert measured.score >= (90 if script.level is ReadingLevel.EASY else 80)
    assert counts.words / counts.sentences < 11


def test_the_script_for_young_people_is_the_easy_one() -> None:
    easy = {
        (language, name)
        for language in LANGUAGES
        for name in NAMES
        if script_of(language, name).level is ReadingLevel.EASY
    }

    assert easy == {(language, "young_people") for language in LANGUAGES}


@EACH
def test_no_sentence_is_too_long_for_a_tired_room(language: str, name: str) -> None:
    words = read_aloud(script_of(language, name).segments)

    assert max(len(sentence.split()) for sentence in re.split(r"[.!?:\n]+\s*", words)) <= 25


@EACH
def test_nothing_is_shouted_and_no_word_is_doubled(language: str, name: str) -> None:
    words = read_aloud(script_of(language, name).segments)

    assert not set("!¡") & set(words)
    assert not re.search(r"\b(\w+) \1\b", words, re.IGNORECASE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_scripts_share_the_words_of_a_rule(language: str) -> None:
    scripts = [script_of(language, name) for name in NAMES]
    shared: dict[str, set[str]] = {}
    for script in scripts:
        for segment in script.segments:
            for rule in segment.rules:
                shared.setdefault(rule.text, set()).add(script.id)
    twice = [text for text, names in shared.items() if len(names) > 1]

    # What has to be said about danger is the same everywhere.
    assert len(twice) == 1
    assert any(rule.text == twice[0] for rule in limits_rules(scripts[0]))


def limits_rules(script: ScriptText) -> list[RuleItem]:
    return [
        rule
        for segment in script.segments
        for rule in segment.rules
        if rule.topic is RuleTopic.LIMITS
    ]


@pytest.mark.parametrize("name", NAMES)
def test_languages_agree_on_parts_and_topics_but_not_on_words(name: str) -> None:
    first, *others = (script_of(language, name) for language in LANGUAGES)

    for other in others:
        assert shape(other) == shape(first)
        assert other.title != first.title


def shape(script: ScriptText) -> list[object]:
    return [
        (part.kind, part.minutes, part.in_short_form, [rule.topic for rule in part.rules])
        for part in script.segments
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_short_form_script_is_read_in_under_four_minutes(language: str) -> None:
    seconds = reading_seconds(read_aloud(script_of(language, "short_form").segments))

    assert 60 < seconds < 240


def test_the_first_meeting_asks_the_room_about_most_rules() -> None:
    rules = [rule for part in script_of("en", "first_meeting").segments for rule in part.rules]

    assert sum(bool(rule.ask) for rule in rules) > len(rules) / 2


@EACH
def test_a_built_in_script_reads_back_as_it_was_written(language: str, name: str) -> None:
    script = script_of(language, name)

    assert parse_script(format_script(script), "again") == script


def test_the_built_in_scripts_make_one_library() -> None:
    files = {str(path): path.read_text("utf-8") for path in scripts_on_disk()}

    assert len(parse_library(files)) == len(LANGUAGES) * len(NAMES)


def test_words_of_an_edition_never_change() -> None:
    """A vault takes newer words only where a higher edition says that they are newer.

    After changing a script: raise its `edition` and write the new line that this test shows.
    """
    editions = Path(__file__).with_name("library_editions.txt").read_text("utf-8").splitlines()
    found = [
        f"{script.language}/{script.id} {script.edition} {digest(script)}"
        for script in (script_of(language, name) for language in LANGUAGES for name in NAMES)
    ]

    assert sorted(found) == sorted(editions)


def digest(script: ScriptText) -> str:
    return hashlib.sha256(format_script(script).encode()).hexdigest()[:16]
