"""The words around what a search found."""

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.excerpts import BEFORE, MATCH_BEGINS, MATCH_ENDS, read_excerpt


def marked(text: str) -> str:
    return text.replace("[", MATCH_BEGINS).replace("]", MATCH_ENDS)


def bold(text: str) -> list[str]:
    excerpt = read_excerpt(marked(text))
    return [excerpt.text[begin:end] for begin, end in excerpt.found]


def test_what_was_found_is_told_by_its_places() -> None:
    assert (
        read_excerpt(marked("a [quiet] evening,\n\n[quiet]ly")).text == "a quiet evening, quietly"
    )
    assert bold("a [quiet] evening,\n\n[quiet]ly") == ["quiet", "quiet"]


def test_a_match_far_into_the_words_is_brought_to_the_front() -> None:
    before = "one two three four five six seven eight nine ten "
    excerpt = read_excerpt(marked(f"{before}[lantern] and more"))
    assert excerpt.text.startswith("… ")
    assert excerpt.text.endswith("nine ten lantern and more")
    assert excerpt.found[0][0] <= BEFORE + 2
    assert bold(f"{before}[lantern]") == ["lantern"]


def test_the_beginning_of_a_note_is_shown_without_its_markers() -> None:
    assert read_excerpt("# Themes\n\n- **Rest**").text == "Themes • Rest"


def test_one_very_long_word_before_the_match_is_left_out() -> None:
    assert read_excerpt(marked("w" * 90 + "[lantern]")).text == "… lantern"


@given(st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1), min_size=1))
def test_every_match_stays_whole(words: list[str]) -> None:
    clean = [word for word in (" ".join(each.split()) for each in words) if word]
    text = " ".join(f"{MATCH_BEGINS}{word}{MATCH_ENDS} and" for word in clean)
    excerpt = read_excerpt(text)
    assert [excerpt.text[begin:end] for begin, end in excerpt.found] == clean
