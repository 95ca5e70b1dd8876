"""Blanks in a script: which are known, which are not, and which would never end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.placeholders import (
    PLACEHOLDERS,
    being_typed,
    completions,
    composed_once,
    filled_in,
    looping_placeholders,
    unknown_placeholders,
)


@pytest.mark.parametrize("typed", ["{Group}", "{next date}", "{grupo}", "{group name}", "{1}"])
def test_what_looks_like_a_placeholder_and_is_none_is_unknown(typed: str) -> None:
    assert unknown_placeholders(f"Welcome to {typed}.") == (typed.strip("{}"),)


def test_braces_of_ordinary_writing_are_left_in_peace() -> None:
    assert unknown_placeholders("} and {} and { and {\n}") == ()


def test_a_sentence_that_leads_back_to_itself_is_found_and_left_as_it_stands() -> None:
    words = "if {limits} of {group} say so"

    assert looping_placeholders(words) == ("limits",)
    assert composed_once(words, {"group": "Harbour", "limits": "x"}) == (
        "if {limits} of Harbour say so"
    )


@given(st.dictionaries(st.sampled_from(PLACEHOLDERS), st.sampled_from(PLACEHOLDERS)))
def test_filling_in_ends_whatever_the_values_name(names: dict[str, str]) -> None:
    values = {name: f"{{{other}}}{{{other}}}" for name, other in names.items()}
    text = "".join(f"{{{name}}}" for name in PLACEHOLDERS)

    assert len(filled_in(text, values)) <= len(text) * 2 * max(map(len, PLACEHOLDERS))


def test_a_text_of_nothing_but_blanks_does_not_grow_without_end() -> None:
    filled = filled_in("{limits}" * 1_000, {"limits": "x" * 500})
    assert filled.count("x") == 200 * 500
    assert filled.endswith("{limits}")


@pytest.mark.parametrize(
    ("before", "beginning"),
    [
        ("Welcome to {", ""),
        ("Welcome to {gro", "gro"),
        ("{group} in {pl", "pl"),
        ("Welcome to {group}", None),
        ("Welcome", None),
        ("{Gro", None),
        ("", None),
    ],
)
def test_a_placeholder_is_being_typed_from_its_brace_on(before: str, beginning: str | None) -> None:
    assert being_typed(before) == beginning


def test_the_placeholders_that_fit_are_offered() -> None:
    assert completions("") == PLACEHOLDERS
    assert completions("re") == ("reporting_statement",)
    assert completions("x") == ()
