"""What becomes of a name or a text on its way from the keyboard into the vault."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peerdesk.domain.names import folded, many_lines, one_line

anything = st.text(st.characters(codec=None))


@given(anything)
@example("e\u200e\u0301")
@example("\u200d")
@example("\ud800Ana")
def test_cleaning_a_name_twice_changes_nothing_more(raw: str) -> None:
    assert one_line(one_line(raw)) == one_line(raw)


@given(anything)
def test_a_cleaned_name_is_one_line_in_form_c_without_controls(raw: str) -> None:
    name = one_line(raw)
    assert unicodedata.is_normalized("NFC", name)
    assert not {unicodedata.category(c) for c in name} & {"Cc", "Cs", "Zl", "Zp"}
    assert name == name.strip()
    assert "  " not in name
    name.encode("utf-8")


def test_a_dropped_mark_does_not_keep_an_accent_from_its_letter() -> None:
    assert one_line("Rene\u200e\u0301e") == "Renée"


def test_a_name_that_nobody_can_see_is_no_name() -> None:
    assert one_line(" \u200d\u200c \u2060 ") == ""


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\v", "\f", "\x85", "\u2028", "\t", "\u00a0"])
def test_every_kind_of_space_and_line_break_is_one_space_in_a_name(line_break: str) -> None:
    assert one_line(f" Ana{line_break}{line_break}Lima ") == "Ana Lima"


def test_directional_controls_go_and_emoji_with_joiners_stay() -> None:
    family = "👩\u200d👩\u200d👧"
    assert one_line(f"\u202eAna {family}\u2066") == f"Ana {family}"
    assert one_line("می\u200cخواهم") == "می\u200cخواهم"


@given(anything)
@example("𝐀")
@example("İ")
@example("ΐ")
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("jose", "José"), ("STRASSE", "Straße"), ("ana", "𝐀na"), ("ｋｅｎ", "Ken"), ("إسم", "اسم")],
)
def test_folding_finds_a_name_whatever_its_case_accents_or_width(typed: str, kept: str) -> None:
    assert folded(typed) in folded(kept)


@given(anything)
@example("e\x00\u0301")
def test_cleaning_a_text_twice_changes_nothing_more(raw: str) -> None:
    text = many_lines(raw)
    assert many_lines(text) == text
    assert unicodedata.is_normalized("NFC", text)
    text.encode("utf-8")


def test_a_text_keeps_its_lines_whatever_ended_them() -> None:
    assert many_lines("one\r\ntwo\rthree\vfour\u2029five\n\tsix\n \n") == (
        "one\ntwo\nthree\nfour\nfive\n\tsix"
    )


def test_a_text_loses_what_no_search_could_mark() -> None:
    assert many_lines("a\x02b\x03c\x00") == "abc"
