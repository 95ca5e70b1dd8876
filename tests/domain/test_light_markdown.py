"""The small part of Markdown that notes are read with."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import ratio_within

from peerdesk.domain.light_markdown import Form, PlainLine, formed, plain_line


def shown(line: str, form: Form) -> list[str]:
    return [line[each.begin : each.end] for each in formed(line) if each.form is form]


@pytest.mark.parametrize(
    ("line", "words", "markers"),
    [
        ("a **quiet** evening", ["quiet"], ["**", "**"]),
        ("__tea__ and *cake*", ["tea", "cake"], ["__", "__", "*", "*"]),
        ("**two** and **three words more**", ["two", "three words more"], ["**"] * 4),
        ("** not** and 2 * 3 * 4 and snake_case_name", [], []),
        ("****", [], []),
    ],
)
def test_bold_words_stand_between_markers(line: str, words: list[str], markers: list[str]) -> None:
    assert shown(line, Form.STRONG) == words
    assert shown(line, Form.MARKER) == markers


def test_headings_lists_and_quotes_begin_a_line() -> None:
    assert shown("## Themes", Form.HEADING) == ["Themes"]
    assert shown("## Themes", Form.MARKER) == ["## "]
    assert shown("#hash", Form.HEADING) == []
    assert shown("  - rest", Form.LIST_MARK) == ["-"]
    assert shown("12. rest", Form.LIST_MARK) == ["12."]
    assert shown("2026. rest", Form.LIST_MARK) == []
    assert shown("> as they said", Form.MARKER) == ["> "]


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("## Themes", PlainLine("Themes", ((0, 6),))),
        ("**Rest:** sleep, *tea*", PlainLine("Rest: sleep, tea", ((0, 5), (13, 16)))),
        ("* a **walk**", PlainLine("a walk", ((2, 6),), "•")),
        ("3) **walk**", PlainLine("walk", ((0, 4),), "3)")),
        ("so  **very\tquiet** , all", PlainLine("so very quiet , all", ((3, 13),))),
        ("un**break**able  ", PlainLine("unbreakable", ((2, 7),))),
        ("> as they said", PlainLine("as they said")),
        ("", PlainLine("")),
    ],
)
def test_paper_shows_no_marker(line: str, plain: PlainLine) -> None:
    assert plain_line(line) == plain


AS_A_PATTERN = re.compile(
    r"(?P<two>\*\*|__)(?=\S)(?P<words>.+?)(?<=\S)(?P=two)"
    r"|(?<![*\w])\*(?![*\s])(?P<few>[^*]+?)(?<![\s*])\*(?![*\w])"
)
"""The same grammar in one line, whose time grows with the square of a line's length."""


@given(st.text(st.sampled_from("*_ ab"), max_size=60))
def test_bold_words_are_those_of_the_pattern(line: str) -> None:
    wanted = [found["words"] or found["few"] for found in AS_A_PATTERN.finditer(line)]
    assert shown(line, Form.STRONG) == wanted


@pytest.mark.parametrize("unit", ["**a ", "__a ", " *a", "**a__b ", "_", "*", "**a"])
def test_a_line_full_of_marks_does_not_hold_whoever_types(unit: str) -> None:
    def seconds(length: int) -> float:
        line = unit * (length // len(unit))
        began = time.thread_time()
        for _ in formed(line):
            pass
        return time.thread_time() - began

    seconds(1000)
    # Four times as long takes about four times as long; by the pattern it was sixteen.
    ratio_within(12, lambda: seconds(80_000), lambda: max(seconds(20_000), 0.005))


@given(st.text(st.sampled_from("*_#->1. ab\n"), max_size=40))
def test_no_letter_is_lost_and_none_is_invented(line: str) -> None:
    letters = [each for each in line if each in "ab"]
    plain = plain_line(line)
    assert [each for each in plain.text if each in "ab"] == letters
    assert "  " not in plain.text
    places = [place for span in plain.strong for place in span]
    assert places == sorted(set(places))
    assert all(0 <= place <= len(plain.text) for place in places)
