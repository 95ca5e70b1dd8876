"""Script files: they are read back as they were written, and bad ones are refused with a reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import within

from peerdesk.domain.placeholders import filled_in
from peerdesk.domain.script_files import format_script, parse_library, parse_script
from peerdesk.domain.scripts import (
    ReadingLevel,
    RuleItem,
    RuleTopic,
    ScriptText,
    Segment,
    SegmentKind,
)
from peerdesk.domain.strict_toml import LARGEST_FILE, ScriptFileError, ScriptTrouble

GOOD = """\
format = 1
id = "evening"
language = "en"
title = "Evening"

[[segments]]
kind = "welcome"
title = "Welcome"
minutes = 2
text = \"\"\"
Welcome to {group}.

Sit where you like.
\"\"\"

[[segments.rules]]
topic = "phones"
text = "Phones are silent."
"""


def refusal(text: str) -> ScriptFileError:
    with pytest.raises(ScriptFileError) as caught:
        parse_script(text, "evening.toml")
    assert caught.value.data["source"] == "evening.toml"
    return caught.value


def script_or_refusal(text: str) -> ScriptText | ScriptFileError:
    try:
        return parse_script(text, "evening.toml")
    except ScriptFileError as error:
        return error


# Writing and reading back


SPOKEN = st.text(
    st.one_of(
        st.sampled_from("\"'\\#[]=<>& \u200d🦊éنא"),
        st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"), exclude_characters="{}"),
    ),
    min_size=1,
    max_size=80,
).map(str.strip)
LINE = SPOKEN.filter(bool)
BLOCK = st.lists(SPOKEN, min_size=1, max_size=5).map(lambda lines: "\n".join(lines).strip())
RULES = st.lists(
    st.builds(
        RuleItem,
        topic=st.sampled_from(RuleTopic),
        text=BLOCK.filter(bool),
        why=SPOKEN,
        ask=SPOKEN,
        switched_on=st.booleans(),
    ),
    max_size=3,
).map(tuple)
SEGMENTS = st.lists(
    st.builds(
        Segment,
        kind=st.sampled_from(SegmentKind),
        title=LINE,
        text=BLOCK.filter(bool).map(lambda text: text + " {group}"),
        minutes=st.integers(1, 180),
        in_newcomer_form=st.booleans(),
        in_short_form=st.booleans(),
        switched_on=st.booleans(),
        rules=RULES,
    ),
    min_size=1,
    max_size=4,
).map(tuple)
SCRIPTS = st.builds(
    ScriptText,
    id=st.from_regex(r"[a-z0-9][a-z0-9_-]{0,20}", fullmatch=True),
    language=st.sampled_from(["en", "pt-BR", "ar", "zh-Hant-TW"]),
    title=LINE,
    summary=SPOKEN,
    segments=SEGMENTS,
    level=st.sampled_from(ReadingLevel),
    edition=st.integers(1, 9999),
)


@given(SCRIPTS)
@settings(max_examples=60, deadline=None)
def test_any_script_reads_back_as_it_was_written(script: ScriptText) -> None:
    assert parse_script(format_script(script), "again") == script


def test_what_could_not_be_read_back_is_not_written() -> None:
    welcome = Segment(kind=SegmentKind.WELCOME, title="Hello", text="Dear {diagnosis}")
    script = ScriptText(id="x", language="en", title="X", summary="", segments=(welcome,))

    with pytest.raises(ScriptFileError) as caught:
        format_script(script)

    assert caught.value.code is ScriptTrouble.UNKNOWN_PLACEHOLDER


# Files that are refused

BAD = {
    "a key that nobody knows": (
        'title = "Evening"',
        'title = "Evening"\ncolour = "red"',
        ScriptTrouble.UNKNOWN_KEY,
        5,
        {"key": "colour"},
    ),
    "a segment without minutes": (
        "minutes = 2\n",
        "",
        ScriptTrouble.MISSING,
        6,
        {"key": "minutes"},
    ),
    "an empty title": (
        'title = "Welcome"',
        'title = "  "',
        ScriptTrouble.MISSING,
        8,
        {"key": "title"},
    ),
    "minutes in words": (
        "minutes = 2",
        'minutes = "two"',
        ScriptTrouble.WRONG_TYPE,
        9,
        {"key": "minutes", "expected": "number"},
    ),
    "minutes that are true": (
        "minutes = 2",
        "minutes = true",
        ScriptTrouble.WRONG_TYPE,
        9,
        {"expected": "number"},
    ),
    "no time at all": (
        "minutes = 2",
        "minutes = 0",
        ScriptTrouble.OUT_OF_RANGE,
        9,
        {"lowest": 1, "highest": 180},
    ),
    "an unknown kind": (
        '"welcome"',
        '"sermon"',
        ScriptTrouble.UNKNOWN_VALUE,
        7,
        {"key": "kind", "value": "sermon"},
    ),
    "an unknown topic": (
        '"phones"',
        '"politics"',
        ScriptTrouble.UNKNOWN_VALUE,
        17,
        {"value": "politics"},
    ),
    "an id with a path in it": (
        '"evening"',
        '"../evening"',
        ScriptTrouble.UNKNOWN_VALUE,
        2,
        {"key": "id"},
    ),
    "a placeholder inside a long text": (
        "Sit where you like.",
        "Sit by {name}.",
        ScriptTrouble.UNKNOWN_PLACEHOLDER,
        13,
        {"placeholder": "name"},
    ),
    "a placeholder with a capital": (
        "{group}",
        "{Group}",
        ScriptTrouble.UNKNOWN_PLACEHOLDER,
        11,
        {"placeholder": "Group"},
    ),
    "an escaped control character": (
        '"Phones are silent."',
        '"Phones \\u0007 are silent."',
        ScriptTrouble.CONTROL_CHARACTER,
        18,
        {"character": "U+0007"},
    ),
    "a mark that turns the reading direction": (
        "Sit where",
        "Sit \u202e where",
        ScriptTrouble.CONTROL_CHARACTER,
        13,
        {"character": "U+202E"},
    ),
    "a line break in a title": (
        '"Evening"',
        '"Evening\\ngroup"',
        ScriptTrouble.CONTROL_CHARACTER,
        4,
        {"key": "title"},
    ),
    "a title as long as a page": (
        '"Evening"',
        '"' + "x" * 201 + '"',
        ScriptTrouble.TOO_LONG,
        4,
        {"length": 201, "limit": 200},
    ),
    "the same key twice": (
        'title = "Welcome"',
        'kind = "roles"',
        ScriptTrouble.DUPLICATE,
        8,
        {"key": "kind", "value": "kind"},
    ),
    "a quotation mark left open": ('"Evening"', '"Evening', ScriptTrouble.NOT_TOML, 4, {}),
    "an unknown reading level": (
        'title = "Evening"',
        'title = "Evening"\nlevel = "hard"',
        ScriptTrouble.UNKNOWN_VALUE,
        5,
        {"key": "level", "allowed": "easy, plain"},
    ),
    "an edition before the first": (
        'title = "Evening"',
        'title = "Evening"\nedition = 0',
        ScriptTrouble.OUT_OF_RANGE,
        5,
        {"lowest": 1},
    ),
    "no language": ('language = "en"\n', "", ScriptTrouble.MISSING, 1, {"key": "language"}),
    "a format from the future": (
        "format = 1",
        "format = 2",
        ScriptTrouble.NEWER_FORMAT,
        1,
        {"format": 2, "known": 1},
    ),
}


def test_the_script_that_the_bad_ones_are_made_from_is_good() -> None:
    script = parse_script(GOOD, "evening.toml")

    assert script.segments[0].text == "Welcome to {group}.\n\nSit where you like."
    assert script.segments[0].rules[0].topic is RuleTopic.PHONES


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_with_its_line_and_the_reason(case: str) -> None:
    good, bad, trouble, line, data = BAD[case]
    assert good in GOOD

    error = refusal(GOOD.replace(good, bad, 1))

    assert error.code is trouble
    assert error.data["line"] == line
    assert data.items() <= error.data.items()


def test_a_script_without_segments_is_refused() -> None:
    error = refusal(GOOD.partition("\n[[segments]]")[0])

    assert (error.code, error.data["key"]) == (ScriptTrouble.MISSING, "segments")


def test_segments_that_are_no_tables_are_refused() -> None:
    error = refusal(GOOD.partition("\n[[segments]]")[0] + "segments = [1, 2]\n")

    assert (error.code, error.data["line"]) == (ScriptTrouble.WRONG_TYPE, 5)


def test_words_that_look_like_headers_do_not_move_the_line() -> None:
    text = GOOD.replace("Sit where you like.", "[[segments]]\nminutes = 5")

    error = refusal(text.replace('"phones"', '"politics"'))

    assert error.data["line"] == 18


def test_two_scripts_with_one_id_are_refused() -> None:
    with pytest.raises(ScriptFileError) as caught:
        parse_library({"a.toml": GOOD, "b.toml": GOOD})

    assert caught.value.code is ScriptTrouble.DUPLICATE
    assert caught.value.data == {"source": "b.toml", "line": 2, "key": "id", "value": "evening"}


def test_the_same_id_in_another_language_is_welcome() -> None:
    other = GOOD.replace('language = "en"', 'language = "pt-BR"')

    assert len(parse_library({"a.toml": GOOD, "b.toml": other})) == 2


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    error = refusal(GOOD + "#" * LARGEST_FILE)

    assert error.code is ScriptTrouble.TOO_LARGE
    assert error.data["limit"] == LARGEST_FILE


@pytest.mark.parametrize(
    "text",
    [
        "format = " + "[" * 60_000,
        "format = " + "9" * 60_000,
        "x" + ".x" * 30_000 + " = 1",
        '"x"' + ' . "x"' * 10_000 + " = 1",
        "[x" + ".x" * 30_000 + "]",
        "format = 1\n" + ("x" + ".x" * 20 + " = 1\n") * 1_400,
        '"""' + '\\"""' * 16_000,
        "format = 1\n" + "[[a]]\n" * 10_000,
        "\x00" * 60_000,
        '"""' * 20_000,
        '"' + '\\"' * 32_000,
        GOOD + '"' + '\\"' * 32_000,
        "'''" + "a'" * 32_000,
        '"\\\n' * 20_000,
    ],
)
def test_a_hostile_file_is_refused_at_once(text: str) -> None:
    def refused() -> None:
        assert isinstance(refusal(text).code, ScriptTrouble)

    within(5, refused)


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_is_either_a_script_or_refused(text: str) -> None:
    assert isinstance(refusal(text).code, ScriptTrouble)


@given(st.integers(0, len(GOOD) - 1), st.characters())
@settings(max_examples=150, deadline=None)
def test_one_changed_character_gives_a_script_or_a_refusal(place: int, character: str) -> None:
    text = GOOD[:place] + character + GOOD[place + 1 :]

    outcome = script_or_refusal(text)

    if isinstance(outcome, ScriptFileError):
        assert 1 <= int(outcome.data["line"]) <= text.count("\n") + 1
    else:
        assert parse_script(format_script(outcome), "again") == outcome


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    assert parse_script("\ufeff" + GOOD.replace("\n", "\r\n"), "x") == parse_script(GOOD, "x")


def test_markup_stays_text() -> None:
    markup = "<b onclick=alert(1)>&amp;</b> %s $HOME [link](x)"

    script = parse_script(GOOD.replace("Sit where you like.", markup), "x")

    assert script.segments[0].text.endswith(markup)


def test_a_name_that_looks_like_a_placeholder_is_not_filled_in_again() -> None:
    text = parse_script(GOOD, "x").segments[0].text

    words = filled_in(text, {"group": "{place}", "place": "{group}"})

    assert words.startswith("Welcome to {place}.")
