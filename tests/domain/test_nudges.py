"""What is pointed out in a note: names of the roster, and words that label or judge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import within

from peerdesk.desk.gentle_words import built_in, languages
from peerdesk.domain.known_names import KnownNames
from peerdesk.domain.nudges import GentleWords, Nudge, NudgeKind, nudges_for

KNOWN = KnownNames(["Zoë", "Ana María", "Hope"])
GENTLE = GentleWords({"refused": "chose not to", "drama queen": "very upset", "drama": "a lot"})


def found(text: str, passed: frozenset[str] = frozenset()) -> list[tuple[str, str, str]]:
    nudges = nudges_for(text, KNOWN, GENTLE, passed)
    return [(nudge.kind, text[nudge.start : nudge.end], nudge.instead) for nudge in nudges]


def test_a_name_is_pointed_out_whatever_its_accents() -> None:
    assert found("Then zoë spoke, and Zoe listened.") == [(NudgeKind.NAME, "Zoe", "")]


def test_the_words_of_one_name_are_one_place() -> None:
    assert found("With Ana María by the door") == [(NudgeKind.NAME, "Ana María", "")]


def test_a_word_that_is_a_name_only_with_a_capital_is_left_alone_without() -> None:
    assert found("There was hope in the room.") == []


def test_a_label_is_found_with_gentler_words_and_the_longer_one_first() -> None:
    assert found("She REFUSED, a Drama Queen.") == [
        (NudgeKind.LABEL, "REFUSED", "chose not to"),
        (NudgeKind.LABEL, "Drama Queen", "very upset"),
    ]


def test_a_word_within_a_word_is_no_label() -> None:
    assert found("melodrama and unrefused") == []


def test_each_word_is_pointed_out_once_and_what_was_passed_not_at_all() -> None:
    text = "Zoë refused. Zoë refused again."
    assert [words for _kind, words, _instead in found(text)] == ["Zoë", "refused"]
    assert found(text, frozenset({"zoe", "refused"})) == []


@given(st.text(max_size=200))
def test_any_text_is_looked_through_and_places_lie_within_it(text: str) -> None:
    for nudge in nudges_for(text, KNOWN, GENTLE):
        assert isinstance(nudge, Nudge)
        assert text[nudge.start : nudge.end] == nudge.found


@pytest.mark.parametrize("language", languages())
def test_every_list_has_gentler_words_that_are_no_labels_themselves(language: str) -> None:
    entries = built_in(language)
    gentle = GentleWords(entries)

    assert len(entries) > 40
    assert {"en", "es"} <= set(languages())
    for label, instead in entries.items():
        assert [nudge.found for nudge in gentle.found_in(label)] == [label]
        assert gentle.found_in(instead) == [], instead


def test_one_word_a_thousand_times_holds_nobody_up_where_many_names_begin_with_it() -> None:
    many = KnownNames([f"Sam {number}" for number in range(500)] + ["Sam Lee"])
    words = "Sam came. " * 5_000 + "Sam Lee"
    assert "Sam Lee" in many.found_in(words)
    within(2, lambda: many.found_in(words))


@given(st.lists(st.sampled_from(["Sam", "sam", "Lee", "of", "One", "x"]), max_size=12))
def test_names_are_found_in_the_order_of_the_words_each_once(words: list[str]) -> None:
    known = KnownNames(["Sam", "Sam Lee", "Lee of One"], ["One x"])
    text = " ".join(words)
    found = known.found_in(text)
    assert len(found) == len(set(found))
    spaced = f" {text.casefold()} "
    for name in ("Sam Lee", "Lee of One", "One x"):
        if f" {name.casefold()} " in spaced:
            assert name in found
